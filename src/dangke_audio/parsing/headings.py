"""Which lines are headings, and of which level.

一、 and （一） number headings; 1. ① 第一， 一要 number lists as often. So such a mark makes a heading only where its
whole group, from 1 up to the next heading above it, looks like headings: short, without a full stop, with text below
(or behind, for run-in headings). The same mark can be a heading in one section and a list in the next.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from dangke_audio.model.lecture import Level
from dangke_audio.parsing.bare_headings import bare_headings
from dangke_audio.parsing.lines import Line
from dangke_audio.parsing.marks import STRONG, WORDS, Family, Mark, mark_of
from dangke_audio.parsing.sentences import spans

LONGEST_HEADING = 60
"""Characters of a heading on a line of its own."""
_LONGEST_RUN_IN = 55
_SHORTEST_REST = 6
"""Characters that must stand behind a run-in heading."""
_LEAST_SHAPED = 0.8
"""Share of a list's members that must look like headings for the list to be one of headings."""
_LEAST_WITH_BODY = 0.6
_FEWEST_LISTED = 3
_LONGEST_STATEMENT = 30
"""Characters of a heading on its own line, numbered in figures, that ends in a full stop."""

_QUESTIONS = re.compile(r"(?:[^。！？!?：:；;]{2,50}[？?]\s*)+")
_STATEMENT = re.compile(r"[^。！？!?：:；;]{2,50}[。！!]+[”’」』]?")
_COLON = re.compile(r"[^。！？!?：:；;]{2,45}[：:]")
# What introduces a speech or a list and is no heading: 他指出： 要做到：
_INTRODUCES = re.compile(
    r"(?:说|說|指出|强调|強調|提出|提到|认为|表示|写道|讲道|问道|答道|称|如下|包括|例如|比如|就是|做到|即)[：:]$"
)
_BRACKET_NOTE = re.compile(r"\s*[（(][^（()）]{1,20}[)）]\s*")


class Shape(Enum):
    """What a numbered line looks like."""

    OWN_LINE = 1
    RUN_IN = 2
    TEXT = 3


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: line number `line`, up to offset `end` of its text."""

    line: int
    end: int
    level: Level
    run_in: bool
    mark: Mark | None
    """None where the heading is not numbered."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A numbered line."""

    line: int
    mark: Mark
    shape: Shape
    end: int


def find_headings(lines: Sequence[Line]) -> tuple[Heading, ...]:
    """The headings among the lines, in order."""
    candidates = [found for number, line in enumerate(lines) if (found := _candidate(number, line.text))]
    listed = _bare_lists(candidates)
    strong = [
        c
        for c in candidates
        if c.mark.family in STRONG and c.shape is not Shape.TEXT and c.line not in listed and not _is_entry(c, lines)
    ]
    accepted = list(strong)
    for group in _groups(candidates, {c.line for c in strong}):
        if _is_heading_group(group, lines):
            accepted += [c for c in group if c.shape is not Shape.TEXT]
    levels = _levels(accepted)
    headings = [_heading(c, levels) for c in accepted]
    if not levels:
        headings += [Heading(n, len(lines[n].text), 1, run_in=False, mark=None) for n in bare_headings(lines)]
    return tuple(sorted(headings, key=lambda heading: heading.line))


def _heading(candidate: _Candidate, levels: dict[Family, Level]) -> Heading:
    """An accepted candidate with its level."""
    run_in = candidate.shape is Shape.RUN_IN
    level = 3 if run_in else levels[candidate.mark.family]
    return Heading(candidate.line, candidate.end, level, run_in, candidate.mark)


def _candidate(number: int, text: str) -> _Candidate | None:
    """A line as a heading might be seen in it."""
    mark = mark_of(text)
    if mark is None:
        return None
    shape, end = _shape(text, mark)
    return _Candidate(number, mark, shape, end)


def _shape(text: str, mark: Mark) -> tuple[Shape, int]:
    """What a numbered line looks like, and where the heading in it ends."""
    said = text[mark.end :]
    run_in = _run_in_end(said, mark.family)
    if run_in:
        return Shape.RUN_IN, mark.end + run_in
    return (Shape.OWN_LINE, len(text)) if _is_own_line(text, said, mark.family) else (Shape.TEXT, 0)


def _is_own_line(text: str, said: str, family: Family) -> bool:
    """Whether a numbered line can be a heading as a whole."""
    if len(said) < 2 or len(text) > LONGEST_HEADING or said[-1] in "；;":
        return False
    if said[-1] in "。！!.":
        figure = family in (Family.FIGURE, Family.BRACKETED_FIGURE) and len(said) <= _LONGEST_STATEMENT
        return (family in STRONG or figure) and len(spans(said)) == 1
    return re.search(r"[。；;]\s*\S", said) is None


