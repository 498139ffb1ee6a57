"""Marks of list items, spoken as a number and a short rest: ①提高 → 一，提高; (1)加强 → 一，加强; 1.不要 → 一，不要.

Roman numerals are numbers: Ⅰ级响应 → 一级响应, 第Ⅳ章 → 第四章, III期 → 三期.
"""

import re
import unicodedata

from dangke_audio.normalizing.numbers import cardinal
from dangke_audio.normalizing.rule import Reading, Rule

_CIRCLED = "①-⒛⓪⓫-⓾❶-➓㈠-㈩㊀-㊉㉈-㉏㉑-㉟㊱-㊿"
_HEAD = r"(?:^|(?<=[。；，、：:;,！？“\"(\s]))"
_TEXT = r"(?=\s*[^0-9\s。；，、：；:;,.!?！？)])"
_ROMAN = {"I": 1, "V": 5, "X": 10}


def _value(character: str) -> str:
    """The number inside ①, ⑴, ⒈, ㈠, Ⅳ."""
    return cardinal(str(int(unicodedata.numeric(character))))


def _circled(match: re.Match[str]) -> str:
    following = match.string[match.end() :].lstrip()[:1]
    if re.match(f"[{_CIRCLED}]", following):
        return _value(match[0]) + "、"
    before = match.string[: match.start()].rstrip()
    if before and before[-1].isalpha() and chr(ord(match[0]) - 1) in before:  # ①学习②实践: no mark between the items
        return f"，{_value(match[0])}，"
    begins = not before or before[-1] in '。；，、：:;,！？“"('
    return _value(match[0]) + ("，" if begins and following.isalnum() else "")


def _item(match: re.Match[str]) -> str:
    return _number(match) + "，"


def _number(match: re.Match[str]) -> str:
    return cardinal(match["number"].lstrip("0") or "0")


def _is_item(match: re.Match[str]) -> bool:
    """2、加强 begins an item, and 2、3名党员 is about two or three of them."""
    following = re.match(r"\s*([0-9]+)", match.string[match.end() + 1 :])
    return not following or int(following[1]) != int(match["number"]) + 1


def _roman(match: re.Match[str]) -> str:
    """VII → 七, IX → 九."""
    values = [_ROMAN[letter] for letter in match[0]]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return cardinal(str(sum(-value if value < following else value for value, following in pairs)))


RULE = Rule(
    "list-mark",
    (
        Reading(re.compile(f"[{_CIRCLED}]"), _circled),
        Reading(re.compile("[Ⅰ-Ⅻⅰ-ⅻ]"), lambda match: _value(match[0])),
        Reading(re.compile(r"(?<![A-Za-z])(?:I{2,3}|IV|VI{1,3}|IX|XI{1,3})(?=[级类型期章节卷度册部°])"), _roman),
        # One letter alone is a numeral only before a grade: I级响应, 劣V类水; a V型 has the shape of the letter.
        Reading(
            re.compile(r"(?<![A-Za-z0-9、/-])(?:I(?=[级类型期])|V(?=[级类]))(?![级类型期][、和]?[A-HJ-UW-Z])"), _roman
        ),
        # The first of several: II、III级.
        Reading(
            re.compile(
                r"(?<![A-Za-z])(?:I{1,3}|IV|VI{0,3}|IX|X)(?=(?:[、/和或—~-](?:I{1,3}|IV|VI{0,3}|IX|X))+[级类型期])"
            ),
            _roman,
        ),
        Reading(re.compile(r"(?<=第)[IVX]{1,4}(?=[级类型期章节卷度册部条])"), _roman),
        Reading(re.compile(rf"{_HEAD}\(\s*(?P<number>[0-9]{{1,2}})\s*\){_TEXT}"), _item),
        Reading(
            re.compile(rf"(?:^\s*[“\"]?|(?<=[。；;:])(?<![0-9]:))(?P<span>(?P<number>[0-9]{{1,2}})[.)]){_TEXT}"), _item
        ),
        # 2、2名党员: what is counted behind the mark does not make 两 of it.
        Reading(re.compile(r"^\s*(?P<span>(?P<number>[0-9]{1,2}))(?=、\s*[^\s。；，、])"), _number, _is_item),
    ),
)
