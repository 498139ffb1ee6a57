"""The parser's tokens → passages: headings, paragraphs with their lines, rows, each with its place in the file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from dangke_audio.model.source import Pin, Role
from dangke_audio.reading.cells import Cell, join_cells, shifted
from dangke_audio.reading.commonmark.inline import inline_of
from dangke_audio.reading.commonmark.soft_breaks import joined
from dangke_audio.reading.html.blocks import blocks_of
from dangke_audio.reading.html.furniture import furniture, prose_weights
from dangke_audio.reading.html.markup import tree_of

if TYPE_CHECKING:
    from markdown_it.token import Token

_LONGEST_UNDERLINED = 40
"""Characters of a heading that is a line over `---`; more, or a full stop, is a paragraph over a ruled line."""
_NO_HEADING_ENDS = "。！？；：，、…"


@dataclass(frozen=True, slots=True)
class PassageLine:
    """A line of a passage."""

    number: int
    """In the file, 1-based."""
    text: str
    bold: bool = False
    pins: tuple[Pin, ...] = ()
    after_break: bool = False
    """Whether a hard line break stands before it."""


@dataclass(frozen=True, slots=True)
class Passage:
    """What Markdown holds for one paragraph."""

    lines: tuple[PassageLine, ...]
    role: Role = "text"
    level: int = 0
    is_html: bool = False


@dataclass(slots=True)
class Passages:
    """The passages of a file, and what was left out of it."""

    found: list[Passage] = field(default_factory=list)
    left_out: list[tuple[int, str, str]] = field(default_factory=list)
    """(line, words, reason of the omission)"""
    code: list[tuple[int, str]] = field(default_factory=list)
    """(line, content) of the blocks of code."""
    pictures: int = 0
    notes: int = 0
    open_comments: list[int] = field(default_factory=list)
    """Lines where a comment begins that never ends."""


def passages_of(tokens: "Sequence[Token]", notes: "Mapping[int, Sequence[Token]]", name: str) -> Passages:
    """Walk through the tokens of the file `name`; `notes` are those that stand in its text, by their numbers.

    Raises SourceError for HTML that cannot be read.
    """
    passages = Passages()
    walk = _Walk(passages, notes, name, _list_numbers(tokens))
    in_note = False
    for index, token in enumerate(tokens):
        if token.type in ("footnote_reference_open", "footnote_reference_close"):
            in_note = token.type.endswith("open")
        elif in_note:
            walk.note(token)
        else:
            walk.take(index, token)
    return passages


def _list_numbers(tokens: "Sequence[Token]") -> dict[int, str]:
    """Index of each numbered item → what stands before it: the number as written, `3. `.

    Where an author wrote 1. before each item, as Markdown allows, they are counted on.
    """
    numbers: dict[int, str] = {}
    lists: list[list[int]] = []
    for index, token in enumerate(tokens):
        if token.type in ("ordered_list_open", "bullet_list_open"):
            lists.append([])
        elif token.type == "list_item_open" and token.info:
            lists[-1].append(index)
        elif token.type in ("ordered_list_close", "bullet_list_close"):
            number, before = 0, ""
            for item in lists.pop():
                written = tokens[item].info
                number = number + 1 if written == before else int(written)
                numbers[item], before = f"{number}{tokens[item].markup} ", written
    return numbers


@dataclass(slots=True)
class _Walk:
    """Where the walk is."""

    passages: Passages
    notes: "Mapping[int, Sequence[Token]]"
    file_name: str
    numbers: dict[int, str]
    number: str = ""
    """Of the item whose text has not begun."""
    heading: "Token | None" = None
    row: list[Cell] | None = None
    row_line: int = 0

    def take(self, index: int, token: "Token") -> None:
        """Go on with one token."""
        kind = token.type
        if kind == "inline" and self.row is not None:
            self._cell(token)
        elif kind == "inline":
            self._lines(token)
        elif kind in ("heading_open", "heading_close"):
            self.heading = token if kind == "heading_open" else None
        elif kind in ("list_item_open", "list_item_close"):
            self.number = self.numbers.get(index, "")
        elif kind == "fence":
            self._code(token)
        elif kind == "html_block":
            self._html(token)
        elif kind == "tr_open":
            self.row, self.row_line = [], _first_line(token)
        elif kind == "tr_close":
            self._row()

    def _lines(self, token: "Token") -> None:
        lines = self._inline(token)
        if not lines:
            return
        if self.number:
            first = lines[0]
            pins = shifted(first.pins, len(self.number))
            lines[0] = replace(first, text=self.number + first.text, pins=pins)
            self.number = ""
        if self.heading is not None and _is_heading(self.heading, lines):
            self._add(Passage((_as_one(lines),), "heading", int(self.heading.tag[1])))
        else:
            self._add(Passage(tuple(lines)))

    def _inline(self, token: "Token") -> list[PassageLine]:
        """The lines with text of an inline token."""
        inline = inline_of(token.children or ())
        self.passages.pictures += inline.pictures
        self.passages.notes += inline.notes
        first = _first_line(token)
        self.passages.left_out += ((first + offset, text, "struck-out") for offset, text in inline.struck)
        for offset, number in inline.own_notes:
            words = " ".join(line.runs.text() for line in inline_of(self.notes.get(number, ())).lines)
            self.passages.left_out.append((first + offset, words, "footnote"))
        lines = (
            PassageLine(
                first + line.offset, line.runs.text(), line.runs.is_bold(), tuple(line.runs.pins), line.after_break
            )
            for line in inline.lines
        )
        kept = [line for line in lines if line.text]
        if kept and kept[0].text[:4] in ("[ ] ", "[x] ", "[X] "):
            kept[0] = replace(kept[0], text=kept[0].text[4:], pins=shifted(kept[0].pins, -4))
        return kept

    def _cell(self, token: "Token") -> None:
        if self.row is not None:
            self.row.append(join_cells(*(Cell(line.text, line.pins) for line in self._inline(token))))

    def _row(self) -> None:
        row = join_cells(*(self.row or ()))
        self.row = None
        if row.text:
            self._add(Passage((PassageLine(self.row_line, row.text, pins=row.pins),), "row"))

    def note(self, token: "Token") -> None:
        """What stands below the text for a mark [^1] in it."""
        if token.type == "inline":
            lines = self._inline(token)
            self.passages.left_out += ((line.number, line.text, "footnote") for line in lines)

    def _code(self, token: "Token") -> None:
        first = _first_line(token)
        self.passages.code.append((first, token.content))
        lines = enumerate(token.content.split("\n"), start=first + 1)
        self.passages.left_out += ((number, line, "code") for number, line in lines)

    def _html(self, token: "Token") -> None:
        """A stretch of HTML: its blocks, each at the line where its first words stand."""
        first = _first_line(token)
        if "<!--" in token.content and "-->" not in token.content:
            self.passages.open_comments.append(first)
        root = tree_of(token.content, self.file_name)
        if root is None:
            return
        found = blocks_of(root, furniture(root, prose_weights(root)))
        self.passages.notes += found.has_notes
        place = 0
        for piece in found.left_out:
            line_number = first + token.content.count("\n", 0, max(0, token.content.find(piece.text[:4])))
            self.passages.left_out.append((line_number, piece.text, piece.reason))
        for block in found.blocks:
            place = max(place, token.content.find(block.text.partition("，")[0][:4], place))
            line = PassageLine(first + token.content.count("\n", 0, place), block.text, block.bold, block.pins)
            self._add(Passage((line,), block.role, block.level, is_html=True))

    def _add(self, passage: Passage) -> None:
        self.passages.found.append(passage)


def _as_one(lines: Sequence[PassageLine]) -> PassageLine:
    """The lines of a heading with blanks between them."""
    text = ""
    pins: tuple[Pin, ...] = ()
    for line in lines:
        text += " " if text else ""
        pins += shifted(line.pins, len(text))
        text += line.text
    return PassageLine(lines[0].number, text, pins=pins)


def _first_line(token: "Token") -> int:
    """1-based."""
    return token.map[0] + 1 if token.map else 1


def _is_heading(opening: "Token", lines: Sequence[PassageLine]) -> bool:
    """Whether what the parser takes for a heading is one: `# …` always is, a line over `---` may be a paragraph."""
    if opening.markup.startswith("#"):
        return True
    text = joined(line.text for line in lines)
    return len(lines) == 1 and len(text) <= _LONGEST_UNDERLINED and text[-1] not in _NO_HEADING_ENDS
