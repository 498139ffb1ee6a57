"""Blanks: those that a layout put between characters vanish, those that part words or names stay."""

import re

_WORD_GAP = 0.15
_WIDE_GAP = 0.9
"""Em: from here on a gap is meant (张　三; the columns of a table)."""
_FIRST_WIDE = 0x2E80
_WIDE = "[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]"
_SPACED = re.compile(f"(?<={_WIDE})[ \u00a0](?={_WIDE})")
_CLOSE = re.compile(f"(?<={_WIDE})(?={_WIDE})")
_SPACED_SHARE = 0.6


def joined(before: str, after: str, gap_em: float) -> str:
    """Two pieces of one line, or a line and its continuation (gap 0), in one string."""
    if not before or not after or before[-1].isspace() or after[0].isspace():
        return before + after
    if gap_em > _WIDE_GAP:
        return f"{before}\u3000{after}"
    narrow = ord(before[-1]) < _FIRST_WIDE and ord(after[0]) < _FIRST_WIDE
    return f"{before} {after}" if narrow and gap_em > _WORD_GAP else before + after


def continued(before: str, after: str) -> str:
    """A line and the one that goes on with it: a blank between Latin words, else nothing."""
    latin = before[-1:].isascii() and before[-1:].isalpha() and after[:1].isascii() and after[:1].isalnum()
    return f"{before} {after}" if latin else before + after


def unspaced(line: str) -> str:
    """关 于 表 彰 先 进 → 关于表彰先进: a line that is spaced out has a blank between nearly all of its Han."""
    blanks = len(_SPACED.findall(line))
    pairs = blanks + len(_CLOSE.findall(line))
    return _SPACED.sub("", line) if blanks >= 3 and blanks >= _SPACED_SHARE * pairs else line
