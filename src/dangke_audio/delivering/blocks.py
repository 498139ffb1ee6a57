"""Encoded blocks in the store: what was encoded once is never encoded again."""

import hashlib
import json
from array import array
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace

from dangke_audio.delivering.encoder import Encoding, encode_block, encoder_name, silent_frame
from dangke_audio.model.audio import Block, Clip, Pcm, frame_samples
from dangke_audio.model.storage import Store

# Raise it when joining or encoding would give other bytes for the same inputs (limiter, fades, cutting, what LAME is given).
SCHEMA = 5

TAIL_SAMPLES = 2000
"""Silence behind the speech that is encoded with it; what is longer is made of silent frames. Encoder and decoder hold
back 1105 samples; measured with 2000, nothing of a clip that ends loudly is heard behind it, to the last bit."""


@dataclass(frozen=True, slots=True)
class BlockSource:
    """Where encoded blocks come from: the store, else clip, joiner and encoder.

    What is stored is the speech with the least silence around it; the rest of a pause is the same silent frame so many
    times, so that another pause encodes nothing.
    """

    store: Store
    read_pcm: Callable[[Clip], Pcm]
    """The clip's sound; raises where it is not there."""
    join: Callable[[Pcm, Block], Pcm]
    """Limiter and `assembling.joiner.join_block`, handed in because stages do not know each other."""
    rate_hz: int
    encoding: Encoding = field(default_factory=Encoding)

    def key(self, block: Block) -> str:
        """The name of the block's speech in the store."""
        return block_key(speech_of(block, self.rate_hz), self.encoding)

    def pcm(self, block: Block) -> Pcm:
        """The block's sound, silence and all, as it goes to an encoder. Raises StorageError where the clip is lost."""
        return self.join(self.read_pcm(block.clip), block)

    def has(self, block: Block) -> bool:
        """Whether the block's speech is in the store."""
        return self.store.length(self.key(block)) is not None

    def ensure(self, block: Block) -> bool:
        """See that the block's speech is in the store; whether it had to be encoded. Raises StorageError."""
        if self.has(block):
            return False
        self._encode(block)
        return True

    def frames(self, block: Block) -> bytes:
        """The block's frames; encoded again where the store has lost them meanwhile. Raises StorageError."""
        stored = self.store.read(self.key(block))
        speech = self._encode(block) if stored is None else stored
        silence = block.samples - speech_of(block, self.rate_hz).samples
        return speech + silent_frame(self.rate_hz, self.encoding) * (silence // frame_samples(self.rate_hz))

    def momentary(self, block: Block) -> list[float]:
        """How loud it is every tenth of a second, in LUFS: as kept, or measured now. Raises StorageError."""
        speech = speech_of(block, self.rate_hz)
        kept = self.store.read(momentary_key(speech))
        return read_momentary(self._measure(speech, self.pcm(speech)) if kept is None else kept)

    def _encode(self, block: Block) -> bytes:
        """Encode a block's speech, and measure it where nobody has: its sound is at hand."""
        speech = speech_of(block, self.rate_hz)
        sound = self.pcm(speech)
        frames = encode_block(sound, self.encoding)
        self.store.write(self.key(block), frames)
        if self.store.length(momentary_key(speech)) is None:
            self._measure(speech, sound)
        return frames

    def _measure(self, speech: Block, sound: Pcm) -> bytes:
        entry = momentary_entry(sound)
        self.store.write(momentary_key(speech), entry)
        return entry


def block_key(speech: Block, encoding: Encoding) -> str:
    """SHA-256 over all that decides the bytes of a block's speech (DESIGN §4); not its place in the lecture."""
    parts = {"sound": sound_parts(speech), "encoder": encoder_name(encoding), "encoding": asdict(encoding)}
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def momentary_key(speech: Block) -> str:
    """The name under which it is kept how loud a block's speech is."""
    return hashlib.sha256(json.dumps(["momentary", sound_parts(speech)]).encode()).hexdigest()


def momentary_entry(sound: Pcm) -> bytes:
    """Momentary loudness in hundredths of LUFS, measured between two windows of silence."""
    from dangke_audio.transcoding.metering import WINDOW_MS, momentary  # a tenth of a second to load

    silence = bytes(2 * (sound.rate_hz * WINDOW_MS // 1000))
    padded = Pcm(sound.rate_hz, silence + sound.data + silence)
    return array("h", (round(100 * value) for value in momentary(padded))).tobytes()


def read_momentary(entry: bytes) -> list[float]:
    """LUFS, of what `momentary_entry` wrote."""
    return [value / 100 for value in array("h", entry)]


def sound_parts(block: Block) -> list[object]:
    """All that decides the samples of a block."""
    gain_db = block.gain_db + 0.0  # so that 0, 0.0 and -0.0 are one
    return [SCHEMA, block.clip.key, block.lead, block.clip.samples, block.tail, gain_db]


def speech_of(block: Block, rate_hz: int) -> Block:
    """The block as it is encoded: with a tail of at most 2000 samples and what fills its last frame.

    E.g. 24 kHz, lead 1,200, clip 30,000, tail 6,240 (65 frames): 2,208 of the tail, 58 frames; 7 silent ones follow.
    """
    enough = TAIL_SAMPLES + -(block.lead + block.clip.samples + TAIL_SAMPLES) % frame_samples(rate_hz)
    return replace(block, tail=min(block.tail, enough))
