"""What every speech engine offers. How to write one: docs/engines.md. The shared test driver: tests/support."""

from dataclasses import dataclass
from typing import Protocol

from dangke_audio.model.audio import Pcm


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice that an engine has."""

    name: str
    title: str
    """For people, in Chinese."""
    syllables_per_second: float = 4.8
    """Its usual pace inside a sentence, from which lengths are estimated before anything is spoken."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What an engine can take in one go, and what plausible speech of it looks like."""

    spoken_characters: int
    """Longest utterance."""
    syllables_per_second_min: float
    syllables_per_second_max: float


@dataclass(frozen=True, slots=True)
class Heard:
    """Exactly what the engine will hear of an utterance; the clip's key is made from it."""

    text: str
    """Phonemes, or text after respelling: whatever `speak` takes."""
    sounds: int
    """Syllables that will be heard; the clip's length is checked against it."""
    unspeakable: tuple[str, ...]
    """Characters for which the engine has no sound. Never empty silently: each becomes a finding."""


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One row of `dangke-audio doctor`."""

    ok: bool
    what: str
    detail: str


class Engine(Protocol):
    """A speech engine.

    Construction is cheap: models are loaded by the first `speak`, in the process that speaks. An engine that has not
    spoken yet can be pickled, which is how it comes into that process.
    """

    name: str
    rate_hz: int
    deterministic: bool
    """Whether the same heard text always gives the same samples, on one machine."""
    limits: Limits

    def voices(self) -> tuple[Voice, ...]:
        """All voices, best first."""

    def check(self) -> tuple[CheckLine, ...]:
        """What is installed and whether it is whole, for `doctor`; slow checks are allowed, exceptions are not."""

    def prepare(self) -> None:
        """Make ready what the speaking processes share (a joined model file). Raises EngineError."""

    def fingerprint(self, voice: str) -> str:
        """All that decides the samples besides the heard text, voice and speed. Raises EngineError for no such voice."""

    def hear(self, spoken: str, syllables: tuple[str | None, ...]) -> Heard:
        """Translate an utterance into what the engine hears; pure, quick, needs no model."""

    def speak(self, heard: str, voice: str, speed: float) -> Pcm:
        """Speak. Raises SynthesisError."""