def _run_in_end(said: str, family: Family) -> int:
    """Where a run-in heading ends in what stands behind its mark; 0 where there is none."""
    kinds = (_STATEMENT,) if family in WORDS else (_QUESTIONS, _STATEMENT, _COLON)
    for kind in kinds:
        found = kind.match(said)
        if not found or found.end() > _LONGEST_RUN_IN:
            continue
        rest = said[found.end() :].strip()
        end = len(said[: found.end()].rstrip())
        if len(rest) < _SHORTEST_REST or _BRACKET_NOTE.fullmatch(said[found.end() :]):
            continue
        if kind is _COLON and not _names_what_follows(found[0], rest, family):
            continue
        return end
    return 0


def _names_what_follows(head: str, rest: str, family: Family) -> bool:
    """Whether words before a colon are a heading for what stands behind it, and not its introduction."""
    if _INTRODUCES.search(head) or rest[0] in '“"「':
        return False
    return family is Family.FIGURE or re.search(r"[。！？]", rest) is not None


def _bare_lists(candidates: Sequence[_Candidate]) -> set[int]:
    """Lines of lists without text between their members: an agenda, not headings."""
    runs: list[list[_Candidate]] = []
    for candidate in candidates:
        previous = runs[-1][-1] if runs else None
        if candidate.shape is not Shape.OWN_LINE:
            continue
        follows = previous and previous.line + 1 == candidate.line and previous.mark.family == candidate.mark.family
        runs.append([*runs.pop(), candidate] if follows else [candidate])
    return {candidate.line for run in runs if len(run) >= _FEWEST_LISTED for candidate in run}


def _is_entry(candidate: _Candidate, lines: Sequence[Line]) -> bool:
    """Whether a numbered line says all it has to say: 二、地点：村部会议室 with no text below."""
    said = lines[candidate.line].text[candidate.mark.end :]
    entry = candidate.shape is Shape.OWN_LINE and re.search(r"[：:]\s*[^\s（(]", said) is not None
    return entry and not _has_body(candidate, lines)


def _groups(candidates: Iterable[_Candidate], strong_lines: set[int]) -> list[list[_Candidate]]:
    """Lists: members of one kind of mark, counting up, between two headings that are sure."""
    groups: list[list[_Candidate]] = []
    running: dict[tuple[Family, str], list[_Candidate]] = {}
    for candidate in candidates:
        if candidate.line in strong_lines:
            running.clear()
            continue
        key = (candidate.mark.family, candidate.mark.kind)
        group = running.get(key)
        if group is None or candidate.mark.number <= group[-1].mark.number:
            group = running[key] = []
            groups.append(group)
            for deeper in [other for other in running if _depth(other[0]) > _depth(key[0])]:
                del running[deeper]
        group.append(candidate)
    return groups


def _depth(family: Family) -> int:
    """How deep a mark nests in lists: words number the innermost points."""
    return family + len(Family) if family in WORDS else family


def _is_heading_group(group: list[_Candidate], lines: Sequence[Line]) -> bool:
    """Whether a list numbers headings."""
    if group[0].mark.family in STRONG:
        return False
    shaped = [c for c in group if c.shape is not Shape.TEXT]
    own = [c for c in group if c.shape is Shape.OWN_LINE]
    if len(shaped) < len(group) * _LEAST_SHAPED:
        return False
    if len(group) == 1:
        return bool(own) and group[0].mark.family is Family.FIGURE and _is_lone_heading(group[0], lines)
    return sum(_has_body(c, lines) for c in own) >= len(own) * _LEAST_WITH_BODY


def _is_lone_heading(candidate: _Candidate, lines: Sequence[Line]) -> bool:
    """Whether a line is a heading though it is the only one numbered so: short, no sentence, with text below."""
    text = lines[candidate.line].text
    return len(text) <= _LONGEST_STATEMENT and text[-1] not in "。！!." and _has_body(candidate, lines)


def _has_body(candidate: _Candidate, lines: Sequence[Line]) -> bool:
    """Whether text stands below a heading before the next mark of its family."""
    if candidate.line + 1 >= len(lines):
        return False
    following = mark_of(lines[candidate.line + 1].text)
    return following is None or following.family > candidate.mark.family


def _levels(accepted: Iterable[_Candidate]) -> dict[Family, Level]:
    """The level of each family that has headings on lines of their own: by the order in which families nest."""
    families = sorted({c.mark.family for c in accepted if c.shape is Shape.OWN_LINE})
    levels: dict[Family, Level] = {}
    for depth, family in enumerate(families):
        deep = depth > 0 and family >= Family.BRACKETED_FIGURE
        levels[family] = 3 if deep or depth >= 2 else 2 if depth else 1
    return levels
