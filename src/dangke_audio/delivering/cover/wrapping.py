"""Where a title breaks into lines: between words, and as typesetters do it. Pure."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

NEVER_FIRST = frozenset("，。、；：？！”’》〉」』）】〕…·,.;:?!)]}%％")
NEVER_LAST = frozenset("“‘《〈「『（【〔([{")
ELLIPSIS = "…"
DASH = "—"
"""A Chinese dash is two of them, never parted; it may begin a line (GB/T 15834-2011, 5.1.4)."""

PAUSES = frozenset("，。；：？！,;:?!")
LEANS_BACK = frozenset("的地得了着们之者等性化上中下")
LEANS_ON = frozenset("和与及同在为把将从对向让以用做当新是要不再全一第")
"""Words that belong to the one before, or to the next one: a reader stumbles where a line parts them."""
IN_BRACKETS = 0.3
"""What it costs to part the name of a document, or a saying."""

Measure = Callable[[str], float]
"""Width of a text in pixels."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A title cut into lines."""

    lines: tuple[str, ...]
    cost: float
    """How ill it reads: squares of what lines lack or have too much, in line widths, and what the breaks cost."""


def units_of(words: Sequence[str]) -> list[str]:
    """Words with the marks that may not stand apart from them. E.g. `《`, `条例`, `》` is one."""
    units: list[str] = []
    for word in filter(None, words):
        if units and _is_tied(units[-1][-1], word[0]):
            units[-1] += word
        else:
            units.append(word)
    return units


def wrap(words: Sequence[str], width: float, measure: Measure) -> list[str]:
    """As few lines as `width` allows, all about equally long. A word that is wider than a line is broken."""
    return list(layouts(words, width, measure)[0].lines)


def layouts(
    words: Sequence[str], width: float, measure: Measure, *, extra: int = 0, most: int | None = None
) -> list[Layout]:
    """The best cut into as few lines as `width` allows, and into each number up to `extra` more; never above `most`."""
    units = [piece for unit in units_of(words) for piece in _pieces(unit, width, measure)]
    if not "".join(units).strip():
        return [Layout((), 0.0)]
    ends = list(accumulate(map(measure, units), initial=0.0))
    fewest = _fewest(ends, width)
    costs = _break_costs(units)
    counts = range(fewest, min(fewest + extra, len(units), len(units) if most is None else most) + 1)
    found = (_best(units, ends, costs, width, count) for count in counts)
    return [layout for layout in found if layout]


def cut(lines: Sequence[str], most: int, width: float, measure: Measure) -> list[str]:
    """The first lines; the last of them ends in … where there were more."""
    if len(lines) <= most:
        return list(lines)
    last = lines[most - 1]
    while last and (measure(last + ELLIPSIS) > width or last[-1] in NEVER_LAST | PAUSES | {"、"}):
        last = last[:-1]
    return [*lines[: most - 1], last + ELLIPSIS]


def _is_tied(before: str, after: str) -> bool:
    return after in NEVER_FIRST or before in NEVER_LAST or before == after == DASH


def _fewest(ends: Sequence[float], width: float) -> int:
    """Number of lines when each takes all that it can."""
    count, start = 1, 0
    for end in range(1, len(ends)):
        if end - start > 1 and ends[end] - ends[start] > width:
            count, start = count + 1, end - 1
    return count


def _break_costs(units: Sequence[str]) -> list[float]:
    """For each place between two units, by the number of units before it: what a break there costs."""
    costs, depth = [0.0], 0
    for before, after in pairwise(units):
        depth += sum((letter in "《“（〈【") - (letter in "》”）〉】") for letter in before)
        costs.append((IN_BRACKETS if depth > 0 else 0.0) + _join_cost(before.strip(), after.strip()))
    return costs


def _join_cost(before: str, after: str) -> float:
    if after.startswith(DASH):
        return -0.15
    if before.endswith(DASH):
        return 0.5
    if before[-1:] in PAUSES:
        return -0.1
    return 0.12 * (after in LEANS_BACK) + 0.08 * (before in LEANS_ON)


def _best(
    units: Sequence[str], ends: Sequence[float], costs: Sequence[float], width: float, count: int
) -> Layout | None:
    """The cheapest cut into `count` lines, found line by line (Knuth and Plass, with the number of lines given)."""
    even = ends[-1] / count
    # For each place where a line may end: the price of all up to there, and where each line began.
    reached: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for _ in range(count):
        further: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start, (price, starts) in reached.items():
            for end in range(start + 1, len(units) + 1):
                length = ends[end] - ends[start]
                if length > width and end - start > 1:
                    break
                break_cost = costs[end] if end < len(units) else 0.0
                total = price + ((length - even) / width) ** 2 + break_cost
                if total < further.get(end, (math.inf,))[0]:
                    further[end] = (total, (*starts, start))
        reached = further
    if len(units) not in reached:
        return None
    price, starts = reached[len(units)]
    lines = ("".join(units[a:b]).strip() for a, b in zip(starts, (*starts[1:], len(units)), strict=True))
    return Layout(tuple(line for line in lines if line), price)


def _pieces(unit: str, width: float, measure: Measure) -> list[str]:
    """The unit; broken where it is wider than a line, with marks on the side where they belong as far as that goes."""
    pieces = [""]
    for letter in unit:
        text = pieces.pop() + letter
        if measure(text) <= width or len(text) == 1:
            pieces.append(text)
            continue
        places = range(len(text) - 1, 0, -1)
        at = next((place for place in places if not _is_tied(text[place - 1], text[place])), len(text) - 1)
        pieces += [text[:at], text[at:]]
    return pieces
