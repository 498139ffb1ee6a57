"""Pieces of a page → its lines, in the order in which they are read: columns one after the other."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from dangke_audio.reading.pdf.page import Page, Piece, Row
from dangke_audio.reading.pdf.spacing import joined, unspaced

_FEWEST_LINES = 4
"""In either of two columns."""
_MOST_TURNS = 3
"""From the left side to the right one and back, in the order in which a page with columns was drawn."""
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_GUTTER = 0.8
"""Em between two columns, at least."""


def rows_of(page: Page) -> tuple[Row, ...]:
    """The lines of a page."""
    rows: list[Row] = []
    for columns in _bands(page.pieces):
        for number, column in enumerate(columns):
            rows += [_row(line, page.number, number, len(columns)) for line in _lines(column)]
    return tuple(row for row in rows if row.text)


def _bands(pieces: Sequence[Piece]) -> Iterator[tuple[list[Piece], ...]]:
    """The page from top to bottom: what runs over all of it, one column, and in between two columns."""
    gutter = _gutter(pieces)
    if gutter is None:
        yield (list(pieces),)
        return
    across = sorted((p for p in pieces if p.left < gutter < p.right), key=lambda p: p.top)
    aside = [p for p in pieces if not p.left < gutter < p.right]
    above = float("-inf")
    for piece in [*across, None]:
        below = piece.top if piece else float("inf")
        band = [p for p in aside if above <= p.top < below]
        left, right = [p for p in band if p.right <= gutter], [p for p in band if p.left >= gutter]
        if left and right:
            yield left, right
        elif band:
            yield (band,)
        if piece:
            yield ([piece],)
            above = piece.top


def _gutter(pieces: Sequence[Piece]) -> float | None:
    """Where two columns part, if there are two: lines on both sides, side by side, and no table."""
    if len(pieces) < 2 * _FEWEST_LINES:
        return None
    middle = (min(p.left for p in pieces) + max(p.right for p in pieces)) / 2
    left, right = [p for p in pieces if p.right <= middle], [p for p in pieces if p.left >= middle]
    if min(len(left), len(right)) < _FEWEST_LINES or len(left) + len(right) < 0.6 * len(pieces):
        return None
    left_edge, right_edge = max(p.right for p in left), min(p.left for p in right)
    size = sorted(p.size for p in pieces)[len(pieces) // 2]
    beside = max(p.bottom for p in left) > min(p.top for p in right) and max(p.bottom for p in right) > min(
        p.top for p in left
    )
    apart = right_edge - left_edge > _GUTTER * size
    return (left_edge + right_edge) / 2 if apart and beside and _are_columns(pieces, left, right, middle) else None


def _are_columns(pieces: Sequence[Piece], left: Sequence[Piece], right: Sequence[Piece], middle: float) -> bool:
    """Columns are drawn one after the other, or hold running text; a table is drawn row by row, and its cells are short."""
    sides = [piece.left >= middle for piece in pieces if piece.right <= middle or piece.left >= middle]
    if sum(before != after for before, after in pairwise(sides)) <= _MOST_TURNS:
        return True
    width = middle - min(piece.left for piece in pieces)
    return all(sum(p.right - p.left > 0.8 * width for p in side) >= 0.4 * len(side) for side in (left, right))


def _lines(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces that stand at one height, from left to right; the lines from top to bottom."""
    lines: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: (p.top + p.bottom, p.left)):
        for line in reversed(lines[-3:]):
            if _at_one_height(max(line, key=lambda p: p.size), piece):
                line.append(piece)
                break
        else:
            lines.append([piece])
    return sorted((sorted(line, key=lambda p: p.left) for line in lines), key=lambda line: max(p.bottom for p in line))


def _at_one_height(line: Piece, piece: Piece) -> bool:
    """Whether they overlap by more than half of the smaller one (a raised ² is small)."""
    overlap = min(line.bottom, piece.bottom) - max(line.top, piece.top)
    return overlap > 0.5 * min(line.size, piece.size)


def _row(line: Sequence[Piece], page: int, column: int, columns: int) -> Row:
    """Join the pieces of a line. Its height and font are those of the longest piece."""
    main = max(line, key=lambda p: p.right - p.left)
    text = _in_place(line[0], main)
    for before, piece in pairwise(line):
        text = joined(text, _in_place(piece, main), (piece.left - before.right) / max(main.size, 1))
    text = unspaced(text.strip())
    left, right = min(p.left for p in line), max(p.right for p in line)
    return Row(text, left, right, main.top, main.bottom, page, column, columns, main.font)


def _in_place(piece: Piece, main: Piece) -> str:
    """A piece's text; small raised digits as ¹ ² ³, so that neither 12 m² nor a footnote's mark is read as a number."""
    lift = (main.bottom - piece.bottom) / max(main.size, 0.1)
    raised = (piece.size < 0.85 * main.size and lift > 0.15) or (piece.size < 0.95 * main.size and lift > 0.25)
    return piece.text.translate(_RAISED) if raised and piece.text.strip().isdigit() else piece.text
