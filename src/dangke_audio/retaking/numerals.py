"""Numbers as people count chapters and sentences: 3, ３, 三, 第二十一 without its 第. Pure."""

import re

NUMERAL = r"(?:[0-9０-９]{1,4}|[一二两三四五六七八九十百零〇]{1,5})"
_DIGITS = "零一二三四五六七八九"
_HAN = re.compile(
    r"(?:(?P<hundreds>[一二两三四五六七八九])百)?[零〇]?(?:(?P<tens>[一二三四五六七八九])?(?P<ten>十))?(?P<ones>[一二两三四五六七八九])?"
)


def number_of(numeral: str) -> int | None:
    """E.g. `十二` → 12, `一百零三` → 103; None for what is no number, or 0."""
    if numeral.isdecimal():
        return int(numeral) or None
    found = _HAN.fullmatch(numeral)
    if found is None:
        return None
    hundreds, tens, ones = (_digit(found[name]) for name in ("hundreds", "tens", "ones"))
    return 100 * hundreds + 10 * (tens or (1 if found["ten"] else 0)) + ones or None


def _digit(character: str | None) -> int:
    return 0 if character is None else 2 if character == "两" else _DIGITS.index(character)
