"""Headers, footers and page numbers: known by their places at the edge of the page, and by coming again."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from dangke_audio.reading.pdf.page import Row

_ZONE = 0.13
"""Share of the page's height, above and below, in which headers and footers stand."""
_DEEPEST = 3
"""Lines of a header or a footer."""
_SAME_PLACE = 4.0
"""Points by which a header's place may differ from page to page."""
_FEWEST_PAGES = 2
_LEAST_SHARE = 0.3
"""Of the pages: headers of odd and even pages differ, the first page may have none."""

_DASHES = "-—–－―─·•*~_|"
_PAGE_NUMBER = re.compile(
    rf"""[{_DASHES}\s]*(?:
        第?\s*(?:\d{{1,4}}|[一二三四五六七八九十百〇]{{1,5}}|[IVXivx]{{1,6}})\s*页?
        (?:\s*[/／,，]?\s*(?:共|第|of)?\s*\d{{1,4}}\s*页?)?
        | page\s*\d{{1,4}}(?:\s*(?:of|/)\s*\d{{1,4}})?
    )[{_DASHES}\s]*""",
    re.VERBOSE | re.IGNORECASE,
)
_DRESSED = re.compile(rf"[{_DASHES}]|页|/|page", re.IGNORECASE)
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Margins:
    """Lines sorted into text and margin."""

    body: tuple[Row, ...]
    headers: tuple[Row, ...]
    """Repeated lines at the edges."""
    numbers: tuple[Row, ...]
    """Page numbers."""


def without_margins(pages: Sequence[tuple[Sequence[Row], float]]) -> Margins:
    """Each page is its lines in reading order and its height in points."""
    edges = {row: place for rows, height in pages for row, place in _edge_rows(rows, height)}
    repeated = _repeated(edges, len(pages))
    numbers = _page_numbers(edges)
    rows = [row for page, _ in pages for row in page]
    return Margins(
        tuple(row for row in rows if row not in repeated and row not in numbers),
        tuple(row for row in rows if row in repeated and row not in numbers),
        tuple(row for row in rows if row in numbers),
    )


def _edge_rows(rows: Sequence[Row], height: float) -> list[tuple[Row, tuple[str, int]]]:
    """The outermost lines in the zones, each with its edge and how many lines it is away from it."""
    from_top = sorted(rows, key=lambda row: row.top)[:_DEEPEST]
    from_bottom = sorted(rows, key=lambda row: -row.bottom)[:_DEEPEST]
    head = [(row, ("head", depth)) for depth, row in enumerate(from_top) if row.bottom < _ZONE * height]
    foot = [(row, ("foot", depth)) for depth, row in enumerate(from_bottom) if row.top > (1 - _ZONE) * height]
    return head + foot


def _repeated(edges: dict[Row, tuple[str, int]], pages: int) -> set[Row]:
    """Lines that stand at the same place of several pages with the same words, numbers aside."""
    alike: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row, (edge, _) in edges.items():
        alike[edge, _NUMBER.sub("#", row.text)].append(row)
    repeated: set[Row] = set()
    for rows in alike.values():
        usual = Counter(round(row.top / _SAME_PLACE) for row in rows).most_common(1)[0][0] * _SAME_PLACE
        same = [row for row in rows if abs(row.top - usual) <= 1.5 * _SAME_PLACE]
        if len({row.page for row in same}) >= max(_FEWEST_PAGES, _LEAST_SHARE * pages):
            repeated |= set(same)
    return repeated


def _page_numbers(edges: dict[Row, tuple[str, int]]) -> set[Row]:
    """Numbers in dashes or words; a bare one only if it is the page's, or other pages count on with it."""
    numbers = {row for row in edges if _PAGE_NUMBER.fullmatch(row.text) and _DRESSED.search(row.text)}
    bare = [row for row, (_, depth) in edges.items() if depth == 0 and row.text.isdecimal()]
    offsets = Counter((edges[row][0], int(row.text) - row.page) for row in bare)
    return numbers | {
        row
        for row in bare
        if int(row.text) == row.page or offsets[edges[row][0], int(row.text) - row.page] >= _FEWEST_PAGES
    }
