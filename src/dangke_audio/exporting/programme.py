"""The values: what is to be played, and where it will stand on the stick."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Part:
    """A file of a lecture's horn edition."""

    path: Path
    sha256: str
    size: int
    """In bytes."""
    milliseconds: int
    """What a decoder gives, rounded down."""

    @property
    def name(self) -> str:
        """Of its file, e.g. `0001_第一部分.mp3`."""
        return self.path.name


@dataclass(frozen=True, slots=True)
class HornLecture:
    """A lecture whose horn edition is whole."""

    title: str
    parts: tuple[Part, ...]
    """In playing order."""


@dataclass(frozen=True, slots=True)
class Track:
    """A part under its number in a slot."""

    name: str
    """Of its file on the stick, e.g. `0003_第一部分.mp3`."""
    title: str
    """For the sheet: the lecture's, and what the part is called."""
    part: Part


@dataclass(frozen=True, slots=True)
class Slot:
    """A folder of the stick: what is played at one time of the day."""

    folder: str
    """E.g. `01_早`."""
    title: str
    """E.g. `早`; `全部` where there are no slots."""
    tracks: tuple[Track, ...]

    @property
    def milliseconds(self) -> int:
        """Of all tracks."""
        return sum(track.part.milliseconds for track in self.tracks)
