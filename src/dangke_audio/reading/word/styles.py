"""Styles: what a paragraph or a run is and looks like by its style, up the chain of `basedOn`."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from dangke_audio.model.source import Alignment
from dangke_audio.reading.word.xml import Element, attribute, child, integer, is_on, name_of, value

T = TypeVar("T")

BODY_LEVEL = 9
"""The outline level of body text, 0 … 8 being those of headings."""

_HAN_DIGITS = "一二三四五六七八九"
# Built-in names are English in the file whatever the language of Word; people's own styles follow the menu.
_HEADING = re.compile(rf"(?:heading|标题)\s*([1-9{_HAN_DIGITS}])|([{_HAN_DIGITS}])级标题", re.IGNORECASE)
_TITLES = {"title", "标题", "文章标题", "公文标题", "主标题", "总标题"}
_SUBTITLES = {"subtitle", "副标题"}
# Lines under the title, whose styles are based on the title's in templates (pandoc's Author and Date).
_UNDER_TITLE = _SUBTITLES | {"author", "date", "作者", "主讲人", "署名", "日期"}
_CONTENTS = re.compile(
    r"toc\s*(?:[1-9]|heading|标题)|目录\s*[1-9]?(?:\s*标题)?|contents\s*[1-9]|table of figures|图表目录", re.IGNORECASE
)
_ALIGNMENTS: dict[str, Alignment] = {"center": "center", "right": "right", "end": "right"}


@dataclass(frozen=True, slots=True)
class Style:
    """One style as it stands in the file; None where it says nothing."""

    name: str
    identifier: str
    based_on: str | None = None
    outline: int | None = None
    """0 … 8, or BODY_LEVEL."""
    alignment: Alignment | None = None
    bold: bool | None = None
    hidden: bool | None = None
    number_list: str | None = None
    """`numId` of its numbering, "0" for none."""
    number_level: int | None = None

    def is_called(self, names: set[str]) -> bool:
        """Whether its name or identifier is one of these."""
        return not names.isdisjoint({self.name.lower(), self.identifier.lower()})


class Styles:
    """The styles of a document, by identifier."""

    def __init__(self, root: Element | None) -> None:
        """`root` is the part's; None for a document without styles."""
        self._styles: dict[str, Style] = {}
        self._default: str | None = None
        for element in root if root is not None else ():
            if name_of(element) == "w:style":
                style = _style(element)
                self._styles[style.identifier] = style
                if attribute(element, "type") == "paragraph" and attribute(element, "default") in {"1", "true", "on"}:
                    self._default = style.identifier
        self._defaults = child(root, "w:docDefaults")
        self._chains: dict[str | None, tuple[Style, ...]] = {}

    @cached_property
    def default_bold(self) -> bool:
        """Of text that no style and no run says anything about."""
        return is_on(child(self._defaults, "w:rPrDefault", "w:rPr"), "w:b") or False

    @cached_property
    def default_alignment(self) -> Alignment:
        """Of paragraphs that no style says anything about."""
        return alignment_of(child(self._defaults, "w:pPrDefault", "w:pPr")) or "left"

    def paragraph_chain(self, identifier: str | None) -> tuple[Style, ...]:
        """A paragraph's style and those it is based on, nearest first."""
        return self.chain(identifier or self._default)

    def chain(self, identifier: str | None) -> tuple[Style, ...]:
        """The style and those it is based on, nearest first; a style that the file lacks has its name only."""
        if identifier not in self._chains:
            found: list[Style] = []
            following = identifier
            while following and all(style.identifier != following for style in found):
                found.append(self._styles.get(following) or Style(following, following))
                following = found[-1].based_on
            self._chains[identifier] = tuple(found)
        return self._chains[identifier]


def first_said(chain: tuple[Style, ...], of: Callable[[Style], T | None]) -> T | None:
    """What the nearest style says that says anything."""
    return next((said for style in chain if (said := of(style)) is not None), None)


def heading_level(chain: tuple[Style, ...]) -> int:
    """1 … 9, or 0 for body text: by outline level, or by the name of the style."""
    for style in chain:
        if style.outline is not None:
            return 0 if style.outline >= BODY_LEVEL else style.outline + 1
        named = _HEADING.fullmatch(style.name) or _HEADING.fullmatch(style.identifier)
        if named:
            digit = named[1] or named[2]
            return int(digit) if digit.isdigit() else _HAN_DIGITS.index(digit) + 1
    return 0


def is_title(chain: tuple[Style, ...]) -> bool:
    """Whether it is the style of a document's title, or based on it without a level of its own."""
    for style in chain:
        if style.is_called(_TITLES):
            return True
        if style.outline is not None or style.is_called(_UNDER_TITLE):
            return False
    return False


def is_subtitle(chain: tuple[Style, ...]) -> bool:
    """Whether it is the style of a subtitle."""
    return any(style.is_called(_SUBTITLES) for style in chain)


def is_contents(chain: tuple[Style, ...]) -> bool:
    """Whether it is the style of a line in a table of contents."""
    return any(_CONTENTS.fullmatch(name) for style in chain for name in (style.name, style.identifier))


def alignment_of(properties: Element | None) -> Alignment | None:
    """Of a `w:pPr`; all that is neither centred nor at the right is at the left."""
    said = value(properties, "w:jc")
    return None if said is None else _ALIGNMENTS.get(said, "left")


def outline_of(properties: Element | None) -> int | None:
    """Of a `w:pPr`."""
    said = value(properties, "w:outlineLvl")
    return None if said is None else integer(said, BODY_LEVEL)


def number_level_of(properties: Element | None) -> int | None:
    """Of a `w:pPr`: the level of its list."""
    said = value(properties, "w:numPr", "w:ilvl")
    return None if said is None else integer(said, 0)


def _style(element: Element) -> Style:
    paragraph, run = child(element, "w:pPr"), child(element, "w:rPr")
    identifier = attribute(element, "styleId") or ""
    return Style(
        (value(element, "w:name") or identifier).split(",")[0].strip(),
        identifier,
        value(element, "w:basedOn"),
        outline_of(paragraph),
        alignment_of(paragraph),
        is_on(run, "w:b"),
        is_on(run, "w:vanish"),
        value(paragraph, "w:numPr", "w:numId"),
        number_level_of(paragraph),
    )
