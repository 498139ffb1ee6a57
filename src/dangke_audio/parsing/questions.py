"""Numbered questions of a role with a voice are chapters, in whatever way they are numbered: 1．问： 2、问： （三）问：

Their level is that of such numbers elsewhere. Where one list of questions is numbered in several ways, all have one level.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from dangke_audio.model.sidecar import Level
from dangke_audio.parsing.candidates import Candidate, Shape, candidates_of
from dangke_audio.parsing.lines import Line, Look
from dangke_audio.parsing.role_labels import QUESTIONS, Label

_LEVEL_BY_NUMBER = 6
"""Below all levels that a format knows, so that only the number decides."""


def looks_of_questions(lines: Sequence[Line], labels: Mapping[int, Label]) -> dict[int, Look]:
    """What the numbered questions among the lines are, by their lines. Questions to think about, one below the other, are none."""
    asked: dict[int, Candidate] = {}
    for number, label in labels.items():
        below = labels.get(number + 1)
        is_answered = number + 1 < len(lines) and (below is None or below.name not in QUESTIONS)
        if label.name in QUESTIONS and label.start and is_answered:
            asked.update((number, one) for one in _candidates(lines[number], label))
    families = {one.mark.family for one in asked.values()}
    if len(families) < 2 or _begins_anew(asked):
        return dict.fromkeys(asked, Look("heading", _LEVEL_BY_NUMBER))
    level: Level = 2 if _has_chapters(lines, labels) else 1
    return dict.fromkeys(asked, Look("heading", level, settled=True))


def _candidates(line: Line, label: Label) -> list[Candidate]:
    """The line without its label as a numbered line of its own; nothing where it cannot be a heading."""
    found = candidates_of([line.without([(label.start, label.end)])]) if line.look.role == "text" else []
    return [one for one in found if one.shape is Shape.OWN_LINE]


def _begins_anew(asked: Mapping[int, Candidate]) -> bool:
    """Whether the numbers are of several lists: 一、 1. 2. 二、 1."""
    numbers = [one.mark.number for _, one in sorted(asked.items())]
    return any(after <= before for before, after in pairwise(numbers))


def _has_chapters(lines: Sequence[Line], labels: Mapping[int, Label]) -> bool:
    """Whether there are headings besides the questions."""
    others = [line for number, line in enumerate(lines) if number not in labels]
    own = [one for one in candidates_of(others) if one.mark.is_sure and one.shape is Shape.OWN_LINE]
    return bool(own) or any(line.look.role == "heading" for line in others)
