"""How headings nest: marks have an order, and what has no mark finds its place among those that have."""

from collections.abc import Callable, Mapping, Sequence

from dangke_audio.model.lecture import Level
from dangke_audio.parsing.bare_headings import BareHeading
from dangke_audio.parsing.candidates import Candidate
from dangke_audio.parsing.marks import ROVING, Family, Mark

_Key = tuple[Family, str]


def as_level(depth: int) -> Level:
    """A depth of any number as one of the three levels."""
    return 1 if depth <= 1 else 2 if depth == 2 else 3


def rank(candidates: Sequence[Candidate]) -> Callable[[Family], float]:
    """The place of each family in the order of nesting.

    Most have it by custom; a roving one (甲、 A. 专题一) stands right below the family that its first member follows,
    or on top.
    """
    places: dict[Family, float] = {}
    last: Family | None = None
    for candidate in candidates:
        family = candidate.mark.family
        if family not in ROVING:
            last = family
        elif family not in places:
            places[family] = -0.5 if last is None else last + 0.5 + family / 100
    return lambda family: places.get(family, float(family))


def levels_of(own_lines: Sequence[Candidate]) -> Callable[[Mark], Level]:
    """The level of each mark that has headings on lines of their own."""
    place = rank(own_lines)
    first = {_key(c.mark): number for number, c in reversed(list(enumerate(own_lines)))}
    ordered = sorted(first, key=lambda key: (place(key[0]), first[key]))
    levels: dict[_Key, Level] = {}
    for depth, key in enumerate(ordered, start=1):
        deep = depth > 1 and Family.DECIMAL < key[0] <= Family.CIRCLED
        levels[key] = 3 if deep else as_level(depth)
    return lambda mark: levels[_key(mark)]


def _key(mark: Mark) -> _Key:
    """What marks of one level share: 第一编 and 第一章 are of two, 1.2 and 1.2.1 also."""
    if mark.family is Family.DECIMAL:
        return mark.family, str(mark.kind.count(".") + mark.kind.count("．"))
    return mark.family, mark.kind if mark.family in (Family.PART, Family.TOPIC) else ""


def level_of_bare(bare: BareHeading, numbered: Mapping[int, Level], styles: Mapping[int, int], *, above: bool) -> Level:
    """The level of a heading without number.

    `numbered` are the lines of headings with numbers, in order, and their levels, `styles` their depth by the format;
    `above` says that headings without numbers hold those with numbers.
    """
    if not numbered:
        return as_level(bare.depth)
    if bare.is_known or above:
        return 1
    alike = [level for line, level in numbered.items() if bare.depth and styles[line] == bare.depth]
    if alike:
        return alike[0]
    before = [level for line, level in numbered.items() if line < bare.line]
    return as_level(before[-1] + 1) if before else 1
