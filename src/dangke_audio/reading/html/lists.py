"""The numbers that a browser puts before the items of a list."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dangke_audio.reading.number_formats import format_count

if TYPE_CHECKING:
    from lxml.etree import _Element

_FORMATS = {
    "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "一": "chineseCounting"
}  # fmt: skip
_UNNUMBERED = ("none", "disc", "circle", "square")


@dataclass(slots=True)
class HtmlList:
    """An open list; counts its items."""

    kind: str
    """`1`, `a`, `A`, `i`, `I`, `一`; empty where items have no numbers."""
    following: int = 1
    step: int = 1

    def number_of(self, item: "_Element") -> str:
        """What stands before an item, with the blank: `3. `, `三、`."""
        number = _integer(item.get("value"), self.following)
        self.following = number + self.step
        return _written(number, self.kind)


def list_of(element: "_Element") -> HtmlList:
    """A list as its attributes and inline style have it."""
    style = element.get("style", "").lower()
    if element.tag != "ol" or any(
        f"list-style{part}:{kind}" in style.replace(" ", "") for part in ("", "-type") for kind in _UNNUMBERED
    ):
        return HtmlList("")
    chinese = any(word in style for word in ("cjk-ideographic", "chinese", "trad-chinese"))
    kind = "一" if chinese else element.get("type", "1")
    reverse = element.get("reversed") is not None
    first = sum(1 for child in element if child.tag == "li") if reverse else 1
    return HtmlList(kind if kind in _FORMATS else "1", _integer(element.get("start"), first), -1 if reverse else 1)


def _integer(written: str | None, otherwise: int) -> int:
    try:
        return int((written or "")[:9])
    except ValueError:
        return otherwise


def _written(number: int, kind: str) -> str:
    """A number and the mark behind it: `3. `, `三、`."""
    counted = format_count(number, _FORMATS[kind]) if kind else ""
    return f"{counted}、" if kind == "一" else f"{counted}. " if counted else ""
