"""Tables of contents: the headings listed at the head of a script under 目录 are not read twice."""

import re

from dangke_audio.model.lecture import Omission
from dangke_audio.parsing.lines import Line
from dangke_audio.parsing.marks import mark_of
from dangke_audio.parsing.salutation import is_salutation

_HEADING = re.compile(
    r"[【\[（(]?\s*(?:目\s*[录錄次](?:\s*[/／]?\s*提\s*[纲綱])?|CONTENTS)\s*[】\]）)]?\s*[:：]?[\s.…]*", re.IGNORECASE
)
_LEADER = re.compile(r"[\s.．。·…—\-_\t]*\d*\s*$")
_LONGEST_ENTRY = 100
"""Characters."""
# 一、党的历史…………1
_PAGED = re.compile(r".{2,60}?(?:[.．。·…]{3,}|[-—_]{4,}|\t)\s*\d{1,3}")


def leave_out_contents(lines: tuple[Line, ...]) -> tuple[tuple[Line, ...], tuple[Omission, ...]]:
    """Part off 目录 and the lines below it that come again further down."""
    for start, line in enumerate(lines):
        if _HEADING.fullmatch(line.text) and not line.look.settled:
            end = _end(lines, start + 1)
            if end > start + 1:
                entries = tuple(entry.omitted("contents") for entry in lines[start:end])
                return lines[:start] + lines[end:], entries
    return lines, ()


def _end(lines: tuple[Line, ...], start: int) -> int:
    """Number of the first line behind the table that begins at `start`."""
    outlined = start
    while outlined < len(lines) and _is_outline_entry(lines[outlined]):
        outlined += 1
    if outlined < len(lines) and is_salutation(lines[outlined].text):
        return outlined
    last = {_folded(line.text): number for number, line in enumerate(lines)}
    for end in range(start, len(lines)):
        line = lines[end]
        comes_again = last[_folded(line.text)] > end or _PAGED.fullmatch(line.text) is not None
        if line.look.settled or not comes_again:
            return end
    return len(lines)


def _is_outline_entry(line: Line) -> bool:
    """Whether a line is numbered and short; nothing but such lines between 目录 and the salutation is a table, too."""
    return mark_of(line.text) is not None and len(line.text) <= _LONGEST_ENTRY and not line.look.settled


def _folded(text: str) -> str:
    """A heading without blanks, dots and page number."""
    if len(text) > _LONGEST_ENTRY:
        return text
    return re.sub(r"\s", "", _LEADER.sub("", text))
