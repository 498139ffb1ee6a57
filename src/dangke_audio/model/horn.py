"""What the user can choose about the loudspeaker edition, and what it is made of."""

from dataclasses import dataclass, field
from typing import Literal

from dangke_audio.model.audio import Block

Repeat = Literal["part", "whole"]
HORN_RATE_HZ = 44_100
"""What all players have."""
HORN_SPEEDS = (0.5, 1.2)
"""The least and the most of `HornOptions.speed`."""
PART_MINUTES = (1, 240)
"""The same of `HornOptions.part_minutes`."""
MOST_REPEATS = 9
CHIMES = ("叮咚", "三音", "钟声")
"""Those that come with the program."""


@dataclass(frozen=True, slots=True)
class Announcements:
    """What is said around the lecture, by its own voice; empty where nothing is to be said."""

    opening: str = "各位村民请注意，下面播放《{title}》。"
    """`{title}` is the lecture's."""
    part: str = "第{number}部分。"
    """In front of every part but the first; `{number}` as one says it."""
    closing: str = "播送完了，谢谢大家。"


@dataclass(frozen=True, slots=True)
class HornOptions:
    """The options of `--for horn`: `[horn]` of dangke.toml, and above it the command line."""

    speed: float = 0.85
    """Of the voice's pace: a village hears every sound twice, from the horn and from the hills."""
    pause_factor: float = 1.6
    target_lufs: float = -13.0
    """Mono counted as heard from two loudspeakers."""
    bitrate_kbps: int = 96
    stereo: bool = False
    """The same sound twice, for players that know no mono."""
    tags: bool = True
    """TIT2 and TRCK; without, not even those."""
    chime: str | None = CHIMES[0]
    """One of `CHIMES`, or the path of a sound file; None for none."""
    announcements: Announcements = field(default_factory=Announcements)
    part_minutes: int = 20
    """The longest part, repeats not counted."""
    repeats: int | None = None
    """How often it is played; None: a notice twice, a lecture once."""
    repeat: Repeat = "part"
    """What is repeated: each part within its file, or the whole, in files of its own."""
    gap_s: float = 4.0
    """Of silence in front of a repetition."""


@dataclass(frozen=True, slots=True)
class Part:
    """One file of the loudspeaker edition."""

    title: str
    blocks: tuple[Block, ...]
    """Without gaps, from sample 0."""

    @property
    def samples(self) -> int:
        """Length of the part."""
        return self.blocks[-1].end if self.blocks else 0
