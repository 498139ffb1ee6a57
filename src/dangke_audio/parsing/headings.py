"""Which lines are headings, and of which level.

一、 and （一） number headings; 1. ① 第一， 一要 number lists as often. So such a mark makes a heading only where its
whole group, from 1 up to the next heading above it, looks like headings: short, without a full stop, with text below
(or behind, for run-in headings). The same mark can be a heading in one section and a list in the next.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dangke_audio.model.lecture import Level
from dangke_audio.parsing.bare_headings import BareHeading, bare_headings, bracketed_run_ins
from dangke_audio.parsing.candidates import Candidate, Shape, candidates_of
from dangke_audio.parsing.levels import as_level, level_of_bare, levels_of, rank
from dangke_audio.parsing.lines import Line
from dangke_audio.parsing.marks import Family, Mark
from dangke_audio.parsing.styles import styled_headings

_LEAST_SHAPED = 0.8
"""Share of a list's members that must look like headings for the list to be one of headings."""
_LEAST_SURE_SHAPED = 0.5
"""The same where the mark is one of headings."""
_LEAST_WITH_BODY = 0.6
_FEWEST_LISTED = 3
_LONGEST_LONE = 30
"""Characters of a heading that is the only one numbered so."""
_WIDEST_GAP = 2
"""How far two members of a list may be apart in number."""
_END = re.compile(r"[。！？!?；;：:…”’」』）)]$")
_LONE = frozenset({Family.FIGURE, Family.ORDINAL, Family.POINT})


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: line number `line`, up to offset `end` of its text."""

    line: int
    end: int
    level: Level
    run_in: bool
    mark: Mark | None
    """None where the heading is not numbered."""


def find_headings(lines: Sequence[Line], title: Line | None = None) -> tuple[Heading, ...]:
    """The headings among the lines below a title, in order."""
    told = [_told(number, line) for number, line in enumerate(lines) if line.look.settled and _is_told(line)]
    styled = styled_headings(lines)
    candidates = candidates_of(lines)
    accepted = _accepted(candidates, lines, styled)
    levels = levels_of([c for c in accepted if c.shape is Shape.OWN_LINE])
    numbered = [_numbered(candidate, levels) for candidate in accepted]
    taken = {heading.line for heading in (*told, *numbered)}
    bare = bare_headings(lines, taken, styled, _named_by(title))
    above = _hold_numbered(bare, numbered)
    if above:
        numbered = [_lowered(heading) for heading in numbered]
    found = [*told, *numbered, *_without_number(bare, numbered, lines, above=above)]
    found += [
        Heading(n, end, 3, run_in=True, mark=None) for n, end in bracketed_run_ins(lines, {h.line for h in found})
    ]
    return tuple(sorted(found, key=lambda heading: heading.line))


def heading_like_runs(lines: Sequence[Line], headings: Iterable[Heading]) -> tuple[tuple[int, int], ...]:
    """(first line, number of lines) of runs that are numbered as headings are, but have no text between them."""
    taken = {heading.line for heading in headings}
    runs = _runs([c for c in candidates_of(lines) if c.mark.is_sure and c.line not in taken])
    announced = {number for number, line in enumerate(lines, start=1) if line.text[-1] in "：:"}
    return tuple((r[0].line, len(r)) for r in runs if len(r) >= _FEWEST_LISTED and r[0].line not in announced)


def _named_by(title: Line | None) -> frozenset[str]:
    """The documents that a title names: 关于印发《实施方案》的通知 is followed by one with the title 实施方案."""
    return frozenset(re.findall(r"《([^《》]{4,60})》", title.text)) if title else frozenset()


def _is_told(line: Line) -> bool:
    """Whether the user said of a line that it is a heading."""
    return line.look.role == "heading"


def _told(number: int, line: Line) -> Heading:
    """A heading by the user's word."""
    return Heading(number, len(line.text), as_level(line.look.level), run_in=False, mark=None)


def _numbered(candidate: Candidate, levels: Callable[[Mark], Level]) -> Heading:
    """An accepted candidate with its level."""
    run_in = candidate.shape is Shape.RUN_IN
    return Heading(candidate.line, candidate.end, 3 if run_in else levels(candidate.mark), run_in, candidate.mark)


def _without_number(
    bare: Sequence[BareHeading], numbered: Sequence[Heading], lines: Sequence[Line], *, above: bool
) -> list[Heading]:
    """Headings without numbers, with their levels among those with numbers."""
    levels = {heading.line: heading.level for heading in numbered if not heading.run_in}
    styles = {line: lines[line].look.level for line in levels}
    return [
        Heading(b.line, len(lines[b.line].text), level_of_bare(b, levels, styles, above=above), run_in=False, mark=None)
        for b in bare
    ]


def _hold_numbered(bare: Sequence[BareHeading], numbered: Sequence[Heading]) -> bool:
    """Whether headings without numbers stand above those with: the first numbers begin anew under each."""
    top = [heading for heading in numbered if not heading.run_in and heading.level == 1]
    starts = [heading.line for heading in top if heading.mark is not None and heading.mark.number == 1]
    plain = [b.line for b in bare if not b.is_known]
    return len(starts) > 1 and all(any(a < line < b for line in plain) for a, b in pairwise(starts))


def _lowered(heading: Heading) -> Heading:
    """The heading one level further down."""
    return Heading(heading.line, heading.end, as_level(heading.level + 1), heading.run_in, heading.mark)


