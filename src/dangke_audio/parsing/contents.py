"""Tables of contents: the headings listed at the head of a script under 目录 are not read twice."""

import re

from dangke_audio.model.lecture import Omission
from dangke_audio.parsing.lines import Line

_HEADING = re.compile(r"目\s*[录錄次]|CONTENTS", re.IGNORECASE)
_LEADER = re.compile(r"[\s.．。·…—\-_\t]*\d*\s*$")


def leave_out_contents(lines: tuple[Line, ...]) -> tuple[tuple[Line, ...], tuple[Omission, ...]]:
    """Part off 目录 and the lines below it that come again further down."""
    for start, line in enumerate(lines):
        if _HEADING.fullmatch(line.text):
            end = _end(lines, start + 1)
            if end > start + 1:
                entries = tuple(entry.omitted("contents") for entry in lines[start:end])
                return lines[:start] + lines[end:], entries
    return lines, ()


def _end(lines: tuple[Line, ...], start: int) -> int:
    """Number of the first line behind the table that begins at `start`."""
    for end in range(start, len(lines)):
        later = {_folded(line.text) for line in lines[end + 1 :]}
        if _folded(lines[end].text) not in later:
            return end
    return start


def _folded(text: str) -> str:
    """A heading without blanks, dots and page number."""
    return re.sub(r"\s", "", _LEADER.sub("", text))
