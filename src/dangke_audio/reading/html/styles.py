"""What an element's tag, attributes and inline style say about the text in it."""

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dangke_audio.model.source import Alignment, Role

if TYPE_CHECKING:
    from lxml.etree import _Element

_ALIGNED = re.compile(r"text-align\s*:\s*(left|start|justify|center|right|end)", re.IGNORECASE)
_ALIGNMENTS: dict[str, Alignment] = {"center": "center", "middle": "center", "right": "right", "end": "right"}
_WEIGHT = re.compile(r"font-weight\s*:\s*(bolder|bold|normal|\d{3})", re.IGNORECASE)
_STRUCK = re.compile(r"text-decoration[\w-]*\s*:[^;]*line-through", re.IGNORECASE)
_OUTLINE = re.compile(r"mso-outline-level\s*:\s*([1-9])", re.IGNORECASE)
_WORD_NUMBER = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_WORD_TITLE = re.compile(r"\bmso-?title\b", re.IGNORECASE)
_HEADING = re.compile(r"h([1-6])")


@dataclass(frozen=True, slots=True)
class Style:
    """What holds for text; inherited by what is inside."""

    role: Role = "text"
    level: int = 0
    alignment: Alignment = "left"
    bold: bool = False
    linked: bool = False
    """Leads to another page."""
    clickable: bool = False
    """Leads anywhere, also to a note on the same page."""
    struck: bool = False
    superscript: bool = False
    keeps_lines: bool = False
    silent: bool = False


def styled(outer: Style, element: "_Element") -> Style:
    """The style inside an element."""
    tag = str(element.tag)
    written = element.get("style", "")
    heading = _HEADING.fullmatch(tag) or _OUTLINE.search(written)
    style = replace(
        outer,
        alignment=_alignment(outer, tag, element.get("align", ""), written),
        bold=_is_bold(outer, tag, written),
        linked=outer.linked or is_link(element),
        clickable=outer.clickable or (tag == "a" and element.get("href") is not None),
        struck=outer.struck or tag in ("del", "s", "strike") or _STRUCK.search(written) is not None,
        superscript=outer.superscript or tag == "sup",
        keeps_lines=outer.keeps_lines or tag in ("pre", "xmp", "listing"),
    )
    if _WORD_TITLE.search(element.get("class", "")):
        return replace(style, role="title")
    return replace(style, role="heading", level=int(heading[1])) if heading else style


def is_link(element: "_Element") -> bool:
    """Whether an element leads to another page; a link to a place on the same page is no button of the site."""
    if element.tag != "a" or (element.get("href") is None and (element.get("name") or element.get("id"))):
        return False  # the second is no link, but a place that links lead to
    href = element.get("href", "")
    return not (href.startswith("#") and len(href) > 1)


def is_word_number(element: "_Element") -> bool:
    """Whether Word wrote the number or the bullet of a list here, as text."""
    return element.tag == "span" and _WORD_NUMBER.search(element.get("style", "")) is not None


def _alignment(outer: Style, tag: str, attribute: str, written: str) -> Alignment:
    found = _ALIGNED.search(written)
    if found or (attribute and tag not in ("table", "img")):
        return _ALIGNMENTS.get((found[1] if found else attribute).lower(), "left")
    if tag in ("center", "table"):
        return "center" if tag == "center" else "left"
    return outer.alignment


def _is_bold(outer: Style, tag: str, written: str) -> bool:
    weight = _WEIGHT.search(written)
    if weight:
        word = weight[1].lower()
        return word.startswith("bold") or (word.isdecimal() and int(word) >= 600)
    return outer.bold or tag in ("b", "strong", "th")
