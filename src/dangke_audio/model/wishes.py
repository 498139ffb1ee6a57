"""What a user asks of one lecture, above what the voice and `dangke.toml` say: by the command line, or in the studio."""

from dataclasses import dataclass, field, replace
from typing import TypeVar

from dangke_audio.model.horn import Announcements, HornOptions
from dangke_audio.model.phone import LrcEncoding, Music, PhoneOptions
from dangke_audio.model.report import EditionName

PACES = (0.7, 1.3)
"""The least and the most that a voice's speed may be multiplied with."""
NO_CHIME = "无"
"""How a user says that there is to be no chime."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PhoneWishes:
    """Of the phone edition; None where nothing is asked."""

    bitrate_kbps: int | None = None
    lrc_encoding: LrcEncoding | None = None
    cover: str | None = None
    """Path of the user's own."""
    music: Music = field(default_factory=Music)

    def over(self, options: PhoneOptions) -> PhoneOptions:
        """The options, with these wishes counting before them."""
        music = options.music
        return replace(
            options,
            bitrate_kbps=_first(self.bitrate_kbps, options.bitrate_kbps),
            lrc_encoding=_first(self.lrc_encoding, options.lrc_encoding),
            cover=options.cover or self.cover is not None,
            cover_file=self.cover or options.cover_file,
            music=Music(
                self.music.intro or music.intro, self.music.outro or music.outro, self.music.between or music.between
            ),
        )


@dataclass(frozen=True, slots=True)
class HornWishes:
    """Of the loudspeaker edition; None where nothing is asked."""

    speed: float | None = None
    chime: str | None = None
    """One of `CHIMES`, a path, or `NO_CHIME`."""
    opening: str | None = None
    """Empty for none."""
    closing: str | None = None
    """The same."""
    part_minutes: int | None = None
    repeats: int | None = None

    def over(self, options: HornOptions) -> HornOptions:
        """The options, with these wishes counting before them."""
        words = options.announcements
        return replace(
            options,
            speed=_first(self.speed, options.speed),
            chime=None if self.chime == NO_CHIME else self.chime or options.chime,
            announcements=Announcements(
                _first(self.opening, words.opening), words.part, _first(self.closing, words.closing)
            ),
            part_minutes=_first(self.part_minutes, options.part_minutes),
            repeats=_first(self.repeats, options.repeats),
        )


@dataclass(frozen=True, slots=True)
class Wishes:
    """All of them."""

    voice: str | None = None
    """A profile's name; None for the default one, or the engine's first."""
    engine: str | None = None
    pace: float = 1.0
    """What the speeds of all voices are multiplied with."""
    editions: tuple[EditionName, ...] = ()
    """None for the phone's."""
    phone: PhoneWishes = field(default_factory=PhoneWishes)
    horn: HornWishes = field(default_factory=HornWishes)


def is_text(words: str) -> bool:
    """Half of a surrogate pair is none, nor what the bytes of a command line are no letters of."""
    try:
        words.encode()
    except UnicodeEncodeError:
        return False
    return True


def _first(wish: T | None, usual: T) -> T:
    return usual if wish is None else wish
