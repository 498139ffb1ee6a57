"""Takes: other soundings of a sentence, kept beside the script; their user chooses which one is heard."""

import hashlib
from dataclasses import dataclass

USUAL = 1
"""Number of the take that every build makes by itself; it is kept nowhere."""
_KEY_SCHEMA = 1


@dataclass(frozen=True, slots=True)
class TakeVoice:
    """Who spoke a synthesized take: it is heard only among sentences of the same voice."""

    engine: str
    voice: str
    """The engine's own name for it."""
    speed: float
    """The profile's; a take may have been spoken a little slower or faster."""
    options: str = ""
    """The engine's options as JSON; empty where there are none."""


@dataclass(frozen=True, slots=True)
class Take:
    """One sound file beside the script."""

    number: int
    """From 2."""
    how: str
    """How it came about, for people and to tell what was tried already: 语速 0.96, or a recording's file name."""
    file: str
    """Name in the folder of takes."""
    sha256: str
    """Of the file's bytes, hexadecimal."""
    voice: TakeVoice | None
    """None of a human recording, which is heard among sentences of any voice."""

    def key(self, rate_hz: int) -> str:
        """The clip's name at a rate; it follows from the file's samples alone."""
        return hashlib.sha256(f"take\x1f{_KEY_SCHEMA}\x1f{rate_hz}\x1f{self.sha256}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class RetakenSentence:
    """A sentence that has takes. It is known by what is said; where it stands only tells equal ones apart."""

    written: str
    said: str
    """SHA-256 of the spoken text and its readings, hexadecimal."""
    occurrence: int
    """Which of the sentences that say the same, from 1, when the first take was made."""
    before: str
    """The sentence before it, as written; empty where it was the first."""
    after: str
    chosen: int
    takes: tuple[Take, ...]

    @property
    def choice(self) -> Take | None:
        """The chosen take; None for the usual sound."""
        return next((take for take in self.takes if take.number == self.chosen), None)


@dataclass(frozen=True, slots=True)
class Takes:
    """Everything in the folder of takes."""

    sentences: tuple[RetakenSentence, ...] = ()
    digest: str | None = None
    """SHA-256 of all choices and of the state of their files; None where only the usual is chosen."""


NO_TAKES = Takes()
