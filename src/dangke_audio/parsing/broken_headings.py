"""Headings that stand on two lines: the mark alone above its words, or words that go on below a comma."""

import re
from collections.abc import Sequence

from dangke_audio.parsing.lines import Line, join
from dangke_audio.parsing.marks import WORDS, Family, mark_of

_LONGEST_SECOND = 32
"""Characters of a heading's second line."""
_LONGEST_FIRST = 45
_FINISHED = re.compile(r"[。；;：:！!]")
_OPEN = re.compile(r"《[^》]*$|“[^”]*$|「[^」]*$|（[^）]*$")


def rejoin_headings(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines, headings whole again."""
    whole: list[Line] = []
    position = 0
    while position < len(lines):
        line, below = lines[position], lines[position + 1 : position + 3]
        if below and _is_free(line) and _is_free(below[0]) and _belongs(line.text, [other.text for other in below]):
            mark = mark_of(line.text)
            named = mark is not None and mark.family in (Family.PART, Family.SECTION) and mark.end == len(line.text)
            line = join([line, below[0]], " " if named else "")
            position += 1
        whole.append(line)
        position += 1
    return tuple(whole)


def _is_free(line: Line) -> bool:
    """Whether nothing was said about a line that would set it apart."""
    return not line.look.settled and not line.is_speech and line.look.role in ("text", "heading")


def _belongs(text: str, below: Sequence[str]) -> bool:
    """Whether the first line below a numbered one is the rest of its heading."""
    mark = mark_of(text)
    if mark is None or mark.family in WORDS or mark_of(below[0]) is not None:
        return False
    if mark.end == len(text):
        numbered_only = mark.family not in (Family.PART, Family.SECTION, Family.TOPIC)
        return numbered_only or (len(below[0]) <= _LONGEST_SECOND and _FINISHED.search(below[0]) is None)
    short = len(text) <= _LONGEST_FIRST and len(below[0]) <= _LONGEST_SECOND
    goes_on = text[-1] in "，,、" or (_OPEN.search(text) is not None and re.search(r"[》”」）]", below[0]) is not None)
    return short and goes_on and len(below) > 1 and _FINISHED.search(below[0]) is None
