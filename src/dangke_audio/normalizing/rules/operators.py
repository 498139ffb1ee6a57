"""Signs between what they join: “5+2” → “五加二”, 1+1>2 → 一加一大于二, 互联网+ → 互联网加, 300+人 → 三百多人, R&D → R and D."""

import re

from dangke_audio.normalizing.lookup import any_of, pairs
from dangke_audio.normalizing.patterns import HAN, MEASURE_WORD
from dangke_audio.normalizing.rule import Reading, Rule

_OPERATORS = pairs("operators")
_OPERATOR = any_of(list(_OPERATORS))
_OPERAND = rf"[0-9A-Za-z{HAN}%)”’\"]"


def _closes_a_title(match: re.Match[str]) -> bool:
    before = match.string[: match.start()]
    return before.rfind("<") > before.rfind(">")


RULE = Rule(
    "operator",
    (
        Reading(re.compile(rf"(?<=[0-9万千百亿])\+(?=\s*{MEASURE_WORD})"), lambda _match: "多"),
        Reading(re.compile(r"(?<=[0-9])\s*-\s*(?=[0-9.]+\s*=)"), lambda _match: "减"),
        Reading(re.compile(r"(?<=[0-9])\s*[×xX*]\s*(?=[0-9])"), lambda _match: "乘"),
        Reading(re.compile(r"√(?=[0-9])"), lambda _match: "根号"),
        Reading(re.compile(r"(?<=[A-Za-z])\s*&\s*(?=[A-Za-z])"), lambda _match: " and "),
        Reading(re.compile(r"<(?=[^<>0-9]{2,40}>)"), lambda _match: "《"),
        Reading(re.compile(r"(?<=[^<>0-9])>(?=[^0-9=]|$)"), lambda _match: "》", _closes_a_title),
        Reading(
            re.compile(rf"\s*(?P<operator>{_OPERATOR})\s*(?=[-+±]?{_OPERAND}|[“\"‘(])"),
            lambda match: _OPERATORS[match["operator"]],
        ),
        Reading(re.compile(rf"(?<={_OPERAND})(?P<operator>{_OPERATOR})"), lambda match: _OPERATORS[match["operator"]]),
    ),
)
