"""Footnotes and comments of a page, told by what the programs that wrote it call them.

Roles: https://www.w3.org/TR/dpub-aria-1.1/ (pandoc, publishers); `mso-element`: Word's "Save as web page".
"""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_ROLES = {"doc-noteref", "doc-footnote", "doc-endnote", "doc-endnotes", "doc-backlink"}
# Python-Markdown, Hugo, DokuWiki and others have a block of this class at the end.
_CLASSES = {"footnote", "footnotes", "endnotes"}
_BLOCKS = {"div", "section", "aside", "ol"}
_WORD_NOTE = re.compile(r"mso-element\s*:\s*(?:footnote|endnote|comment)(?:-list)?\b", re.IGNORECASE)


def notes_of(root: "_Element") -> "frozenset[_Element]":
    """The notes, and the marks in the text that lead to them."""
    return frozenset(
        element
        for element in root.iter()
        if element.get("role") in _ROLES
        or _WORD_NOTE.search(element.get("style", ""))
        or (element.tag in _BLOCKS and not _CLASSES.isdisjoint(element.get("class", "").split()))
    )
