"""Clips and blocks for loudspeakers, made of those that the engine spoke."""

import hashlib
import json
from dataclasses import dataclass, replace
from pathlib import Path

from dangke_audio.assembling.joiner import join_block
from dangke_audio.assembling.programme import CHIME_PAUSE_MS, Said, lay_out_said
from dangke_audio.delivering.blocks import BlockSource
from dangke_audio.delivering.encoder import Encoding
from dangke_audio.errors import LostClipError
from dangke_audio.folders import cache_folder
from dangke_audio.model.audio import Block, Clip, Pcm
from dangke_audio.model.horn import CHIMES, HORN_RATE_HZ, HornOptions
from dangke_audio.model.speech import Utterance
from dangke_audio.model.storage import Stores
from dangke_audio.music import load_sound

CHIME_LUFS = -16.0
"""A little below the speech, which shall not seem soft behind it."""
CHIME_DBTP = -3.0
# Raise it when the same clip would be made otherwise.
SCHEMA = 1


@dataclass(frozen=True, slots=True)
class HornBlocks:
    """How the blocks of the loudspeaker edition are made."""

    stores: Stores
    rate_hz: int
    """Of the engine."""
    options: HornOptions
    chime: Pcm | None = None
    """At 44.1 kHz."""

    @classmethod
    def of(cls, stores: Stores, rate_hz: int, options: HornOptions) -> "HornBlocks":
        """Raises ConfigError for a chime that is no sound."""
        return cls(stores, rate_hz, options, load_chime(options.chime))

    @property
    def chimed(self) -> tuple[Said, ...]:
        """The chime, where there is one."""
        clip = self._chime_clip
        return (Said(clip, CHIME_PAUSE_MS),) if clip else ()

    @property
    def source(self) -> BlockSource:
        """Encoded blocks from the store, or made of its clips."""
        options = self.options
        encoding = Encoding(options.bitrate_kbps, channels=2 if options.stereo else 1, reservoir=False)
        return BlockSource(self.stores.blocks, self._read, self._join, HORN_RATE_HZ, encoding)

    def said(self, utterance: Utterance, spoken: Clip) -> Said:
        """An utterance as it will be heard: slower, at 44.1 kHz, the pause longer."""
        pause_ms = round(self.options.pause_factor * utterance.pause_after_ms)
        return Said(self._clip(spoken), pause_ms, utterance.speaker.gain_db)

    def block(self, utterance: Utterance, spoken: Clip) -> Block:
        """The same as a block, wherever it will stand."""
        return lay_out_said(self.said(utterance, spoken), 0, HORN_RATE_HZ)

    def _clip(self, spoken: Clip) -> Clip:
        """Its key says of which clip it is made, and how."""
        options = self.options
        recipe = json.dumps([SCHEMA, self.rate_hz, options.speed, options.target_lufs])
        samples = round(spoken.samples * HORN_RATE_HZ / self.rate_hz / options.speed)
        return Clip(f"{spoken.key}.{hashlib.sha256(recipe.encode()).hexdigest()[:16]}", samples)

    @property
    def _chime_clip(self) -> Clip | None:
        if self.chime is None:
            return None
        return Clip(hashlib.sha256(b"chime" + self.chime.data).hexdigest(), self.chime.samples)

    def _read(self, clip: Clip) -> Pcm:
        """What the engine spoke, or the chime."""
        if self.chime is not None and clip == self._chime_clip:
            return self.chime
        key = clip.key.rpartition(".")[0]
        entry = self.stores.clips.read(key)
        if entry is None or self._clip(Clip(key, len(entry) // 2)) != clip:
            raise LostClipError(key, place=str(cache_folder()))
        return Pcm(self.rate_hz, entry)

    def _join(self, sound: Pcm, block: Block) -> Pcm:
        if block.clip != self._chime_clip:
            from dangke_audio.transcoding.horn import horn_sound  # a tenth of a second to load

            options = self.options
            sound = horn_sound(sound, block.clip.samples, options.speed, block.gain_db, options.target_lufs)
        return join_block(sound, replace(block, gain_db=0.0))


def load_chime(name: str | None) -> Pcm | None:
    """One of those that come with the program, or the user's file. Raises ConfigError."""
    if name is None:
        return None
    if name not in CHIMES:
        return load_sound(Path(name), HORN_RATE_HZ, CHIME_LUFS, CHIME_DBTP)
    from dangke_audio.transcoding.chimes import struck_chime
    from dangke_audio.transcoding.levelling import at_loudness

    return at_loudness(struck_chime(name, HORN_RATE_HZ), CHIME_LUFS, CHIME_DBTP)
