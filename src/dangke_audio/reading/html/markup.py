"""Bytes of a web page → its tree of elements. Nothing is loaded, resolved or run."""

import re
from typing import TYPE_CHECKING

from dangke_audio.errors import SourceError
from dangke_audio.reading.encoding import Decoded, UndecodableError, decode

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_TAGS = 600_000
"""More would fill the memory: an element takes about 200 bytes. A book of a million characters has some 50,000."""
_DEEPEST = 2000
"""Nested tags; the parser gives up at 2048 and would lose the rest of the page."""
_HEAD_BYTES = 4096
_MOST_LOST = 0.01
"""Share of characters that may be damaged where a page says its encoding."""

_DECLARED = re.compile(
    rb"<meta[^>]{1,200}?charset\s*=\s*[\"']?\s*([\w-]+)|<\?xml[^>]{1,100}?encoding\s*=\s*[\"']([\w-]+)", re.IGNORECASE
)
_TAG = re.compile(rb"<[a-zA-Z!?/]")
# Of a set that is a part of another, pages that name it use the whole.
_WIDER = {
    **dict.fromkeys(("gb2312", "gbk", "x-gbk", "gb_2312-80", "gb18030", "cp936"), "gb18030"),
    **dict.fromkeys(("big5", "x-x-big5", "big5-hkscs"), "big5hkscs"),
    **dict.fromkeys(("utf8", "utf-8", "unicode-1-1-utf-8"), "utf-8"),
}
# Tags that only format words: authors' tools leave thousands of them open.
_FORMATTING = re.compile(r"</?(?:font|span|b|i|u|em|strong|big|small|a|o:p)\b[^<>]*>", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff]")


def decode_markup(data: bytes, charset: str | None, name: str) -> Decoded:
    """Decode a page: by its byte order mark, by what it says of itself (or `charset` says of it), or by likelihood.

    Raises SourceError naming `name`.
    """
    declared = _DECLARED.search(data[:_HEAD_BYTES])
    named = charset or (declared and (declared[1] or declared[2]).decode("ascii")) or ""
    encoding = _WIDER.get(named.lower(), "")
    try:
        if encoding and not (encoding != "utf-8" and _decodes(data, "utf-8")) and _decodes(data, encoding):
            return Decoded(data.decode(encoding).removeprefix("\ufeff"), encoding)
        return decode(data)
    except UndecodableError as error:
        text = data.decode(encoding, "replace") if encoding else ""
        if text and text.count("\ufffd") <= len(text) * _MOST_LOST:
            return Decoded(text.removeprefix("\ufeff"), encoding)
        hint = "请用浏览器打开它，把正文复制到记事本，存为 UTF-8 编码的 .txt 文件后再试"
        raise SourceError("无法识别网页的文字编码", place=name, hint=hint) from error


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def has_tags(data: bytes) -> bool:
    """Whether the bytes are markup at all, in an encoding that has ASCII's `<`, or in UTF-16."""
    return _TAG.search(data.replace(b"\0", b"")) is not None


def tree_of(text: str, name: str) -> "_Element | None":
    """The root element of a page, None where the page holds nothing. Raises SourceError naming `name`."""
    if text.count("<") > MOST_TAGS:
        raise SourceError("网页太大，标签太多", place=name, hint="请把正文复制到记事本，存为 .txt 文件后再试")
    text = _CONTROL.sub("", text)
    root = _parse(text)
    if _is_cut_off(root):
        root = _parse(_FORMATTING.sub("", text))
    if _is_cut_off(root):
        raise SourceError("网页的标签套得太深，无法读取", place=name, hint="请把正文复制到记事本，存为 .txt 文件后再试")
    return root


def _parse(text: str) -> "_Element | None":
    """`huge_tree` only lifts the limit on depth from 256 to 2048; entities are HTML's own."""
    from lxml import etree

    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True, recover=True
    )
    try:
        return etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError:  # nothing but comments or blanks
        return None


def _is_cut_off(root: "_Element | None") -> bool:
    """Whether the tree goes deeper than the parser follows."""
    from lxml import etree

    depth = 0
    for event, _ in () if root is None else etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > _DEEPEST:
            return True
    return False
