"""How far a question and its answer reach, where 问： and 答： have voices.

In a list of questions an answer has several paragraphs. In a lecture a speaker also asks himself, 问：这是不是初心？
答：是的。, and then goes on with his lecture. What tells one from the other is how the labels are spread between two
headings (headings that are questions themselves count as questions):

- several answers there, or, heading for heading, one answer right below its question: a list. An answer before another
  label goes on up to it. The last one has no such end: it goes on with the heading or the closing at most, and where it
  would be far longer than the longest before it, only so far as that one.
- one answer only: it ends with its paragraph, and so does a question without an answer.
- An answer of a great many paragraphs is part of no list, wherever it stands.
- An answer also ends at a paragraph that greets (同志们，…), and at one that a blank line sets off where question and
  answer stand without one. What a colon announces, 分三档：, belongs to it in any case.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from dangke_audio.parsing.lines import Line
from dangke_audio.parsing.marks import mark_of
from dangke_audio.parsing.role_labels import ANSWERS, QUESTIONS

_LONGEST = 8
"""Paragraphs of an answer in a list of questions, lists in it not counted."""
_LONGEST_LAST = 3
_MOST_TIMES = 2
"""How many times as long as the longest before it the last answer may be, if it is longer than _LONGEST_LAST."""
_SHORT_REPLY = 12
"""Characters of an answer that is a figure of speech where a lot follows: 是的。 当然不是。"""
_FEWEST_SPREAD = 2
_BEYOND = 1_000_000
"""Counts as so many paragraphs: what cannot belong to a reply, however long it is."""

_GREETS = re.compile(r"(?:同志们|朋友们|乡亲们|村民们|同学们|战友们|各位[\u4e00-\u9fff]{0,6})\s*[，,：:！!]")


@dataclass(frozen=True, slots=True)
class _Reply:
    """The lines of one turn of a question or an answer."""

    lines: tuple[int, ...]
    paragraphs: tuple[int, ...]
    """For each line how many paragraphs there are up to it, what a colon announces not counted."""
    is_answer: bool
    is_short: bool
    is_bounded: bool
    """Whether somebody else's turn follows directly."""

    @property
    def length(self) -> int:
        """In paragraphs."""
        return max(count for count in self.paragraphs if count < _BEYOND)


def end_answers(lines: Sequence[Line], breaks: Collection[int], *, is_narrated: bool) -> list[Line]:
    """The lines, those that no longer belong to a question or an answer given back to the narrator.

    `breaks` are the lines that are headings of their own; `is_narrated` says whether anything is the narrator's.
    """
    stretches = list(_stretches(lines, breaks))
    found = [_replies(lines, start, end) for start, end in stretches]
    headed = [
        start in breaks and _is_headed(replies, start) for (start, _), replies in zip(stretches, found, strict=True)
    ]
    is_spread = sum(headed) >= _FEWEST_SPREAD
    freed: set[int] = set()
    for replies, is_headed in zip(found, headed, strict=True):
        for reply in replies:
            listed = (is_headed and is_spread) or (not is_narrated and reply.length <= _LONGEST_LAST)
            kept = _kept(reply, [other for other in replies if other is not reply and other.is_answer], listed=listed)
            freed.update(n for n, count in zip(reply.lines, reply.paragraphs, strict=True) if count > kept)
    return [replace(line, turn=None) if number in freed else line for number, line in enumerate(lines)]


def _kept(reply: _Reply, others: Sequence[_Reply], *, listed: bool) -> int:
    """How many paragraphs of a turn are really its own; `others` are the other answers of its stretch."""
    if not reply.is_answer:
        return reply.length if reply.is_bounded or listed else 1
    if reply.length > _LONGEST or (reply.is_short and reply.length > _LONGEST_LAST):
        return 1
    if not others:
        return reply.length if listed else 1
    longest = max(other.length for other in others)
    is_last = not reply.is_bounded
    return longest if is_last and reply.length > max(_LONGEST_LAST, _MOST_TIMES * longest) else reply.length


def _stretches(lines: Sequence[Line], breaks: Collection[int]) -> Iterator[tuple[int, int]]:
    """(first line, line behind the last) of what stands between two headings, those that ask apart."""
    starts = [number for number in sorted(breaks) if not _is_said(lines[number], QUESTIONS)]
    yield from zip([0, *starts], [*starts, len(lines)], strict=True)


def _is_said(line: Line, labels: Collection[str]) -> bool:
    return line.turn is not None and line.turn.label in labels


def _replies(lines: Sequence[Line], start: int, end: int) -> tuple[_Reply, ...]:
    """The questions and answers of a stretch, in order."""
    spoken = {line.turn.label for line in lines if line.turn}
    labels = (QUESTIONS | ANSWERS) - (frozenset() if "Q" in spoken else {"A"})  # A speaks with B, or answers Q
    turns: dict[int, list[int]] = {}
    for number in range(start, end):
        turn = lines[number].turn
        if turn is not None and turn.label in labels:
            turns.setdefault(turn.number, []).append(number)
    return tuple(_reply(lines, tuple(members), end) for members in turns.values())


def _reply(lines: Sequence[Line], members: tuple[int, ...], end: int) -> _Reply:
    """One turn, its paragraphs counted."""
    counts, in_list = [1], False
    for above, number in pairwise(members):
        text = lines[number].text
        in_list = lines[above].text[-1] in "：:" or (in_list and mark_of(text) is not None)
        is_over = counts[-1] >= _BEYOND or _GREETS.match(text) or _is_set_off(lines, members[0], above, number)
        counts.append(_BEYOND if is_over else counts[-1] + (not in_list))
    first = lines[members[0]]
    behind = members[-1] + 1
    return _Reply(
        members,
        tuple(counts),
        is_answer=_is_said(first, ANSWERS),
        is_short=len(first.text) <= _SHORT_REPLY,
        is_bounded=behind < end and lines[behind].turn is not None,
    )


def _is_set_off(lines: Sequence[Line], first: int, above: int, number: int) -> bool:
    """Whether a blank line stands above a paragraph, and none above the turn that it would belong to."""
    return first > 0 and _gap(lines[first - 1], lines[first]) == 1 and _gap(lines[above], lines[number]) > 1


def _gap(above: Line, below: Line) -> int:
    """By how many lines of the file two paragraphs are apart; 0 where the format has no lines."""
    end, start = above.places[-1][1].line, below.places[0][1].line
    return start - end if start is not None and end is not None else 0


def _is_headed(replies: Sequence[_Reply], start: int) -> bool:
    """Whether one question with its answer, or an answer alone, stands right below the heading of a stretch."""
    answers = [reply for reply in replies if reply.is_answer]
    if len(answers) != 1 or replies[0].lines[0] != start + 1:
        return False
    return not answers[0].is_short or replies[0].is_answer
