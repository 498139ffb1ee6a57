"""Signs between what they join: “5+2” → “五加二”, 1+1>2 → 一加一大于二, 互联网+ → 互联网加, 300+人 → 三百多人, R&D → R and D."""

import re

from dangke_audio.normalizing.lookup import any_of, pairs, words
from dangke_audio.normalizing.numbers import cardinal
from dangke_audio.normalizing.patterns import HAN, MEASURE_WORD
from dangke_audio.normalizing.rule import Reading, Rule

_PLACE = "[省市县区镇乡村屯社组街局委办院校厂班路号部年月日](?![0-9宽高深长])"
_SURNAMES = "".join(words("surnames"))
_RAISED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
_OPERATORS = pairs("operators")
_OPERATOR = any_of(list(_OPERATORS))
_OPERAND = rf"[0-9A-Za-zα-ω{HAN}%)”’\"]"


def _closes_a_title(match: re.Match[str]) -> bool:
    before = match.string[: match.start()]
    return before.rfind("<") > before.rfind(">")


def _power(match: re.Match[str]) -> str:
    """10^8 and 10⁸ → 十的八次方."""
    power = match["power"] or match["raised"].translate(_RAISED)
    return "的" + ("负" if power[0] == "-" else "") + cardinal(power.lstrip("-")) + "次方"


RULE = Rule(
    "operator",
    (
        Reading(re.compile(rf"(?<=[0-9万千百亿])\+(?=\s*{MEASURE_WORD})"), lambda _match: "多"),
        Reading(re.compile(r"(?<=[0-9])\s*-\s*(?=[0-9.]+\s*[=<>≤≥≠≈])"), lambda _match: "减"),
        Reading(re.compile(r"(?<=[0-9])\s*[×xX*]\s*(?=[0-9])"), lambda _match: "乘"),
        # Powers; behind a unit symbol ² and ³ are the unit's: m².
        Reading(re.compile(r"(?<=[0-9A-Za-z)])\s?(?:²|\^2)(?![0-9])"), lambda _match: "的平方"),
        Reading(re.compile(r"(?<=[0-9A-Za-z)])\s?(?:³|\^3)(?![0-9])"), lambda _match: "的立方"),
        Reading(re.compile(r"(?<=[0-9A-Za-z)])(?:\^(?P<power>-?[0-9]{1,3})|(?P<raised>⁻?[⁰¹²³⁴-⁹]+))"), _power),
        # Somebody's or some place's name left out: ×县, 李×同志.
        Reading(
            re.compile(rf"×(?=某|{_PLACE})|(?<=第)×|(?<=[{_SURNAMES}])×(?=$|[，。、；）)]|同志|书记|主任|某)"),
            lambda _match: "某",
        ),
        Reading(re.compile(r"√(?=[0-9])"), lambda _match: "根号"),
        Reading(re.compile(r"(?<=[A-Za-z])\s*&\s*(?=[A-Za-z])"), lambda _match: " and "),
        Reading(re.compile(r"<(?=[^<>0-9]{1,40}>)"), lambda _match: "《"),
        Reading(re.compile(r"(?<=[^<>0-9])>(?=[^0-9=]|$)"), lambda _match: "》", _closes_a_title),
        Reading(re.compile(r"(?<=[A-Za-z])\+\+"), lambda _match: "加加"),
        Reading(
            re.compile(rf"\s*(?P<operator>{_OPERATOR})\s*(?=[-+±]?{_OPERAND}|[“\"‘(])"),
            lambda match: _OPERATORS[match["operator"]],
        ),
        Reading(re.compile(rf"(?<={_OPERAND})(?P<operator>{_OPERATOR})"), lambda match: _OPERATORS[match["operator"]]),
    ),
)
