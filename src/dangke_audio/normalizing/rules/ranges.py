"""The dash between two ends: 3-5天 → 三到五天, 3月5日—7日 → …五日到七日, 周一—周五 → 周一到周五, 8:30—11:30."""

import re

from dangke_audio.normalizing.patterns import DASH, MAGNITUDE, MEASURE_WORD, UNIT_SYMBOL
from dangke_audio.normalizing.rule import Reading, Rule, clause_before

_HAN_NUMBER = "〇一二三四五六七八九十百千万亿零"
_NUMERAL = "0-9Ⅰ-ⅿ①-⓿❶-➓㈠-㈩㊀-㊉㉈-㊿¼-¾⅐-⅟↉"
_END_OF_NUMBER = re.compile(
    rf"(?:[0-9%‰Ⅰ-Ⅻ①-⑳]|[0-9]\s*(?:{MAGNITUDE}[余多]?|[余多])?\s*(?:{MEASURE_WORD}|{UNIT_SYMBOL}|{MAGNITUDE}|学年|日|月|号|元|周岁))\s*$"
)


def _behind_a_number(match: re.Match[str]) -> bool:
    """3天-5天 is a range; 歼-20 is not."""
    return bool(_END_OF_NUMBER.search(clause_before(match)))


def _to(_match: re.Match[str]) -> str:
    return "到"


RULE = Rule(
    "range",
    (
        Reading(re.compile(rf"\s*{DASH}\s*(?=[-+±]?[.]?[¥${_NUMERAL}])"), _to, _behind_a_number),
        Reading(
            re.compile(r"(?<=周[一二三四五六日天])\s*[-—~]\s*(?=周)|(?<=期[一二三四五六日天])\s*[-—~]\s*(?=星)"), _to
        ),
        Reading(
            re.compile(
                rf"(?<=[{_HAN_NUMBER}{_NUMERAL}年月日时点号级])\s*(?!——)[-—~]{{1,3}}(?![-—~])\s*(?=[.]?[{_HAN_NUMBER}初{_NUMERAL}])"
            ),
            _to,
        ),
    ),
)
