"""What a rule is: where it applies in a sentence, and what is said there."""

import re
from collections.abc import Callable
from dataclasses import dataclass


def always(_match: re.Match[str]) -> bool:
    """The usual `applies`: the pattern says it all."""
    return True


@dataclass(frozen=True, slots=True)
class Reading:
    """One written form and how it is read.

    The pattern sees the whole folded sentence (see folding.py), so it may look around freely. If it has a group
    named `span`, only that group is claimed and replaced, and the rest of the match is context.
    """

    pattern: re.Pattern[str]
    verbalize: Callable[[re.Match[str]], str]
    """What is said instead of the claimed span."""
    applies: Callable[[re.Match[str]], bool] = always
    """A check that a pattern cannot express, for example on the clause in front."""


@dataclass(frozen=True, slots=True)
class Rule:
    """All written forms of one kind; a form that stands earlier wins."""

    name: str
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """A span of the sentence that belongs to a rule, not yet verbalized."""

    rule: str
    start: int
    end: int
    match: re.Match[str]
    reading: Reading

    def verbalize(self) -> str:
        """What is said instead of the span."""
        return self.reading.verbalize(self.match)


def clause_before(match: re.Match[str], characters: int = 16) -> str:
    """The text in front of a match, at most so many characters, to look for context words in."""
    return match.string[max(0, match.start() - characters) : match.start()]
