"""What of a page is hidden, or is not the article by its tag or class: scripts, navigation, comments, footers."""

import re
from collections.abc import Collection
from typing import TYPE_CHECKING

from dangke_audio.reading.html.styles import is_link

if TYPE_CHECKING:
    from lxml.etree import _Element

_SILENT_TAGS = (
    "script style noscript template iframe frame object embed applet svg math canvas audio video map select "
    "button input textarea datalist option optgroup meter progress rp title xml"
)
_NO_TEXT = frozenset(_SILENT_TAGS.split())
# Class or id words → the greatest share of the page's prose that such an element may hold and still be furniture.
_SURE = "foot footer copyright nav navbar navigation breadcrumb breadcrumbs crumb crumbs"
_LIKELY = (
    "comment comments cmt pinglun liuyan related relate relevant recommend recommends recommended tuijian xgyd sidebar "
    "aside rank ranking paihang hotnews popup modal cookie cookies toast advert advertisement"
)
_SHORT = (
    "share sharing bdshare bdsharebuttonbox fenxiang pager pagination paging tool tools toolbar ad ads banner login "
    "search menu menus qrcode ewm erweima weixin download subscribe tag tags hot reward prevnext friendlink"
)
_SHARES = {
    **dict.fromkeys(_SHORT.split(), 0.05),
    **dict.fromkeys(_LIKELY.split(), 0.5),
    **dict.fromkeys(_SURE.split(), 0.8),
}
_TAG_SHARES = {"nav": 0.8, "footer": 0.8, "aside": 0.5, "dialog": 0.5, "menu": 0.05}
_HIDDEN_SHARE = 0.5
"""A page that is all hidden waits for a script to show it."""
_WRITERS_TAGS = "html head body main article p h1 h2 h3 h4 h5 h6 li td font b strong em"
_UNSUSPECTED = frozenset(_WRITERS_TAGS.split())
"""Elements that are never furniture by their class."""
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|mso-hide\s*:\s*all)", re.IGNORECASE)
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_PROSE = re.compile(r"[，。；！？]")
_HAN = re.compile(r"[\u3400-\u9fff]+")


def prose_weights(root: "_Element", left_out: "Collection[_Element]" = ()) -> "dict[_Element, int]":
    """Element → Han characters of running text in it, without links and what is left out."""
    elements = list(root.iter())
    own = dict.fromkeys(elements, 0)
    quiet: set[_Element] = set()
    for element in elements:
        parent = element.getparent()
        if parent in quiet or element in left_out or element.tag in _NO_TEXT or is_link(element):
            quiet.add(element)
        own[element] += 0 if element in quiet else _prose(element.text)
        if parent is not None:
            own[parent] += 0 if parent in quiet else _prose(element.tail)
    for element in reversed(elements):
        parent = element.getparent()
        if parent is not None:
            own[parent] += own[element]
    return own


def _prose(text: str | None) -> int:
    """Han characters of a stretch of text that has a sentence's punctuation; counted without a list of them all."""
    return len(text) - len(_HAN.sub("", text)) if text and _PROSE.search(text) else 0


def furniture(root: "_Element", weights: "dict[_Element, int]") -> "dict[_Element, str]":
    """The elements (each with all that is in it) that are not read → why: "" for what holds no text that is shown."""
    total = weights[root]
    found: dict[_Element, str] = {}
    for element in weights:
        if element.tag in _NO_TEXT:
            found[element] = ""
        elif (share := _greatest_share(element)) is not None and weights[element] <= total * share:
            found[element] = "hidden-text" if _is_hidden(element) else "navigation"
    return found


def _greatest_share(element: "_Element") -> float | None:
    """The share of the prose up to which an element is furniture; None for an ordinary one."""
    shares = [_SHARES[word] for word in _words(element) if word in _SHARES]
    own_footer = element.tag == "footer" and next(element.iterancestors("article"), None) is not None
    if element.tag in _TAG_SHARES and not own_footer:  # an article's footer may hold its signature
        shares.append(_TAG_SHARES[str(element.tag)])
    if _is_hidden(element):
        shares.append(_HIDDEN_SHARE)
    return max(shares, default=None)


def _is_hidden(element: "_Element") -> bool:
    said = element.get("hidden") is not None or element.get("aria-hidden") == "true"
    return said or _HIDDEN.search(element.get("style", "")) is not None


def _words(element: "_Element") -> list[str]:
    """`comment-list`, `commentList` → comment, list."""
    if element.tag in _UNSUSPECTED:
        return []
    return [word.lower() for word in _WORD.findall(f"{element.get('class', '')} {element.get('id', '')}")]
