"""Units behind a number: 10.5km → 十点五公里, 120m² → 一百二十平方米, -3℃ → 零下…, 100元/人 → 一百元每人.

10km/h → 每小时十公里, 20kW·h → 二十千瓦时, 300w张 → 三百万张, 3#楼 → 三号楼, 120次/分 → 一百二十次每分.
"""

import re

from dangke_audio.normalizing.lookup import any_of, pairs, words
from dangke_audio.normalizing.numbers import number, signed
from dangke_audio.normalizing.patterns import ALONE, DASH, HAN, MAGNITUDE, MEASURE_WORD, NUMBER, SIGN, UNIT_SYMBOL
from dangke_audio.normalizing.rule import Reading, Rule, clause_before

_SYMBOLS = pairs("unit_symbols")
_NO_PER = {"大", "点", "会", "战", "代", "者", "分之", "时", "万", "亿", "千", "方", "面", "中", "连", "等", "线"}
_END = r"(?:(?<=[^A-Za-z0-9])|(?![A-Za-z0-9²³]))"
_SIGNED_SYMBOL = any_of(
    [symbol for symbol in _SYMBOLS if (not symbol.isalnum() and symbol[0].isalpha()) or "²" in symbol]
)
_PER = any_of([*words("per_words"), *set(words("measure_words")) - _NO_PER])
# What the stroke divides: a measured amount, 元 and its like, and another 每: 元/人/年, 元/亩·年.
_UNIT_BEFORE = re.compile(
    rf"(?:[0-9万亿千百多余]\s?(?:{UNIT_SYMBOL}|{MEASURE_WORD}|[{HAN}]?元)|[元斤吨次]|[0-9]%?|/\s?(?:{_PER}|{UNIT_SYMBOL}))$"
)
_PER_BEFORE = re.compile(rf"/\s?(?:{_PER}|{UNIT_SYMBOL})$")
_WORDS = re.compile(rf"[{HAN}]|[0-9℃CF]\s*{DASH}\s*[-+]?[0-9]")


def _behind_a_unit(match: re.Match[str]) -> bool:
    """元/人 is 元每人; 村民/人大代表 is not."""
    return bool(_UNIT_BEFORE.search(clause_before(match)))


def _measure(match: re.Match[str]) -> str:
    """A unit with {} has the number inside: 每小时{}公里."""
    unit = _SYMBOLS[match["unit"]]
    if match["sign"] == "-" and unit == "摄氏度" and _WORDS.search(match.string):
        return f"零下{number(match['number'])}{match['magnitude'] or ''}{unit}"
    two = "二" if unit in {"摄氏度", "度", "分", "秒"} else "两"
    spoken = signed(match["sign"] or "", number(match["number"], two=two)) + (match["magnitude"] or "")
    return unit.format(spoken) if "{}" in unit else spoken + unit


def _blood_pressure(match: re.Match[str]) -> str:
    """120/80 → 一百二十、八十."""
    return f"{number(match['high'])}、{number(match['low'])}"


RULE = Rule(
    "unit",
    (
        # -3℃ has a sign even behind a character: 气温-3℃.
        Reading(
            re.compile(
                rf"(?P<sign>(?<![0-9A-Za-z℃°度])[-+±])?{ALONE}(?P<number>{NUMBER})(?P<magnitude>)\s*(?P<unit>℃|°[CcF]|℉){_END}"
            ),
            _measure,
        ),
        Reading(
            re.compile(
                rf"(?<![0-9A-Za-z])-(?={NUMBER}\s*(?:(?:{DASH}|至|到)\s*[-+]?{NUMBER}\s*)?(?:℃|°C|摄氏度|度(?![角过])))"
            ),
            lambda _match: "零下",
        ),
        # Blood pressure, in running text without its unit too: 血压120/80.
        Reading(
            re.compile(rf"{ALONE}(?P<high>[0-9]{{2,3}})\s?/\s?(?P<low>[0-9]{{2,3}})(?=\s?(?:mmHg|毫米汞柱))"),
            _blood_pressure,
        ),
        Reading(
            re.compile(r"血压[^0-9，。；]{0,8}(?P<span>(?P<high>[0-9]{2,3})\s?/\s?(?P<low>[0-9]{2,3}))(?![0-9/])"),
            _blood_pressure,
        ),
        Reading(re.compile(r"\s?mmHg(?![A-Za-z])"), lambda _match: "毫米汞柱"),
        Reading(
            re.compile(rf"{ALONE}(?P<number>{NUMBER})[wW](?=\s?(?:\+|多|余|{MEASURE_WORD}))"),
            lambda match: number(match["number"], two="两") + "万",
        ),
        Reading(
            re.compile(
                rf"(?P<sign>{SIGN})?{ALONE}(?P<number>{NUMBER})\s?(?P<magnitude>{MAGNITUDE})?\s?(?P<unit>{UNIT_SYMBOL}){_END}"
            ),
            _measure,
        ),
        Reading(
            re.compile(rf"{ALONE}(?P<number>[0-9]+)M(?=宽带|带宽|光纤|网速|流量|光缆)"),
            lambda match: number(match["number"], two="两") + "兆",
        ),
        Reading(re.compile(rf"{ALONE}(?P<number>[0-9]+)[#♯＃]"), lambda match: number(match["number"]) + "号"),
        # 100元/人, 120次/分, 元/亩.
        Reading(
            re.compile(rf"/(?P<unit>{UNIT_SYMBOL}){_END}"), lambda match: "每" + _SYMBOLS[match["unit"]], _behind_a_unit
        ),
        Reading(re.compile(r"/时(?![间段])"), lambda _match: "每小时", _behind_a_unit),
        Reading(re.compile(rf"/\s?(?={_PER})"), lambda _match: "每", _behind_a_unit),
        Reading(
            re.compile(rf"/\((?P<first>{_PER}|{UNIT_SYMBOL})·(?P<second>{_PER})\)"),
            lambda match: f"每{_SYMBOLS.get(match['first'], match['first'])}每{match['second']}",
            _behind_a_unit,
        ),
        Reading(re.compile(rf"(?<=[元斤])/(?=[0-9]+\s?(?:{UNIT_SYMBOL}|{MEASURE_WORD}))"), lambda _match: "每"),
        Reading(re.compile(r"(?<=/人)·(?=次)"), lambda _match: ""),
        Reading(
            re.compile(rf"·(?={_PER})"),
            lambda _match: "每",
            lambda match: bool(_PER_BEFORE.search(clause_before(match))),
        ),
        # Without a number: 单位：m².
        Reading(
            re.compile(rf"(?<![A-Za-z0-9])(?P<unit>{_SIGNED_SYMBOL}){_END}"),
            lambda match: _SYMBOLS[match["unit"]].replace("{}", ""),
        ),
    ),
)
