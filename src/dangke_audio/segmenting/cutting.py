"""Cutting a stretch of text that is too long to be spoken in one go."""

import re

from dangke_audio.segmenting.words import words

SHORTEST = 8
"""A piece of fewer characters is joined to its neighbour where the two fit together."""
_DEEPEST = 3
"""Brackets within brackets that count: of more, most were never meant to be closed."""
_WINDOW = 200
"""Characters on each side of a place that are cut into words to find the end of one."""

_CLOSERS = r"[”’」』）)》〉】〕\]\"]*\s*"
# Where a stretch is cut at every mark, strongest first: ends of quoted sentences, then parallel clauses.
_EVERY = (
    re.compile(rf"(?:[。！？!?]|…{{1,2}}(?=[”’」』\"]))+{_CLOSERS}"),
    re.compile(rf"[；;]{_CLOSERS}"),
)
# Where it is cut once, near the middle. 8:30, 3:2 and 1,200 are numbers. The figure is how much farther from the
# middle (as a share of the whole) such a mark may lie than a colon and still be the better place.
_NEAR = (
    (re.compile(rf"(?<!\d)[：:]{_CLOSERS}|[：:](?!\d){_CLOSERS}|——{_CLOSERS}"), 0.0),
    (re.compile(rf"(?<!\d)[，,]{_CLOSERS}|[，,](?!\d){_CLOSERS}"), 0.05),
    (re.compile(rf"、{_CLOSERS}"), 0.10),
)


def cut(text: str, longest: int) -> tuple[str, ...]:
    """Cut text into pieces of at most `longest` characters, as equal as its marks allow; joined they give the text.

    At every ；, then near the middle at ：，、, and between two words where there is no mark. A word is broken only
    if it is longer than `longest` itself.
    """
    if longest < 1:
        raise ValueError(f"longest must be at least 1, not {longest}")
    pieces: tuple[str, ...] = (text,) if text else ()
    for mark in _EVERY:
        pieces = tuple(part for piece in pieces for part in _at_every(piece, mark, longest))
    return tuple(part for piece in pieces for part in _halve(piece, longest))


def _at_every(text: str, mark: re.Pattern[str], longest: int) -> tuple[str, ...]:
    """Cut a too long text behind every mark; tiny pieces stay with a neighbour."""
    if len(text) <= longest:
        return (text,)
    pieces: list[str] = []
    start = 0
    for end in [*(found.end() for found in mark.finditer(text)), len(text)]:
        if end > start:
            pieces.append(text[start:end])
            start = end
    return tuple(_without_tiny(pieces, longest))


def _without_tiny(pieces: list[str], longest: int) -> list[str]:
    """Join each piece below SHORTEST to the shorter neighbour, unless both would be too long together."""
    pieces = list(pieces)
    position = 0
    while position < len(pieces):
        neighbours = [n for n in (position - 1, position + 1) if 0 <= n < len(pieces)]
        fitting = [n for n in neighbours if len(pieces[n]) + len(pieces[position]) <= longest]
        if len(pieces[position]) >= SHORTEST or not fitting:
            position += 1
            continue
        first = min(position, min(fitting, key=lambda n: len(pieces[n])))
        pieces[first : first + 2] = [pieces[first] + pieces[first + 1]]
        position = first
    return pieces


def _halve(text: str, longest: int) -> tuple[str, ...]:
    """Cut once at the best place and go on with both sides, until all fit."""
    pieces: list[str] = []
    rest = [text]
    while rest:
        piece = rest.pop()
        if len(piece) <= longest:
            pieces.append(piece)
            continue
        place = _place(piece, longest)
        rest += [piece[place:], piece[:place]]
    return tuple(pieces)


def _place(text: str, longest: int) -> int:
    """Where to cut a too long text: at the best mark near the target, else between two words.

    The target leaves pieces of equal length: 150 characters at most 60 long are cut at 50, not at 75.
    """
    count = -(-len(text) // longest)
    target = len(text) * (count // 2) / count
    least = min(SHORTEST, longest // 2, len(text) // 3)
    depths = _depths(text)

    def cost(end: int, reluctance: float) -> float:
        one_more = -(-end // longest) + -(-(len(text) - end) // longest) > count
        return abs(end - target) + len(text) * (reluctance + 0.2 * one_more + 0.1 * depths[end])

    costs = [
        (cost(found.end(), reluctance), found.end())
        for mark, reluctance in _NEAR
        for found in mark.finditer(text)
        if max(1, least) <= found.end() <= len(text) - max(1, least)
    ]
    return min(costs)[1] if costs else _between_words(text, target, longest)


def _depths(text: str) -> list[int]:
    """How many title marks or brackets are open before each character: a bad place to pause."""
    depth, depths = 0, [0]
    for character in text:
        depth += (character in "《（(") - (character in "》）)")
        depths.append(min(_DEEPEST, max(0, depth)))
    return depths


def _between_words(text: str, target: float, longest: int) -> int:
    """The end of a word nearest to the target; inside a word only where one word is all there is."""
    first = max(0, round(target) - _WINDOW)
    ends: list[int] = [first]
    for word in words(text[first : round(target) + _WINDOW]):
        ends.append(ends[-1] + len(word))
    inner = [end for end in ends if 0 < end < len(text) and end != first]
    return min(inner, key=lambda end: abs(end - target)) if inner else longest
