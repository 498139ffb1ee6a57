"""When a sentence is suspicious. Pure.

A recognizer mishears one syllable in a hundred on clean speech, here and there; what was really said otherwise, left
out or put in stands side by side, or is much of the sentence. Measured: benchmarks/listen_report.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from dangke_audio.listening.alignment import Alignment, align
from dangke_audio.listening.syllables import Expected, heard_readings

DEFAULT_RATE = 0.1
SHORT_SYLLABLES = 5
"""A sentence of fewer is suspicious with one error: 村 for 春 is all there is."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """What is too much, where n and ng and their like are taken as equal."""

    rate: float = DEFAULT_RATE
    """Errors for each syllable; a single error is not enough but in the shortest sentences."""
    run: int = 2
    """Errors side by side, however long the sentence."""

    def is_passed(self, alignment: Alignment, syllables: int) -> bool:
        """Whether a sentence of so many syllables is suspicious."""
        errors = alignment.errors
        least = 1 if syllables < SHORT_SYLLABLES else 2
        return errors >= least and (alignment.longest_run >= self.run or errors > self.rate * syllables)


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one hearing of a sentence says about it."""

    heard: str
    strict: Alignment
    lenient: Alignment

    @property
    def badness(self) -> tuple[int, int, int]:
        """The least is the best: a sentence is what its best hearing says, for nobody hears by chance what was not said."""
        return self.lenient.errors, self.strict.errors, self.lenient.longest_run


def opinion_of(expected: Sequence[Expected], heard: str) -> Opinion:
    """Compare what should be heard with what was."""
    readings = heard_readings(heard)
    return Opinion(heard, align(expected, readings), align(expected, readings, is_lenient=True))


def opinion_within(
    before: Sequence[Expected], expected: Sequence[Expected], behind: Sequence[Expected], heard: str
) -> Opinion:
    """The same of a sentence that was heard together with what is before and behind it."""
    whole = opinion_of((*before, *expected, *behind), heard)
    first, end = len(before), len(before) + len(expected)
    return Opinion(heard, whole.strict.part(first, end), whole.lenient.part(first, end))
