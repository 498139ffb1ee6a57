"""The marks that number headings and lists: 第一章 一、 （一） 1. （1） ① 第一， 一要 一方面， 首先，"""

import re
from dataclasses import dataclass
from enum import IntEnum


class Family(IntEnum):
    """Kinds of marks, in the order in which Chinese documents nest them."""

    PART = 0
    SECTION = 1
    NUMERAL = 2
    ORDINAL = 3
    BRACKETED_NUMERAL = 4
    FIGURE = 5
    BRACKETED_FIGURE = 6
    CIRCLED = 7
    # Words that number the points of an argument; each starts a sentence.
    POINT = 8
    SIDE = 9
    SEQUENCE = 10


STRONG = frozenset({Family.PART, Family.SECTION, Family.NUMERAL, Family.BRACKETED_NUMERAL})
"""Marks that number headings; the others number lists at least as often."""
WORDS = frozenset({Family.ORDINAL, Family.POINT, Family.SIDE, Family.SEQUENCE})
"""Marks that are words of the sentence."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark at the head of a line."""

    family: Family
    kind: str
    """What members of one list share: 、 or . behind a figure, 要 or 是 behind a numeral."""
    number: int
    end: int
    """Offset behind the mark and its blanks."""


_NUMERALS = "〇零一二三四五六七八九十百两壹贰叁肆伍陆柒捌玖拾"
_N = f"[{_NUMERALS}]"
_PATTERNS = tuple(
    (family, re.compile(pattern))
    for family, pattern in (
        (
            Family.PART,
            rf"第\s*(?P<n>{_N}{{1,4}}|\d{{1,3}})\s*(?P<k>章|编|編|篇|部分|单元|單元|讲|講|课|課)[\s、，：:.．]*",
        ),
        (Family.SECTION, rf"第\s*(?P<n>{_N}{{1,4}}|\d{{1,3}})\s*(?P<k>节|節)[\s、，：:.．]*"),
        (Family.NUMERAL, rf"(?P<n>{_N}{{1,3}})\s*(?P<k>[、．.])(?!{_N}{{1,3}}[、，])\s*"),
        (Family.BRACKETED_NUMERAL, rf"[（(〔]\s*(?P<n>{_N}{{1,3}})\s*[）)〕](?P<k>[、．.]?)\s*"),
        (Family.BRACKETED_NUMERAL, r"(?P<n>[㈠-㈩])(?P<k>、?)\s*"),
        (Family.FIGURE, r"(?P<n>[0-9０-９]{1,3})\s*(?P<k>[.．、])(?![0-9０-９])\s*"),
        (Family.FIGURE, r"(?P<n>[⒈-⒛])(?P<k>)\s*"),
        (Family.BRACKETED_FIGURE, r"[（(]\s*(?P<n>[0-9０-９]{1,2})\s*[）)](?P<k>[、．.]?)\s*"),
        (Family.BRACKETED_FIGURE, r"(?P<n>[0-9０-９]{1,2})(?P<k>[）)])\s*"),
        (Family.BRACKETED_FIGURE, r"(?P<n>[⑴-⒇])(?P<k>)\s*"),
        (Family.CIRCLED, r"(?P<n>[①-⑳])(?P<k>)\s*"),
        (Family.ORDINAL, rf"第(?P<n>{_N}{{1,3}})(?P<k>[，,、：:])\s*"),
        (Family.POINT, r"(?P<n>[一二三四五六七八九十])(?P<k>要(?![求素点點闻害么是道])|是(?!否))"),
        (Family.POINT, r"其(?P<n>[一二三四五六七八九])(?P<k>[，,：:])\s*"),
        (Family.SIDE, r"(?P<n>另?一)(?P<k>方面)[，,]?\s*"),
        (Family.SEQUENCE, r"(?P<n>首先|其次|再次|再者|然后|最后)(?P<k>[，,]|(?=要|是))\s*"),
    )
)
_LONGEST_MARK = 16
"""Characters, with the one behind it."""
_FIRST = frozenset(_NUMERALS + "第（(〔其另首再然最0123456789０１２３４５６７８９") | {
    chr(code) for first, last in (("①", "⒛"), ("㈠", "㈩")) for code in range(ord(first), ord(last) + 1)
}
_VALUES = {"首先": 1, "其次": 2, "再次": 3, "再者": 4, "然后": 4, "最后": 9, "一": 1, "另一": 2}
_DIGITS = {c: n for numerals in ("〇一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖") for n, c in enumerate(numerals)} | {
    "两": 2
}
_ENCLOSED = {"㈠": 1, "⒈": 1, "⑴": 1, "①": 1}


def mark_of(text: str) -> Mark | None:
    """The mark at the head of a text without indent."""
    head = text[:_LONGEST_MARK]
    if head[:1] not in _FIRST:
        return None
    for family, pattern in _PATTERNS:
        if found := pattern.match(head):
            kind = "方面" if family is Family.SIDE else "次" if family is Family.SEQUENCE else found["k"]
            return Mark(family, kind, _value(found["n"]), found.end())
    return None


def _value(written: str) -> int:
    """The number that a mark says: 十二, １２, ⑫ are 12."""
    if written in _VALUES:
        return _VALUES[written]
    if written.isdecimal():
        return int(written)
    if len(written) == 1 and written not in _NUMERALS:
        first = max(start for start in _ENCLOSED if start <= written)
        return ord(written) - ord(first) + 1
    total, digit = 0, 0
    for character in written:
        if character in "十拾百":
            unit = 100 if character == "百" else 10
            total, digit = total + (digit or 1) * unit, 0
        else:
            digit = _DIGITS[character]
    return total + digit
