"""Tables that hold data, and those that old pages only use to place things."""

from collections.abc import Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_LONGEST_CELL = 150
"""Characters of a cell on average in a row; more is running text, placed by a table."""


def is_data(table: "_Element", main: "Collection[_Element]") -> bool:
    """Whether a table is read row by row. `main` is the article's element and what is around it."""
    if table in main or table.get("role") == "presentation" or table.find(".//table") is not None:
        return False
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
    lengths = [sum(map(len, cell.itertext())) for row in rows for cell in row]
    if len(rows) < 2 or max(map(len, rows)) < 2:
        return False
    return sum(lengths) <= _LONGEST_CELL * len(lengths) and table.find(".//h1") is None
