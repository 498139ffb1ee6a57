"""Where a title breaks into lines: between words, and as typesetters do it. Pure."""

from collections.abc import Callable, Sequence

NEVER_FIRST = frozenset("，。、；：？！”’》〉」』）】〕…—·,.;:?!)]}%％")
NEVER_LAST = frozenset("“‘《〈「『（【〔([{")
ELLIPSIS = "…"

Measure = Callable[[str], float]
"""Width of a text in pixels."""


def units_of(words: Sequence[str]) -> list[str]:
    """Words with the marks that may not stand apart from them. E.g. `《`, `条例`, `》` is one."""
    units: list[str] = []
    for word in filter(None, words):
        joins = units and (word[0] in NEVER_FIRST or units[-1][-1] in NEVER_LAST)
        if joins:
            units[-1] += word
        else:
            units.append(word)
    return units


def wrap(words: Sequence[str], width: float, measure: Measure) -> list[str]:
    """As few lines as `width` allows, all about equally long. A word that is wider than a line is broken."""
    units = [piece for unit in units_of(words) for piece in _pieces(unit, width, measure)]
    lines = _filled(units, width, measure)
    narrowest, widest = 0.0, width
    for _ in range(12):  # halving a thousand pixels so often leaves less than one
        middle = (narrowest + widest) / 2
        tried = _filled(units, middle, measure)
        if len(tried) == len(lines) and all(measure(line) <= width for line in tried):
            widest, lines = middle, tried
        else:
            narrowest = middle
    return lines


def cut(lines: Sequence[str], most: int, width: float, measure: Measure) -> list[str]:
    """The first lines; the last of them ends in … where there were more."""
    if len(lines) <= most:
        return list(lines)
    last = lines[most - 1]
    while last and measure(last + ELLIPSIS) > width:
        last = last[:-1]
    return [*lines[: most - 1], last + ELLIPSIS]


def _filled(units: Sequence[str], width: float, measure: Measure) -> list[str]:
    lines: list[str] = []
    for unit in units:
        if lines and measure((lines[-1] + unit).strip()) <= width:
            lines[-1] += unit
        else:
            lines.append(unit)
    return [line.strip() for line in lines if line.strip()]


def _pieces(unit: str, width: float, measure: Measure) -> list[str]:
    if measure(unit) <= width:
        return [unit]
    pieces = [""]
    for letter in unit:
        if pieces[-1] and measure(pieces[-1] + letter) > width and letter not in NEVER_FIRST:
            pieces.append("")
        pieces[-1] += letter
    return pieces
