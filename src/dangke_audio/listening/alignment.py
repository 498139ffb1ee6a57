"""Which of the expected syllables were heard: Levenshtein's distance, and the way that leads to it. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from dangke_audio.listening.syllables import Expected, Readings, folded


class Mark(Enum):
    """What became of an expected syllable."""

    RIGHT = "right"
    WRONG = "wrong"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Run:
    """Errors side by side: expected syllables [first:end], where [heard_first:heard_end] was heard."""

    first: int
    end: int
    heard_first: int
    heard_end: int
    errors: int


@dataclass(frozen=True, slots=True)
class Alignment:
    """The cheapest way from what was expected to what was heard."""

    marks: tuple[Mark, ...]
    """One for each expected syllable; an optional one that was not heard is right."""
    extra: tuple[int, ...]
    """How many syllables too many were heard before each, and behind the last: one entry more than `marks`."""
    reached: tuple[int, ...]
    """How many syllables were heard before each, and before the end, without those too many: as many entries."""

    @property
    def errors(self) -> int:
        """Wrong, missing or too many."""
        return sum(mark is not Mark.RIGHT for mark in self.marks) + sum(self.extra)

    def runs(self) -> Iterator[Run]:
        """The errors, those side by side as one."""
        first = None
        for place, extra in enumerate(self.extra):
            is_right = place == len(self.marks) or self.marks[place] is Mark.RIGHT
            if first is None and (extra or not is_right):
                first = place
            if first is not None and is_right:
                part = self.part(first, place)
                yield Run(first, place, self.reached[first], self.reached[place] + extra, part.errors)
                first = None

    def part(self, first: int, end: int) -> "Alignment":
        """Of the expected syllables [first:end] alone, with what was too many at their borders."""
        return Alignment(self.marks[first:end], self.extra[first : end + 1], self.reached[first : end + 1])

    def without(self, run: Run) -> "Alignment":
        """The same, with a run of errors taken as right."""
        marks = (*self.marks[: run.first], *[Mark.RIGHT] * (run.end - run.first), *self.marks[run.end :])
        extra = (*self.extra[: run.first], *[0] * (run.end - run.first + 1), *self.extra[run.end + 1 :])
        return Alignment(marks, extra, self.reached)


def align(expected: Sequence[Expected], heard: Sequence[Readings], *, is_lenient: bool = False) -> Alignment:
    """Compare; `is_lenient` takes n and ng, z and zh, c and ch, s and sh, l and n as equal.

    Of equally cheap ways it is the one that finds wrong syllables rather than missing ones and others too many.
    """
    wanted = [each.syllable and (folded(each.syllable) if is_lenient else each.syllable) for each in expected]
    got = [frozenset(map(folded, each)) for each in heard] if is_lenient else list(heard)
    drops = [0 if each.is_optional else 1 for each in expected]
    costs = _costs(wanted, got, drops)
    marks = [Mark.RIGHT] * len(wanted)
    extra = [0] * (len(wanted) + 1)
    reached = [0] * (len(wanted) + 1)
    row, column = len(wanted), len(got)
    while row or column:
        cost = costs[row][column]
        reached[row] = column  # until the last one too many before it is passed
        if row and column and cost == costs[row - 1][column - 1] + _differ(wanted[row - 1], got[column - 1]):
            row, column = row - 1, column - 1
            marks[row] = Mark.WRONG if _differ(wanted[row], got[column]) else Mark.RIGHT
        elif row and cost == costs[row - 1][column] + drops[row - 1]:
            row -= 1
            marks[row] = Mark.MISSING if drops[row] else Mark.RIGHT
        else:
            column -= 1
            extra[row] += 1
    return Alignment(tuple(marks), tuple(extra), tuple(reached))


def _costs(wanted: Sequence[str | None], got: Sequence[Readings], drops: Sequence[int]) -> list[list[int]]:
    """`[row][column]`: of so many expected syllables and so many heard ones."""
    rows = [list(range(len(got) + 1))]
    for syllable, drop in zip(wanted, drops, strict=True):
        before = rows[-1]
        row = [before[0] + drop]
        for column, readings in enumerate(got, start=1):
            row.append(min(row[-1] + 1, before[column] + drop, before[column - 1] + _differ(syllable, readings)))
        rows.append(row)
    return rows


def _differ(syllable: str | None, readings: Readings) -> int:
    return 0 if syllable is None or syllable in readings else 1
