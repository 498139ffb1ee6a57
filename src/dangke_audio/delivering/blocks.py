"""Encoded blocks in the store: what was encoded once is never encoded again."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace

from dangke_audio.delivering.encoder import MAKEUP_DB, Encoding, encode_block, encoder_name, silent_frame
from dangke_audio.model.audio import Block, Clip, Pcm, frame_samples
from dangke_audio.model.storage import Store

# Raise it when joining or encoding would give other bytes for the same inputs (limiter, fades, cutting, what LAME is given).
SCHEMA = 4

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

    def ensure(self, block: Block) -> bool:
        """See that the block's speech is in the store; whether it had to be encoded. Raises StorageError."""
        if self.store.length(self.key(block)) is not None:
            return False
        self._encode(block)
        return True

    def frames(self, block: Block) -> bytes:
        """The block's frames; encoded again where the store has lost them meanwhile. Raises StorageError."""
        stored = self.store.read(self.key(block))
        speech = self._encode(block) if stored is None else stored
        silence = block.samples - speech_of(block, self.rate_hz).samples
        return speech + silent_frame(self.rate_hz, self.encoding) * (silence // frame_samples(self.rate_hz))

    def _encode(self, block: Block) -> bytes:
        speech = speech_of(block, self.rate_hz)
        louder = replace(speech, gain_db=speech.gain_db + MAKEUP_DB)
        frames = encode_block(self.pcm(louder), self.encoding)
        self.store.write(self.key(block), frames)
        return frames


def block_key(speech: Block, encoding: Encoding) -> str:
    """SHA-256 over all that decides the bytes of a block's speech (DESIGN §4); not its place in the lecture."""
    parts = {"sound": sound_parts(speech), "encoder": encoder_name(), "encoding": asdict(encoding)}
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


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
