"""Headings by the format's word: Word styles, Markdown, HTML. Scripts from villages misuse styles, so not all are."""

import re
from collections.abc import Sequence
from dataclasses import replace

from dangke_audio.parsing.lines import Line

_LONGEST = 80
"""Characters of a heading."""
_LONGEST_SENTENCE = 60
"""Characters of a heading that ends like a sentence."""
_FEW = 2
"""Headings that may make up any share of a script."""
_MOST = 0.6
"""Share of a script's paragraphs above which heading styles were not meant as headings."""


def without_misused_styles(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines, those that are no headings for all their style taken as text."""
    called = {n for n, line in enumerate(lines) if line.look.role == "heading" and not line.look.settled}
    misused = called if len(called) > max(_FEW, len(lines) * _MOST) else set()
    misused |= {number for number in called if not _can_be_heading(lines[number].text)}
    return tuple(
        replace(line, look=replace(line.look, role="text", level=0)) if number in misused else line
        for number, line in enumerate(lines)
    )


def styled_headings(lines: Sequence[Line]) -> frozenset[int]:
    """Numbers of the lines that their format calls headings; for lines without misused styles."""
    return frozenset(n for n, line in enumerate(lines) if line.look.role == "heading" and not line.look.settled)


def _can_be_heading(text: str) -> bool:
    """Whether a text is not too long for a heading, and says something."""
    longest = _LONGEST_SENTENCE if text[-1] in "。；;" else _LONGEST
    return len(text) <= longest and re.search(r"\w", text) is not None
