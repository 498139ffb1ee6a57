"""The user's stores: opened, and read as the sound of blocks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from dangke_audio.assembling.joiner import join_block
from dangke_audio.delivering.blocks import BlockSource
from dangke_audio.delivering.encoder import Encoding
from dangke_audio.errors import LostClipError
from dangke_audio.folders import cache_folder
from dangke_audio.model.audio import Block, Clip, Pcm
from dangke_audio.model.music import NO_MUSIC, MusicClips
from dangke_audio.model.storage import Store, Stores, lengths
from dangke_audio.model.take import Take, Takes
from dangke_audio.reading.takes import read_sound, takes_folder
from dangke_audio.synthesizing import DiskStore

CEILING_DBTP = -2.0
"""What an encoder adds stays below -1 dBTP (measured on MP3 at 32, 48 and 64 kbit/s: 0.2 to 0.8 dB)."""


def open_stores(clips: Store | None = None) -> Stores:
    """Clips, where the user keeps them or in the cache folder; blocks, in the cache folder."""
    return Stores(clips or DiskStore(cache_folder() / "clips"), DiskStore(cache_folder() / "blocks"))


def with_takes(stores: Stores, script: Path, takes: Takes, rate_hz: int) -> Stores:
    """The same stores; the chosen takes beside a script are found among the clips, at this rate."""
    chosen = {take.key(rate_hz): take for sentence in takes.sentences if (take := sentence.choice)}
    clips = _ClipsAndTakes(stores.clips, takes_folder(script), chosen, rate_hz)
    return replace(stores, clips=clips) if chosen else stores


@dataclass(frozen=True, slots=True)
class _ClipsAndTakes:
    """A store in which takes are found too. They are verified as the clips are, but a lost one cannot be made again."""

    clips: Store
    folder: Path
    takes: Mapping[str, Take]
    rate_hz: int

    def read(self, key: str) -> bytes | None:
        """Raises SourceError for a take whose file is missing or damaged."""
        return self._sound(self.takes[key]) if key in self.takes else self.clips.read(key)

    def length(self, key: str) -> int | None:
        """Raises SourceError for a take whose file is missing or damaged."""
        return len(self._sound(self.takes[key])) if key in self.takes else self.clips.length(key)

    def lengths(self, keys: Iterable[str]) -> Mapping[str, int]:
        """Raises SourceError for a take whose file is missing or damaged."""
        asked = list(dict.fromkeys(keys))
        takes = {key: len(self._sound(self.takes[key])) for key in asked if key in self.takes}
        return {**takes, **lengths(self.clips, [key for key in asked if key not in self.takes])}

    def write(self, key: str, payload: bytes) -> None:
        self.clips.write(key, payload)

    def _sound(self, take: Take) -> bytes:
        sound = read_sound(self.folder, take)
        if sound.rate_hz != self.rate_hz:
            from dangke_audio.transcoding import resample  # a tenth of a second to load

            sound = resample(sound, self.rate_hz)
        return sound.data


def block_source(
    stores: Stores, rate_hz: int, encoding: Encoding | None = None, music: MusicClips = NO_MUSIC
) -> BlockSource:
    """Encoded blocks from the store, or made of its clips and of the music."""

    def read_pcm(clip: Clip) -> Pcm:
        if clip.key in music.sounds:
            return music.sounds[clip.key]
        entry = stores.clips.read(clip.key)
        if entry is None or len(entry) != 2 * clip.samples:
            raise LostClipError(clip.key, place=str(cache_folder()))
        return Pcm(rate_hz, entry)

    return BlockSource(stores.blocks, read_pcm, levelled_block, rate_hz, encoding or Encoding())


def levelled_block(clip: Pcm, block: Block) -> Pcm:
    """The sound of a block: no true peak above the ceiling once its gain is added."""
    from dangke_audio.transcoding.limiting import limit  # a tenth of a second to load

    return join_block(limit(clip, CEILING_DBTP - block.gain_db), block)
