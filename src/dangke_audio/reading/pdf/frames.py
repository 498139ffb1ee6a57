"""What a document's lines have in common: the edges of the text, its size, its leading.

Against this a line is seen to be short, indented, centred or large.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from dangke_audio.model.source import Alignment
from dangke_audio.reading.pdf.page import Row

_LEAST_SHARE = 0.05
"""Of the lines: so many must stand at an edge for it to be one."""
_WIDEST_LEADING = 2.2
"""Em; what is farther apart are paragraphs."""

_Key = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Frames:
    """The document's usual measures, in points."""

    edges: dict[_Key, tuple[float, float]]
    """(Odd or even page, column, columns) → left and right edge of the text."""
    body_size: float
    leading: dict[int, float]
    """Size, rounded → from line to line."""
    body_font: str
    indents: bool
    """Whether paragraphs begin with an indent."""

    def indent(self, row: Row) -> float:
        """From the left edge, in em."""
        return (row.left - self.edges[_key(row)][0]) / row.size

    def shortness(self, row: Row) -> float:
        """What is free at the right edge, in em."""
        return (self.edges[_key(row)][1] - row.right) / row.size

    def fill(self, row: Row) -> float:
        """Share of the width that the line takes."""
        left, right = self.edges[_key(row)]
        return (row.right - row.left) / max(1.0, right - left)

    def alignment(self, row: Row) -> Alignment:
        """A line with equal room on both sides, more than an indent, is centred; or it stands at the right (落款)."""
        left, right = self.indent(row), self.shortness(row)
        least = 0.7 if abs(row.size - self.body_size) > 0.12 * self.body_size else 2.6
        if left > least and abs(left - right) <= max(1.0, 0.15 * left):
            return "center"
        return "right" if left > 2.6 and left > 1.5 * right + 2 else "left"

    def line_gap(self, row: Row) -> float:
        """The usual distance from this line to the next of its paragraph."""
        return min(self.leading.get(round(row.size), 1.6 * row.size), _WIDEST_LEADING * row.size)


def frames_of(rows: Sequence[Row]) -> Frames:
    """Measure a document's lines (without margins); at least one."""
    sizes: Counter[float] = Counter()
    fonts: Counter[str] = Counter()
    for row in rows:
        sizes[round(row.size, 1)] += len(row.text)
        fonts[row.font] += len(row.text)
    body_size = sizes.most_common(1)[0][0]
    groups: dict[_Key, list[Row]] = defaultdict(list)
    for row in rows:
        groups[_key(row)].append(row)
    edges = {key: _edges(group, body_size) for key, group in groups.items()}
    bare = Frames(edges, body_size, _leading(rows), fonts.most_common(1)[0][0], indents=False)
    indented = sum(1.5 <= bare.indent(row) <= 2.6 for row in rows)
    flush = sum(abs(bare.indent(row)) < 0.5 for row in rows)
    by_indent = indented >= max(2, 0.05 * len(rows)) and flush > 0
    return Frames(edges, body_size, bare.leading, bare.body_font, by_indent)


def _key(row: Row) -> _Key:
    return (row.page % 2, row.column, row.columns)


def _edges(rows: Sequence[Row], body_size: float) -> tuple[float, float]:
    """The outermost edges that several lines of the text share."""
    body = [row for row in rows if abs(row.size - body_size) <= 0.12 * body_size] or rows
    few = max(1, round(_LEAST_SHARE * len(body)))
    lefts, rights = sorted(row.left for row in body), sorted((row.right for row in body), reverse=True)
    return lefts[few - 1], rights[few - 1]


def _leading(rows: Sequence[Row]) -> dict[int, float]:
    """The smaller ones of the distances between lines: those inside paragraphs."""
    gaps: dict[int, list[float]] = defaultdict(list)
    for above, below in pairwise(rows):
        same_column = (above.page, above.column, above.columns) == (below.page, below.column, below.columns)
        if same_column and below.bottom > above.bottom and round(above.size) == round(below.size):
            gaps[round(above.size)].append(below.bottom - above.bottom)
    return {size: sorted(found)[len(found) // 5] for size, found in gaps.items()}
