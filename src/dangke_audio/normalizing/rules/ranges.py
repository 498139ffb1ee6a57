"""The dash between two ends: 3-5天 → 三到五天, 3月5日—7日 → …五日到七日, 周一—周五 → 周一到周五, 8:30—11:30."""

import re

from dangke_audio.normalizing.patterns import DASH, HAN, MAGNITUDE, MEASURE_WORD, UNIT_SYMBOL
from dangke_audio.normalizing.rule import Reading, Rule, clause_before

_HAN_NUMBER = "〇一二三四五六七八九十百千万亿零"
_NUMERAL = "0-9Ⅰ-ⅿ①-⓿❶-➓㈠-㈩㊀-㊉㉈-㊿¼-¾⅐-⅟↉"
_END_OF_NUMBER = re.compile(
    rf"(?:[0-9%‰Ⅰ-Ⅻ①-⑳]|[0-9]\s*(?:{MAGNITUDE}[余多]?|[余多])?\s*(?:{MEASURE_WORD}|{UNIT_SYMBOL}|{MAGNITUDE}|学年|日|月份?|号|元|周岁|[年月]?[上中下]旬|[年月][底初末]))\s*$"
)


def _behind_a_number(match: re.Match[str]) -> bool:
    """3天-5天 is a range; 歼-20 is not."""
    return bool(_END_OF_NUMBER.search(clause_before(match)))


def _to(_match: re.Match[str]) -> str:
    return "到"


RULE = Rule(
    "range",
    (
        # Two hyphens in a row are one dash; before degrees the second one is a sign: -5--3℃.
        Reading(re.compile(r"(?<=[0-9])--(?=[0-9])(?![-0-9.]*\s?[℃°度])"), _to),
        Reading(re.compile(rf"(?<![A-Za-z][A-Z])(?<=[A-Z])\s*{DASH}\s*(?=[A-Z][级类等档区组座栋班型])"), _to),
        # The same word on both sides tells that it is a range: 第1章-第3章, 周1-周5, 附件1—附件3.
        Reading(re.compile(rf"第?[0-9]+(?P<word>[{HAN}]{{1,3}})(?P<span>\s*{DASH}\s*)第?[0-9]+(?P=word)"), _to),
        Reading(
            re.compile(rf"(?P<word>[{HAN}]{{1,2}}|(?<![A-Za-z])[A-Z])[0-9]+(?P<span>\s*{DASH}\s*)(?P=word)[0-9]"), _to
        ),
        Reading(
            re.compile(
                rf"(?<=[年月日号旬底初末0-9])\s*{DASH}\s*(?=公元|次[年月日]|翌[年日]|第二天|[今去明来当]年|[本下]月|[上中下]旬)"
            ),
            _to,
        ),
        Reading(re.compile(rf"(?<=第[{_HAN_NUMBER}])\s*{DASH}\s*(?=第[{_HAN_NUMBER}])"), _to),
        Reading(re.compile(rf"(?<=[年月日起0-9])\s*{DASH}\s*(?=至今)"), lambda _match: ""),
        Reading(
            re.compile(rf"(?<=[年月日])\s*{DASH}\s*(?=今(?:[^年天日后]|$)|现在)"),
            lambda match: "至" if match.string[match.end()] == "今" else "到",
        ),
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
