"""The body of a document, block by block, as paragraphs."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from dangke_audio.errors import SourceError
from dangke_audio.model.report import Location
from dangke_audio.model.source import SourceParagraph
from dangke_audio.reading.cells import Cell, join_cells
from dangke_audio.reading.files import excerpt_of
from dangke_audio.reading.word.fields import Fields
from dangke_audio.reading.word.inline import InlineReader
from dangke_audio.reading.word.notes import Notes, visible_text
from dangke_audio.reading.word.numbering import Counts, Lists
from dangke_audio.reading.word.paragraphs import (
    Block,
    ends_in_next,
    heading_level_of,
    is_contents_line,
    is_hidden,
    list_of,
    paragraphs_of,
)
from dangke_audio.reading.word.spans import text_of
from dangke_audio.reading.word.styles import Styles
from dangke_audio.reading.word.tables import cells, is_frame, is_hidden_row, rows
from dangke_audio.reading.word.tally import Tally
from dangke_audio.reading.word.wrappers import is_contents_control, unwrapped
from dangke_audio.reading.word.xml import Element, child, descendants, name_of, value

_MOST_PARAGRAPHS = 200_000
"""A text of a megabyte has 20,000."""
_CONTENTS_TITLE = re.compile(r"\s*目\s*[录錄次]\s*|\s*contents\s*", re.IGNORECASE)


@dataclass(slots=True)
class _Story:
    """Text that flows on its own: the body, or a text box."""

    inline: InlineReader
    fields: Fields
    counts: Counts
    in_box: bool = False
    in_row: bool = False
    pending: Block | None = None
    """A paragraph whose end is deleted: it goes on in the next one."""


@dataclass(slots=True)
class BodyReader:
    """Reads blocks in their order; counts paragraphs, list numbers and findings on the way."""

    name: str
    """The file's, for the places."""
    styles: Styles
    lists: Lists
    notes: Notes
    tally: Tally
    _number: int = 0
    _box_counts: Counts = field(default_factory=Counts)

    def read(self, blocks: Iterable[Element]) -> list[SourceParagraph]:
        """All that is to be read, in the order of the document."""
        found: list[SourceParagraph] = []
        self._blocks(blocks, self._story(Counts()), found)
        return found

    def _story(self, counts: Counts, *, in_box: bool = False) -> _Story:
        fields = Fields()
        return _Story(InlineReader(self.styles, fields, self.notes, self.tally), fields, counts, in_box)

    def _blocks(self, parent: Iterable[Element], story: _Story, found: list[SourceParagraph]) -> None:
        for block in unwrapped(parent):
            name = name_of(block)
            if name == "w:p":
                self._paragraph(block, story, found)
            elif name == "w:tbl":
                self._flush(story, found)
                self._table(block, story, found)
            elif name == "w:sdt":
                self._unread_control(block, story, found)
            elif name in {"w:del", "w:moveFrom"}:
                self.tally.saw("deletion")
                self._skip(block, story)
            elif name in {"w:altChunk", "w:subDoc"}:
                self.tally.saw("embedded")
        self._flush(story, found)

    def _paragraph(self, element: Element, story: _Story, found: list[SourceParagraph]) -> None:
        self._number += not story.in_box  # those of a text box have the number of their anchor
        if self._number > _MOST_PARAGRAPHS:
            raise SourceError("文件太长，无法读取", hint="请检查是否选错了文件，或把讲稿分成几个文件")
        self.tally.here = Location(self.name, paragraph=self._number)
        properties = child(element, "w:pPr")
        chain = self.styles.paragraph_chain(value(properties, "w:pStyle"))
        if story.fields.in_contents and heading_level_of(properties, chain):
            story.fields.abandon()  # a table of contents that was never closed would swallow the text
        block = Block(properties, chain, self._number, story.inline.read(element, chain))
        if story.pending:
            before, story.pending = story.pending, None
            block = replace(block, number=before.number, content=before.content.then(block.content))
        if ends_in_next(properties):
            story.pending = block
        else:
            self._finish(block, story, found)

    def _flush(self, story: _Story, found: list[SourceParagraph]) -> None:
        """A paragraph that goes on in nothing ends after all."""
        if story.pending:
            block, story.pending = story.pending, None
            self._finish(block, story, found)

    def _finish(self, block: Block, story: _Story, found: list[SourceParagraph]) -> None:
        """Number the paragraph and put its lines, then those of its text boxes, behind what was found."""
        if is_contents_line(block):
            lines = (text_of(line) for line in block.content.lines)
            self._leave_contents([block.content.contents or " ".join(lines)], found)
            return
        here = Location(self.name, paragraph=block.number)
        label = "" if is_hidden(block) else self._label(block, story)
        if block.content.is_blank and label and not story.in_row:
            self.tally.saw("number", label)
            label = ""
        found += paragraphs_of(block, label, here, self.styles)
        if block.content.is_blank and block.content.pictures:
            self.tally.saw("picture", count=block.content.pictures)
        for box in block.content.boxes:
            self._blocks(box, self._story(self._box_counts, in_box=True), found)

    def _label(self, block: Block, story: _Story) -> str:
        """The number that Word shows in front of the paragraph."""
        numbered, level = list_of(block, self.lists)
        if numbered is None:
            return ""
        if level in numbered.levels and not numbered.levels[level].is_known:
            self.tally.saw("number-format")
        return story.counts.number(numbered, level)

    def _table(self, table: Element, story: _Story, found: list[SourceParagraph]) -> None:
        if is_frame(table):
            for row, seen in rows(table):
                self._tell_hidden(row)
                for cell, whole in cells(row):
                    self._cell(cell, story, found, seen=seen and whole)
            return
        outer, story.in_row = story.in_row, True
        read = [line for row, seen in rows(table) if (line := self._row(row, story, seen=seen))]
        story.in_row = outer
        found += read
        if read and not outer:
            self.tally.saw_table(len(read), read[0].location)

    def _row(self, row: Element, story: _Story, *, seen: bool) -> SourceParagraph | None:
        """The cells of a row in one paragraph; None for a row of nothing."""
        number = self._number + (not story.in_box)
        found: list[SourceParagraph] = []
        self._tell_hidden(row)
        for cell, whole in cells(row):
            self._cell(cell, story, found, seen=seen and whole)
        if not found:
            return None
        line = join_cells(*(Cell(each.text, each.pins) for each in found))
        place = Location(self.name, paragraph=number, excerpt=excerpt_of(line.text))
        return SourceParagraph(line.text, place, "row", bold=all(each.bold for each in found), pins=line.pins)

    def _tell_hidden(self, row: Element) -> None:
        if is_hidden_row(row):
            self.tally.left_out("hidden", visible_text(row))

    def _cell(self, cell: Element, story: _Story, found: list[SourceParagraph], *, seen: bool) -> None:
        if seen:
            self._blocks(cell, story, found)
        else:
            self._skip(cell, story)

    def _unread_control(self, control: Element, story: _Story, found: list[SourceParagraph]) -> None:
        """An automatic table of contents, or a prompt that nobody has answered."""
        self.tally.here = Location(self.name, paragraph=self._number + (not story.in_box))
        if is_contents_control(control):
            lines = [visible_text(each) for each in descendants(control, "w:p")]
            self._leave_contents([line for line in lines if line], found)
        else:
            self.tally.saw("placeholder")
        self._skip(control, story)

    def _leave_contents(self, lines: list[str], found: list[SourceParagraph]) -> None:
        """Lines of a table of contents; the word 目录 over the first one goes with them."""
        title = [found.pop().text] if found and _CONTENTS_TITLE.fullmatch(found[-1].text) else []
        for line in (*title, *lines):
            self.tally.left_out("contents", line)

    def _skip(self, element: Element, story: _Story) -> None:
        """Count the paragraphs of what is not read."""
        if not story.in_box:
            self._number += sum(1 for each in descendants(element, "w:p") if not _is_in_box(each))


def _is_in_box(paragraph: Element) -> bool:
    return any(name_of(each) == "w:txbxContent" for each in paragraph.iterancestors())
