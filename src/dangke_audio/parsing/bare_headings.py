"""Headings without numbers: short lines between paragraphs, in a script that numbers none."""

import re
from collections.abc import Sequence

from dangke_audio.parsing.lines import Line
from dangke_audio.parsing.marks import mark_of

_LONGEST = 22
"""Characters of such a heading."""
_SHORTEST_BODY = 30
"""Characters of the paragraph that must stand below it."""
_FEWEST = 2

_PLAIN = re.compile(r"[\w“”‘’《》（）()、，,：:·—\-\s]*[\w”’》）)？?]")
_SENTENCE_END = re.compile(r"[。！？!?…][”’」』）)]*$")


def bare_headings(lines: Sequence[Line]) -> tuple[int, ...]:
    """Numbers of the lines that are headings without numbers; none where only one line looks like it."""
    found = tuple(number for number in range(len(lines) - 1) if _looks_like_heading(lines, number))
    return found if len(found) >= _FEWEST else ()


def _looks_like_heading(lines: Sequence[Line], number: int) -> bool:
    """A short line that is no sentence, behind a finished paragraph and before a real one."""
    text, below = lines[number].text, lines[number + 1].text
    above_is_finished = number == 0 or _SENTENCE_END.search(lines[number - 1].text) is not None
    return (
        4 <= len(text) <= _LONGEST
        and _PLAIN.fullmatch(text) is not None
        and mark_of(text) is None
        and above_is_finished
        and len(below) >= _SHORTEST_BODY
        and _SENTENCE_END.search(below) is not None
    )