def _accepted(candidates: Sequence[Candidate], lines: Sequence[Line], styled: frozenset[int]) -> list[Candidate]:
    """The candidates that are headings: family by family, the highest first, as these bound the lists below."""
    listed = {c.line for run in _runs(candidates) if _is_list(run, lines) for c in run} - styled
    entries = {c.line for c in candidates if _is_entry(c, lines)}
    accepted: list[Candidate] = []
    for family in sorted({c.mark.family for c in candidates}, key=rank(candidates)):
        members = [c for c in candidates if c.mark.family is family]
        bounds = {c.line for c in accepted}
        for group in _groups(members, bounds):
            if all(c.mark.is_sure for c in group):
                accepted += [c for c in group if c.line not in listed | entries and _is_sure(c, group, lines, bounds)]
            elif _is_heading_group(group, lines, bounds):
                accepted += [c for c in group if c.shape is not Shape.TEXT]
            else:
                accepted += [c for c in group if c.line in styled]
    return sorted(accepted, key=lambda c: c.line)


def _runs(candidates: Sequence[Candidate]) -> list[list[Candidate]]:
    """Candidates of one family on consecutive lines, each a possible heading of its own."""
    runs: list[list[Candidate]] = []
    for candidate in candidates:
        previous = runs[-1][-1] if runs else None
        if candidate.shape is not Shape.OWN_LINE:
            continue
        follows = previous and previous.line + 1 == candidate.line and previous.mark.family == candidate.mark.family
        runs.append([*runs.pop(), candidate] if follows else [candidate])
    return runs


def _is_list(run: Sequence[Candidate], lines: Sequence[Line]) -> bool:
    """Whether consecutive lines are a list and no headings: an agenda."""
    first = run[0].line
    announced = first > 0 and lines[first - 1].text[-1] in "：:"
    return len(run) >= _FEWEST_LISTED or (len(run) > 1 and announced)


def _is_entry(candidate: Candidate, lines: Sequence[Line]) -> bool:
    """Whether a numbered line says all it has to say: 二、地点：村部会议室 with no text below."""
    said = lines[candidate.line].text[candidate.mark.end :]
    entry = candidate.shape is Shape.OWN_LINE and re.search(r"[：:]\s*[^\s（(]", said) is not None
    return entry and not _has_body(candidate, lines, set())


def _groups(members: Iterable[Candidate], bounds: set[int]) -> list[list[Candidate]]:
    """Lists: members of one family and kind, counting up, between two headings of higher families."""
    groups: list[list[Candidate]] = []
    running: dict[str, list[Candidate]] = {}
    previous = -1
    for candidate in members:
        if any(previous < bound < candidate.line for bound in bounds):
            running.clear()
        previous = candidate.line
        kind = "" if candidate.mark.is_sure else candidate.mark.kind
        group = running.get(kind)
        if group is None or candidate.mark.number <= group[-1].mark.number:
            group = running[kind] = []
            groups.append(group)
        group.append(candidate)
    return groups


def _is_sure(candidate: Candidate, group: Sequence[Candidate], lines: Sequence[Line], bounds: set[int]) -> bool:
    """Whether a line with a mark of headings is one: the last of （一）…；（二）…；（三）…。 is none."""
    if candidate.shape is Shape.TEXT:
        return False
    if candidate.shape is Shape.OWN_LINE and not candidate.is_statement:
        return True
    shaped = sum(c.shape is not Shape.TEXT for c in group)
    below = candidate.shape is Shape.RUN_IN or _has_body(candidate, lines, bounds)
    return below and shaped >= len(group) * _LEAST_SURE_SHAPED


def _is_heading_group(group: Sequence[Candidate], lines: Sequence[Line], bounds: set[int]) -> bool:
    """Whether a list numbers headings."""
    shaped = [c for c in group if c.shape is not Shape.TEXT]
    own = [c for c in group if c.shape is Shape.OWN_LINE]
    gaps = [after.mark.number - before.mark.number for before, after in pairwise(group)]
    counts = group[0].mark.family is Family.SEQUENCE or max(gaps, default=0) <= _WIDEST_GAP
    if len(shaped) < len(group) * _LEAST_SHAPED or not counts:
        return False
    if len(group) == 1:
        return _is_lone_heading(group[0], lines, bounds)
    return sum(_has_body(c, lines, bounds) for c in own) >= len(own) * _LEAST_WITH_BODY


def _is_lone_heading(candidate: Candidate, lines: Sequence[Line], bounds: set[int]) -> bool:
    """Whether a line is a heading though it is the only one numbered so.

    Short, no sentence, with text below; or at the head of a paragraph where the script breaks off before the next one.
    """
    text = lines[candidate.line].text
    if candidate.mark.number != 1 or candidate.mark.kind == " ":
        return False
    if candidate.shape is Shape.RUN_IN:
        breaks_off = _END.search(lines[-1].text) is None and len(lines[-1].text) > _LONGEST_LONE
        return breaks_off and candidate.mark.family in _LONE and re.search(r"[二2][是要、.]|第二|其次", text) is None
    own = candidate.shape is Shape.OWN_LINE and candidate.mark.family in _LONE | {Family.TOPIC, Family.NUMERAL}
    return own and len(text) <= _LONGEST_LONE and text[-1] not in "。！!." and _has_body(candidate, lines, bounds)


def _has_body(candidate: Candidate, lines: Sequence[Line], bounds: set[int]) -> bool:
    """Whether text stands below a heading before the next mark of its family."""
    below = candidate.line + 1
    if below >= len(lines) or below in bounds:
        return False
    following = candidates_of(lines[below : below + 1])
    return not following or following[0].mark.family is not candidate.mark.family
