"""The shape of a table: its rows and cells as they are seen."""

from collections.abc import Iterator

from dangke_audio.reading.word.wrappers import unwrapped
from dangke_audio.reading.word.xml import Element, attribute, child, is_on, name_of


def is_frame(table: Element) -> bool:
    """Whether it has one column, and so is a frame around text and no table."""
    return all(len(_cells(row)) <= 1 for row in _rows(table))


def rows(table: Element) -> Iterator[tuple[Element, bool]]:
    """Each row, and whether it is seen: not when it is deleted or hidden."""
    for row in _rows(table):
        properties = child(row, "w:trPr")
        gone = child(properties, "w:del") is not None or is_hidden_row(row)
        yield row, not gone


def is_hidden_row(row: Element) -> bool:
    """Whether a row stands in the document and is not shown."""
    return bool(is_on(child(row, "w:trPr"), "w:hidden"))


def cells(row: Element) -> Iterator[tuple[Element, bool]]:
    """Each cell, and whether it is seen: not when it is deleted, or merged into the one above or before it."""
    for cell in _cells(row):
        properties = child(cell, "w:tcPr")
        gone = child(properties, "w:cellDel") is not None or any(
            _continues(child(properties, merge)) for merge in ("w:vMerge", "w:hMerge")
        )
        yield cell, not gone


def _rows(table: Element) -> list[Element]:
    return [each for each in unwrapped(table) if name_of(each) == "w:tr"]


def _cells(row: Element) -> list[Element]:
    return [each for each in unwrapped(row) if name_of(each) == "w:tc"]


def _continues(merge: Element | None) -> bool:
    """`restart` begins a merged cell; anything else goes on with it."""
    return merge is not None and attribute(merge, "val") != "restart"
