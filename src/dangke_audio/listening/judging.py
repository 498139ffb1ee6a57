"""When a sentence is suspicious. Pure.

A recognizer mishears one syllable in a hundred on clean speech. So it is asked how much likelier what it wrote is than
the same with what should have been said: where it only guessed, it finds the right words nearly as likely, and never
where other syllables were spoken. Measured: benchmarks/listen_report.py.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dangke_audio.listening.alignment import Alignment, Run, align
from dangke_audio.listening.syllables import Expected, heard_readings, heard_words

SURE_NATS = 15.0
"""Measured on 122 clean sentences: the recognizer's own errors lead by 0 to 12 nats, two other syllables by 24 and more."""
UNSURE_NATS = -0.7
"""For each syllable. Measured: -0.2 to -0.55 on clean speech, -0.75 to -0.95 where noise lies over most of a sentence."""
FEW_SYLLABLES = 5


@dataclass(frozen=True, slots=True)
class Threshold:
    """What is too much."""

    rate: float = 0.0
    """Errors that are sure, for each syllable, where n and ng and their like are taken as equal."""

    def is_passed(self, alignment: Alignment, syllables: int) -> bool:
        """Whether a sentence of so many syllables is suspicious."""
        return alignment.errors > self.rate * syllables


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one hearing of a sentence says about it."""

    heard: str
    strict: Alignment
    lenient: Alignment
    judged: Alignment
    """The lenient one without the errors that are the recognizer's own."""

    @property
    def badness(self) -> tuple[int, int, int]:
        """The least is the best: a sentence is what its best hearing says, for nobody hears by chance what was not said."""
        return self.judged.errors, self.lenient.errors, self.strict.errors

    def is_suspicious(self, syllables: int, threshold: Threshold) -> bool:
        """In a sentence of so many syllables."""
        return threshold.is_passed(self.judged, syllables)


@dataclass(frozen=True, slots=True)
class Doubt:
    """A run of errors, and what would have been written without it."""

    run: Run
    repaired: str

    @property
    def is_about_length(self) -> bool:
        """Whether more than one syllable is missing or too many: a recognizer finds it likely to skip what it hears."""
        return abs((self.run.end - self.run.first) - (self.run.heard_end - self.run.heard_first)) > 1


def doubts(expected: Sequence[Expected], opinion: Opinion) -> tuple[Doubt, ...]:
    """One for each run of errors."""
    heard, words = unicodedata.normalize("NFKC", opinion.heard), heard_words(opinion.heard)
    found = []
    for run in opinion.lenient.runs():
        start = words[run.heard_first].start() if run.heard_first < len(words) else len(heard)
        end = words[run.heard_end - 1].end() if run.heard_end > run.heard_first else start
        wanted = "".join(each.written for each in expected[run.first : run.end])
        found.append(Doubt(run, heard[:start] + wanted + heard[end:]))
    return tuple(found)


def excused(opinion: Opinion, doubted: Sequence[Doubt], written: float, repaired: Sequence[float]) -> Opinion:
    """Without the errors that are not much likelier than what should have been said.

    How likely what was written is in nats, and what it would be repaired to, for each doubt. Nothing is excused where
    the recognizer is unsure of the whole, as it is in noise; of a few syllables it is never sure.
    """
    words = len(opinion.strict.marks)
    if words >= FEW_SYLLABLES and written < UNSURE_NATS * words:
        return opinion
    judged = opinion.lenient
    for doubt, likely in zip(doubted, repaired, strict=True):
        if written - likely <= SURE_NATS and not doubt.is_about_length:
            judged = judged.without(doubt.run)
    return replace(opinion, judged=judged)


def opinion_of(expected: Sequence[Expected], heard: str) -> Opinion:
    """Compare what should be heard with what was."""
    readings = heard_readings(heard)
    lenient = align(expected, readings, is_lenient=True)
    return Opinion(heard, align(expected, readings), lenient, lenient)


def opinion_within(
    before: Sequence[Expected], expected: Sequence[Expected], behind: Sequence[Expected], heard: str
) -> Opinion:
    """The same of a sentence that was heard together with what is before and behind it."""
    whole = opinion_of((*before, *expected, *behind), heard)
    first, end = len(before), len(before) + len(expected)
    lenient = whole.lenient.part(first, end)
    return Opinion(heard, whole.strict.part(first, end), lenient, lenient)
