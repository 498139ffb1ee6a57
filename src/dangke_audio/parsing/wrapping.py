"""Paragraphs that were broken into lines of equal width, and are put together again."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from types import MappingProxyType

from dangke_audio.model.source import SourceParagraph
from dangke_audio.parsing.cleaning import clean
from dangke_audio.parsing.lines import Line, join
from dangke_audio.parsing.marks import mark_of
from dangke_audio.parsing.role_labels import opens_line

_FEWEST_LINES = 6
_WIDEST = 130
"""Cells (a Han is two): lines that are longer were not broken to fit a page."""
_SLACK = 3
"""Cells by which a full line may fall short: a mark that may not start a line took a character along."""
_LEAST_BLANK_SHARE = 0.8
_END_MARKS = "。！？!?：:；;…"
_NOBODY: Mapping[str, str] = MappingProxyType({})


def rejoin(paragraphs: Sequence[SourceParagraph], named: Mapping[str, str] = _NOBODY) -> tuple[Line, ...]:
    """The lines of a document, broken ones whole again; empty ones are gone. `named` are the roles that have a voice."""
    groups = ([*map(clean, run)] for run in joined_runs(paragraphs, named))
    return tuple(line for line in map(_whole, groups) if line.text)


def joined_runs(
    paragraphs: Sequence[SourceParagraph], named: Mapping[str, str] = _NOBODY
) -> list[list[SourceParagraph]]:
    """The paragraphs of a document in runs, each of which `rejoin` makes one line of."""
    runs: list[list[SourceParagraph]] = []
    goes_on = False
    for paragraph, continued in zip(paragraphs, _continued(paragraphs), strict=True):
        if goes_on and not opens_line(clean(paragraph), named):
            runs[-1].append(paragraph)
        else:
            runs.append([paragraph])
        goes_on = continued
    return runs


def _whole(group: Sequence[Line]) -> Line:
    """One line of the pieces that it was broken into."""
    if len(group) == 1:
        return group[0]
    spaced = [replace(line, text=line.text + _joint(line.text, after.text)) for line, after in pairwise(group)]
    return join([*spaced, group[-1]], "")


def _joint(before: str, after: str) -> str:
    """What stood between two lines before they were broken: a blank between Latin words, else nothing."""
    latin = before[-1:].isascii() and before[-1:].isalpha() and after[:1].isascii() and after[:1].isalpha()
    return " " if latin else ""


def _continued(paragraphs: Sequence[SourceParagraph]) -> list[bool]:
    """For each paragraph, whether the next one goes on with it."""
    texts = [paragraph.text for paragraph in paragraphs]
    # Only lines of a text file were broken by hand; paragraphs of Word may be of equal width by chance.
    page = _page_width([paragraph.text for paragraph in paragraphs if paragraph.location.line is not None])
    indented = sum(text[:1].isspace() for text in texts)
    by_indent = len(texts) * 0.02 <= indented <= len(texts) * 0.6
    blank_ended = sum(text[-1:].isspace() for text in texts) >= max(20, len(texts) * _LEAST_BLANK_SHARE)
    result = []
    for this, following in pairwise(paragraphs):
        text, after = this.text, following.text
        plain = this.role == following.role == "text" and after.lstrip()[:1] != "#"
        goes_on = plain and mark_of(after.strip()) is None and not (by_indent and after[:1].isspace())
        full = page is not None and this.location.line is not None and _width(text.rstrip()) >= page - _SLACK
        cut_off = text.rstrip()[-1:] not in tuple(_END_MARKS)
        same_line = this.location.line is not None and this.location.line == following.location.line
        lost_blank = blank_ended and not text[-1:].isspace() and not after[:1].isspace()
        result.append(goes_on and (full or (cut_off and (same_line or lost_blank))))
    return [*result, False] if paragraphs else []


def _page_width(texts: Sequence[str]) -> int | None:
    """The width to which lines were broken, in cells; None where they were not."""
    widths = [_width(text.rstrip()) for text in texts]
    if len(widths) < _FEWEST_LINES:
        return None
    page = sorted(widths)[int((len(widths) - 1) * 0.95)]
    full = [text.rstrip() for text, width in zip(texts, widths, strict=True) if page - _SLACK <= width <= page + 1]
    finished = sum(text[-1:] in tuple(_END_MARKS) for text in full)
    # Of lines that were broken to fit a page, few end with a sentence; short paragraphs of equal width all do.
    is_broken = len(full) >= len(widths) / 2 and finished <= len(full) / 2
    return page if 24 <= page <= _WIDEST and is_broken else None


def _width(text: str) -> int:
    """Cells that a text takes in a fixed-width font."""
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)
