"""A tree of HTML elements → its blocks of text: paragraphs, headings, items with their numbers, rows of tables.

The tree is walked once and without recursion, since broken pages nest thousands of tags.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from dangke_audio.model.source import Alignment, Pin, Role
from dangke_audio.reading.cells import Cell, join_cells, shifted
from dangke_audio.reading.html.lists import HtmlList, list_of
from dangke_audio.reading.html.runs import Runs
from dangke_audio.reading.html.styles import Style, is_word_number, styled
from dangke_audio.reading.html.tables import is_data
from dangke_audio.reading.omissions import is_loss

if TYPE_CHECKING:
    from lxml.etree import _Element

# `head`, too: without <body>, the parser leaves an article there that begins with a tag of HTML 5.
_BLOCK_TAG_NAMES = (
    "html head body div p h1 h2 h3 h4 h5 h6 section article main header footer nav aside address blockquote center dd dl dt "
    "details dir fieldset figcaption figure form frameset hgroup hr legend li menu ol optgroup pre search summary table "
    "caption tbody td tfoot th thead tr ul"
)
_BLOCK_TAGS = frozenset(_BLOCK_TAG_NAMES.split())
_BULLET = re.compile(r"[lnuvqwØüè§·•●■◆▪o\-–*\uf000-\uf0ff]")
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_OWN_NUMBER = re.compile(
    r"[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|第[一二三四五六七八九十\d]{1,3}|[①-⑳]|[一二三四五六七八九十]是"
)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of a page."""

    text: str
    element: "_Element"
    """The innermost block element around it."""
    linked: float
    """Share of its characters that are links, 0 … 1."""
    role: Role = "text"
    level: int = 0
    alignment: Alignment = "left"
    bold: bool = False
    pins: tuple[Pin, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A piece of a page that is not read."""

    text: str
    reason: str
    """That of its `Omission`."""
    before: int
    """How many blocks stand before it."""


@dataclass(frozen=True, slots=True)
class Blocks:
    """What a tree holds."""

    blocks: tuple[Block, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    has_notes: bool = False
    """Whether footnotes or comments were left out."""


def blocks_of(
    root: "_Element", left_out: "Mapping[_Element, str]", main: "Collection[_Element]" = (), *, inside: bool = False
) -> Blocks:
    """The blocks below an element without those in `left_out`; what holds `main` is no table of data.

    `left_out` maps elements to the reason why they are not read, "" for what nobody sees. `inside` such an element all
    else is read, to tell what it holds.
    """
    from lxml import etree

    walk = _Walk(main, containers=[root])
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        reason = left_out.get(element) if event == "start" else None
        if reason is not None and not (inside and reason):
            walk.skip(blocks_of(element, left_out, inside=True) if reason else Blocks(), reason)
            walker.skip_subtree()
        elif event == "start":
            walk.start(element)
        else:
            walk.end(element, is_root=element is root)
    walk.flush()
    return Blocks(tuple(walk.blocks), tuple(walk.left_out), walk.has_notes)


@dataclass(slots=True)
class _Walk:
    """Where the walk is: the styles of the open elements, the text of the block in hand."""

    main: "Collection[_Element]"
    blocks: list[Block] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    has_notes: bool = False
    styles: list[Style] = field(default_factory=lambda: [Style()])
    containers: "list[_Element]" = field(default_factory=list)
    """The open block elements."""
    lists: list[HtmlList] = field(default_factory=list)
    number: str = ""
    """Of the list item whose text has not begun."""
    runs: Runs = field(default_factory=Runs)
    row: list[Cell] | None = None
    """The cells of the row in hand, in a table of data."""
    tables: list[bool] = field(default_factory=list)
    """Of the open tables, whether they hold data."""

    def skip(self, insides: Blocks, reason: str) -> None:
        """An element whose insides are not read."""
        self.styles.append(replace(self.styles[-1], silent=True))
        self.has_notes |= reason == "footnote"
        for block in insides.blocks:
            self._leave_out(block.text, reason)
        for piece in insides.left_out:
            self._leave_out(piece.text, piece.reason)

    def _leave_out(self, text: str, reason: str) -> None:
        if text.strip() and is_loss(text, reason):
            self.left_out.append(LeftOut(text.strip(), reason, len(self.blocks)))

    def start(self, element: "_Element") -> None:
        """Go into an element, and take the text at its head."""
        tag = str(element.tag)
        if tag in _BLOCK_TAGS:
            self.flush()
            self.containers.append(element)
        style = styled(self.styles[-1], element)
        self.styles.append(style)
        if tag == "br":
            self._break()
        elif tag in ("ol", "ul"):
            self.lists.append(list_of(element))
        elif tag == "li":
            self.number = self.lists[-1].number_of(element) if self.lists else ""
        elif tag == "table":
            self.tables.append(is_data(element, self.main))
        elif tag == "tr" and self.tables and self.tables[-1]:
            self.row = []
        elif tag in ("td", "th") and self.row is not None:
            self.row.append(Cell(""))
        elif tag in ("ruby", "rt") or is_word_number(element):
            self.runs.mark(tag)
        self._add(element.text)

    def end(self, element: "_Element", *, is_root: bool) -> None:
        """Leave an element, and take the text behind it."""
        tag = str(element.tag)
        style = self.styles.pop()
        if not style.silent:
            self._close(element, tag, style)
        if not is_root:
            self._add(element.tail)

    def _close(self, element: "_Element", tag: str, style: Style) -> None:
        if tag in _BLOCK_TAGS:
            self.flush(style)
            self.containers.pop()
        if tag in ("ol", "ul") and self.lists:
            self.lists.pop()
        elif tag == "li":
            self.number = ""
        elif tag == "tr" and self.row is not None:
            self._emit_row(element)
        elif tag == "table":
            self.tables.pop()
        elif tag in ("ruby", "rt"):
            self.runs.close_ruby(tag)
        elif is_word_number(element):
            self.runs.close_number(_BULLET)

    def _break(self) -> None:
        """A line ends: a paragraph of its own, but inside a heading only a blank."""
        if self.styles[-1].level or self.styles[-1].role == "title":
            self.runs.add(" ", self.styles[-1])
        else:
            self.flush()

    def _add(self, text: str | None) -> None:
        style = self.styles[-1]
        if not text or style.silent:
            return
        if style.struck:
            self._leave_out(text, "struck-out")
        elif style.superscript and text.strip().isdecimal():
            # a note that one can click, or a power: m²
            self.runs.add("" if style.clickable else text.strip().translate(_SUPERSCRIPT), style)
        elif style.keeps_lines:
            for number, line in enumerate(text.split("\n")):
                if number:
                    self.flush()
                self.runs.add(line, style)
        else:
            self.runs.add(text, style)

    def flush(self, style: Style | None = None) -> None:
        """The block in hand is complete."""
        runs, self.runs = self.runs, Runs()
        text = runs.text()
        if not text:
            return
        if self.row:
            self.row[-1] = join_cells(self.row[-1], Cell(text, tuple(runs.pins)))
            return
        style = style or self.styles[-1]
        number = "" if _OWN_NUMBER.match(text) else self.number
        self.number = ""
        pins = shifted(runs.pins, len(number))
        element = self.containers[-1]
        block = Block(number + text, element, runs.linked_share(), alignment=style.alignment, bold=runs.is_bold())
        self.blocks.append(replace(block, pins=pins, role=style.role, level=style.level))

    def _emit_row(self, element: "_Element") -> None:
        row = join_cells(*(self.row or ()))
        self.row = None
        if row.text:
            self.blocks.append(Block(row.text, element, 0.0, role="row", pins=row.pins))
