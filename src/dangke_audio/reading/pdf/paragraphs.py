"""Lines → paragraphs: what was broken to fit the page is whole again, across pages and columns too."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, takewhile

from dangke_audio.reading.pdf.frames import Frames
from dangke_audio.reading.pdf.page import Row
from dangke_audio.reading.pdf.spacing import continued

_SLACK = 1.8
"""Em by which a full line may fall short: a mark that may not begin a line took a character along."""
_INDENT, _WIDEST_INDENT = 0.8, 2.6
"""Em by which a paragraph's first line is indented, at least and at most."""
_SAME_SIZE = 0.12
_LARGER_GAP = 1.35
_NOTE_SIZE = 0.9
"""Of the body's size: what is smaller and stands below the text is a footnote."""
_SENTENCE_END = re.compile(r"[。！？!?：:；;…][”’」』）)]*$")
_MARK = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|第[一二三四五六七八九十百\d]{1,4}[章节条讲、，]"
    r"|\d{1,2}[.．、](?!\d)|[①-⑳●•◆■▪◇○-]"
)
_WORD = re.compile(r"[!-~]+")
_STICKING = "，。、；：？！”’）》」』…"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together."""

    rows: tuple[Row, ...]

    @property
    def text(self) -> str:
        """Of all its lines."""
        whole = ""
        for row in self.rows:
            whole = continued(whole, row.text)
        return whole


def paragraphs_of(rows: Sequence[Row], frames: Frames) -> tuple[Paragraph, ...]:
    """In reading order. Footnotes follow the paragraph that their page ends with."""
    notes = _notes(rows, frames)
    flow = _grouped([row for row in rows if row not in notes], frames)
    for note in _grouped([row for row in rows if row in notes], frames):
        page = note.rows[0].page
        place = max((i for i, p in enumerate(flow) if p.rows[0].page <= page), default=-1)
        flow.insert(place + 1, note)
    return tuple(flow)


def _notes(rows: Sequence[Row], frames: Frames) -> set[Row]:
    """Small print below the last line of the text of its page."""
    notes: set[Row] = set()
    for _, page in groupby(rows, key=lambda row: row.page):
        lines = list(page)
        small = list(takewhile(lambda row: row.size < _NOTE_SIZE * frames.body_size, reversed(lines)))
        notes |= set(small) if len(small) < len(lines) else set()
    return notes


def _grouped(rows: Sequence[Row], frames: Frames) -> list[Paragraph]:
    groups: list[list[Row]] = []
    for row in rows:
        if groups and _goes_on(groups[-1], row, frames):
            groups[-1].append(row)
        else:
            groups.append([row])
    return [Paragraph(tuple(group)) for group in groups]


def _goes_on(group: Sequence[Row], row: Row, frames: Frames) -> bool:
    """Whether a line goes on with the paragraph so far."""
    last = group[-1]
    if abs(last.size - row.size) > _SAME_SIZE * last.size or _apart(last, row, frames):
        return False
    ended = _SENTENCE_END.search(last.text) is not None
    if ended and _MARK.match(row.text):
        return False
    if "center" in (frames.alignment(last), frames.alignment(row)):
        whole_width = frames.indent(last) + frames.shortness(last) <= _SLACK
        return frames.alignment(row) == "center" and whole_width and not ended and row.text[0] not in "—（("
    slack = 0.0 if ended and not frames.indents else _SLACK
    full = frames.shortness(last) <= slack + _head_em(row.text)
    if frames.indent(row) >= _INDENT:
        return full and _hangs(group, row, frames, ended)
    return full or (frames.indents and not ended and frames.fill(last) > 0.75)


def _apart(above: Row, below: Row, frames: Frames) -> bool:
    """Whether more than the usual leading is between two lines of one column."""
    same_column = (above.page, above.column, above.columns) == (below.page, below.column, below.columns)
    return same_column and below.bottom - above.bottom > _LARGER_GAP * frames.line_gap(above)


def _hangs(group: Sequence[Row], row: Row, frames: Frames, ended: bool) -> bool:
    """Whether an indented line goes on: all of the paragraph is indented, or all but its first line, a list's item."""
    step = frames.indent(row) - frames.indent(group[-1])
    if len(group) > 1:
        return abs(step) < 0.5
    if _MARK.match(group[0].text) and 0.5 <= step <= 4:
        return True
    return abs(step) < 0.5 and not ended and not (frames.indents and frames.indent(row) < _WIDEST_INDENT)


def _head_em(text: str) -> float:
    """Less than the width of what the line before had no room for: a word or number, a Han and a mark that sticks to it."""
    word = _WORD.match(text)
    if word:
        return 0.5 * len(word.group())
    return 1.9 if text[1:2] in tuple(_STICKING) else 0.9
