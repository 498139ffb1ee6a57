"""What every speech engine offers. How to write one: docs/engines.md. The shared test driver: tests/support."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol, Self

from dangke_audio.model.audio import Pcm

NOTHING_PINNED: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast a voice speaks at speed 1.0, in syllables a second, measured inside utterances (its calibration)."""

    usual: float = 4.8
    """Lengths are estimated from it before anything is spoken."""
    slowest: float = 1.4
    """What is slower has been said twice, or is no speech. Names of letters are slow."""
    fastest: float = 8.0
    """What is faster is not whole."""
    is_measured: bool = False
    """Whether `usual` is this voice's own: clips are then held to it closely. A guess must not refuse a good voice."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice that an engine has."""

    name: str
    title: str
    """For people, in Chinese."""
    pace: Pace = Pace()


@dataclass(frozen=True, slots=True)
class Limits:
    """What an engine can take."""

    spoken_characters: int
    """Longest utterance."""
    workers: int | None = None
    """How many may speak at once; None for as many as the machine carries. A service is approached with one at first."""
    worker_bytes: int = 200 * 2**20
    """Peak memory of one speaking process."""
    answer_s: float = 300.0
    """Longest that `speak` may take; a process that takes longer is ended and counts as a passing failure."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How often what failed in passing is tried again. Failures in a row are counted over all utterances."""

    tries: int = 2
    """Of one utterance, before it is cut in another way."""
    delays_s: tuple[float, ...] = (0.0,)
    """Before the next try, by how many failures there have been in a row; the last one repeats. Each is stretched by
    up to its own length at random, so that many machines do not come back at the same moment."""
    failures_at_first: int | None = None
    """After so many failures in a row without a single success the engine counts as unusable; None for never."""
    failures_in_a_row: int | None = None
    """The same, once something has succeeded."""


@dataclass(frozen=True, slots=True)
class Respelling:
    """A word that an engine without phonemes is told by other characters."""

    start: int
    """In the spoken text."""
    before: str
    after: str | None
    """None where no character has that sound: the engine may read it wrong, and the user is told."""


@dataclass(frozen=True, slots=True)
class Heard:
    """Exactly what the engine will hear of an utterance; the clip's key is made from it."""

    text: str
    """Phonemes, or text after respelling: whatever `speak` takes."""
    sounds: int
    """Syllables that will be heard; the clip's length is checked against it."""
    unspeakable: tuple[str, ...]
    """Characters for which the engine has no sound. Never empty silently: each becomes a finding."""
    respellings: tuple[Respelling, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One row of `dangke-audio doctor`."""

    ok: bool
    what: str
    detail: str


class Engine(Protocol):
    """A speech engine.

    Construction is cheap and takes no arguments: models are loaded by the first `speak`, in the process that speaks. An
    engine that has not spoken yet can be pickled, which is how it comes into that process.
    """

    name: str
    title: str
    """For people, in Chinese: what it is and what it is good for."""
    rate_hz: int
    deterministic: bool
    """Whether the same heard text always gives the same samples, on one machine."""
    online: bool
    """Whether what is spoken leaves this machine, or may."""
    limits: Limits
    patience: Patience

    def configured(self, options: Mapping[str, object]) -> Self:
        """The engine with the `[options]` of a voice profile. Raises ConfigError naming every fault at once."""

    def voices(self) -> tuple[Voice, ...]:
        """All voices that are known without asking anybody, best first."""

    def pace(self, voice: str) -> Pace:
        """How fast a voice speaks; the usual bounds for one that is not known."""

    def check(self) -> tuple[CheckLine, ...]:
        """What is installed and whether it is whole, for `doctor`; slow checks are allowed, exceptions are not."""

    def prepare(self, voice: str) -> None:
        """Called once before anything is spoken: join a model, ask a service for its voices. Raises EngineError."""

    def fingerprint(self, voice: str) -> str:
        """All that decides the samples besides the heard text, voice and speed. Raises EngineError for no such voice."""

    def hear(self, spoken: str, syllables: tuple[str | None, ...], pinned: frozenset[int] = NOTHING_PINNED) -> Heard:
        """Translate an utterance into what the engine hears; pure, quick, needs no model.

        `pinned` are the offsets whose reading somebody fixed (author, lexicon, phrase table): an engine that guesses
        readings by itself must be told of these.
        """

    def speak(self, heard: str, voice: str, speed: float) -> Pcm:
        """Speak. Raises SynthesisError, with the kind of failure."""
