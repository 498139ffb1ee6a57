"""Percent and permille: 98.6% → 百分之九十八点六, 3‰ → 千分之三, 100% → 百分之百, 30—40% → 百分之三十到四十, -5% → 负百分之五."""

import re

from dangke_audio.normalizing.numbers import number, signed
from dangke_audio.normalizing.patterns import ALONE, DASH, NUMBER
from dangke_audio.normalizing.rule import Reading, Rule, clause_before

_PARTS = {"%": "百分之", "‰": "千分之", "‱": "万分之"}
# A sign even behind a character: 同比-3.2%.
_SIGN = "(?P<sign>(?<![0-9A-Za-z%‰])[-+±])?"


def _share(numeral: str) -> str:
    return "百" if numeral == "100" else number(numeral, trim=True)


def _percent(match: re.Match[str]) -> str:
    share = _PARTS[match["unit"]] + _share(match["number"])
    if match["sign"] == "+" and clause_before(match, 2) in {"同比", "环比"}:
        return "增长" + share
    return signed(match["sign"] or "", share)


def _range(match: re.Match[str]) -> str:
    to = "至" if match["to"] == "至" else "到"
    return signed(match["sign"] or "", f"{_PARTS[match['unit']]}{number(match['first'])}{to}{number(match['number'])}")


RULE = Rule(
    "percent",
    (
        Reading(
            re.compile(
                rf"{_SIGN}{ALONE}(?P<first>{NUMBER})\s*(?P<to>{DASH}|至|到)\s*(?P<number>{NUMBER})\s*(?P<unit>[%‰‱])"
            ),
            _range,
        ),
        Reading(re.compile(rf"{_SIGN}{ALONE}(?P<number>{NUMBER})\s*(?P<unit>[%‰‱])"), _percent),
        # In Chinese numerals: 五六十%.
        Reading(
            re.compile(
                r"(?P<number>[一二三四五六七八九十百两几零](?:点?[一二三四五六七八九十百两几零]+)?)\s?(?P<unit>[%‰‱])"
            ),
            lambda match: _PARTS[match["unit"]] + match["number"],
        ),
        Reading(re.compile(r"(?<=%)\s?:\s?(?=[0-9.]+\s?%)"), lambda _match: "比"),
        Reading(re.compile(r"(?<![0-9%])-(?=[百千万]分之[0-9])"), lambda _match: "负"),
    ),
)
