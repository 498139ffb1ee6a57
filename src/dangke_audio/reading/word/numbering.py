"""Word's automatic numbering: 一、 第一章 1.2 ①, which stand nowhere in the text.

A paragraph names a list (`num`) and a level. Lists are views of an abstract list, which holds the levels and the
counts: two lists over one abstract list go on counting where the other stopped, unless one overrides the start.
Source: ECMA-376 part 1, §17.9; where it is silent, what Word does (skipped levels count as used, as LibreOffice and
ONLYOFFICE have it; text boxes count on their own, as measured by the docx4j project).
"""

import re
from dataclasses import dataclass, field, replace

from dangke_audio.reading.number_formats import format_count
from dangke_audio.reading.word.styles import Styles, first_said
from dangke_audio.reading.word.xml import Element, attribute, child, descendants, integer, is_on, name_of, value

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_HAN = re.compile(r"[\u3007\u3400-\u9fff]")
_WANTS_BLANK = re.compile(r"[A-Za-z0-9.\u3007\u3400-\u9fff]$")
_LONGEST_TEMPLATE = 200
_MOST_DIGITS = 9
_UNNUMBERED = {"bullet", "none"}


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list counts and writes."""

    number_format: str = "decimal"
    least_digits: int = 1
    """Of the format `001, 002, …`."""
    template: str = ""
    """`第%1章`."""
    start: int = 1
    restart: int | None = None
    """The 1-based level up to which another one restarts it; 0 for never, None for any above it."""
    glued: bool = False
    """Whether nothing stands between the number and the text."""
    legal: bool = False
    """Whether the numbers of the levels above are written 1, 2, 3 here."""
    style: str | None = None
    """The paragraph style that stands for this level."""

    @property
    def is_known(self) -> bool:
        """Whether counts can be written in its format."""
        return self.number_format in _UNNUMBERED or format_count(1, self.number_format) is not None

    def written(self, count: int) -> str:
        """One count; an unknown format is written 1, 2, 3."""
        return (format_count(count, self.number_format) or str(count)).zfill(self.least_digits)


@dataclass(frozen=True, slots=True)
class NumberedList:
    """A `num` with its overrides worked in."""

    identifier: str
    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int] = field(default_factory=dict)
    """Level → the count that it begins with where this list is first used."""

    def level_of_style(self, identifiers: tuple[str, ...]) -> int | None:
        """The level that one of these paragraph styles stands for, the nearest style first."""
        by_style = {level.style: number for number, level in self.levels.items() if level.style}
        return next((by_style[each] for each in identifiers if each in by_style), None)


class Lists:
    """The lists of a document, by `numId`."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        """`root` is the part's; None for a document without numbering."""
        elements = tuple(root) if root is not None else ()
        self._styles = styles
        self._abstracts = {
            attribute(each, "abstractNumId"): each for each in elements if name_of(each) == "w:abstractNum"
        }
        self._nums = {attribute(each, "numId"): each for each in elements if name_of(each) == "w:num"}
        self._made: dict[str, NumberedList | None] = {}

    def __getitem__(self, identifier: str) -> NumberedList | None:
        """None for a list that the file does not define, and for "0", which means none."""
        if identifier not in self._made:
            self._made[identifier] = self._make(identifier)
        return self._made[identifier]

    def _make(self, identifier: str) -> NumberedList | None:
        num = self._nums.get(identifier)
        abstract = self._abstract(value(num, "w:abstractNumId"), seen=frozenset())
        if num is None or abstract is None:
            return None
        levels = {integer(attribute(each, "ilvl"), 0): _level(each) for each in abstract if name_of(each) == "w:lvl"}
        starts = {}
        for override in (each for each in num if name_of(each) == "w:lvlOverride"):
            number = integer(attribute(override, "ilvl"), 0)
            level, start = child(override, "w:lvl"), value(override, "w:startOverride")
            if level is not None:
                levels[number] = _level(level)
            if start is not None:
                starts[number] = integer(start, 1)
        return NumberedList(identifier, attribute(abstract, "abstractNumId") or "", levels, starts)

    def _abstract(self, identifier: str | None, seen: frozenset[str | None]) -> Element | None:
        """The abstract list; one that only names a numbering style is looked up through that style."""
        found = self._abstracts.get(identifier)
        style = value(found, "w:numStyleLink")
        if style is None or identifier in seen:
            return found
        num = self._nums.get(first_said(self._styles.chain(style), lambda each: each.number_list))
        linked = self._abstract(value(num, "w:abstractNumId"), seen | {identifier})
        if linked is None:
            linked = next((each for each in self._abstracts.values() if value(each, "w:styleLink") == style), None)
        return linked if linked is not None else found


class Counts:
    """The counts of all lists of one story, up to where reading has come."""

    def __init__(self) -> None:
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def number(self, numbered: NumberedList, level: int) -> str:
        """Count one more paragraph of that level; its number with the blank that it wants, "" for a bullet."""
        if level not in numbered.levels:
            return ""
        counts = self._counts.setdefault(numbered.abstract, {})
        for above in range(level):
            if above not in counts:  # the first paragraph is of level 2: it is 1.1, and the next one of level 1 is 2
                counts[above] = self._start(numbered, above)
        begins = (numbered.identifier, level) not in self._begun and level in numbered.starts
        counts[level] = self._start(numbered, level) if begins or level not in counts else counts[level] + 1
        for below in range(level + 1, _LEVELS):
            restart = numbered.levels[below].restart if below in numbered.levels else None
            if restart is None or level < restart:
                counts.pop(below, None)
        return _label(numbered, level, counts)

    def _start(self, numbered: NumberedList, level: int) -> int:
        """The count that a level begins with: the list's own where it has not been used yet."""
        used = (numbered.identifier, level) in self._begun
        self._begun.add((numbered.identifier, level))
        usual = numbered.levels[level].start if level in numbered.levels else 1
        return usual if used else numbered.starts.get(level, usual)


def _label(numbered: NumberedList, level: int, counts: dict[int, int]) -> str:
    """`第%1章` → `第三章 `; only bullets that are words (注：) are text."""
    own = numbered.levels[level]
    if own.number_format == "bullet":
        return own.template if _HAN.search(own.template) else ""

    def written(place: re.Match[str]) -> str:
        number = int(place[1]) - 1
        of = numbered.levels.get(number)
        if of is None or number > level or of.number_format in _UNNUMBERED:
            return ""
        if own.legal and number < level and of.number_format != "decimalZero":
            of = replace(of, number_format="decimal")
        return of.written(counts.get(number, of.start))

    label = _PLACE.sub(written, own.template)
    return f"{label} " if not own.glued and _WANTS_BLANK.search(label) else label


def _level(element: Element) -> Level:
    number_format, least_digits = _format(element)
    restart = value(element, "w:lvlRestart")
    return Level(
        number_format,
        least_digits,
        (value(element, "w:lvlText") or "")[:_LONGEST_TEMPLATE],
        integer(value(element, "w:start"), 1),
        None if restart is None else integer(restart, 0),
        value(element, "w:suff") == "nothing",
        is_on(element, "w:isLgl") or False,
        value(element, "w:pStyle"),
    )


def _format(element: Element) -> tuple[str, int]:
    """Format and least number of digits. Word 2010 and later wrap `001, 002, …` into an alternative of their own."""
    for found in descendants(element, "w:numFmt"):
        name, pattern = attribute(found, "val") or "decimal", attribute(found, "format") or ""
        if name == "custom":
            return "decimal", min(len(pattern.split(",")[0].strip()), _MOST_DIGITS)
        return name, 1
    return "decimal", 1
