"""All other numbers: 2个 → 两个, 2万 → 两万, 2022人 → 两千零二十二人, 12,345 → 一万两千…, -5 → 负五, 2—3次 → 两到三次."""

import re

from dangke_audio.normalizing.lookup import pairs
from dangke_audio.normalizing.numbers import number, serial, signed
from dangke_audio.normalizing.patterns import ALONE, DASH, MEASURE_WORD, NUMBER, SIGN
from dangke_audio.normalizing.rule import Reading, Rule, clause_before

_COUNTED = re.compile(rf"(?:\s*(?:{DASH}|[、至到或])\s*{NUMBER})*\s*(?P<word>{MEASURE_WORD})(?P<next>[0-9]?)")
_TWO = pairs("measure_words")
_NAMED = re.compile(
    r"(?:民国|康熙|雍正|乾隆|嘉庆|道光|咸丰|同治|光绪|宣统|贞观|洪武|永乐|崇祯|附件|附表|图|表|例|卷|星期|周|礼拜|初|方案|版本|党的|中共)$"
)
_SHARED_OUT = re.compile(r"[分成为共有各设划编增建达开办前后头这那近隔]$")
_OF_A_CONGRESS = re.compile("届[^，。；！？0-9]{0,9}$")
# Classes are called by their numbers: 1类、2类; 2类地区.
_CLASS_BEFORE = re.compile("[1一3三]类")
_CLASS_BEHIND = re.compile("类(?:[、和与及][0-9三]|地区|区|城市|水|标准|岗|疫苗|苗|低保|低收入|县|库)")
# Of three and more the items are called by their numbers: 1、2、3项.
_LISTED = re.compile(r"[0-9]、[0-9]、$")


def _two(match: re.Match[str]) -> str:
    """两 when something is counted (2个, 2万, 2—3次), 二 when it is a name (2号, 三村2组)."""
    counted = _COUNTED.match(match.string, match.end())
    before, behind = clause_before(match), match.string[match.end() :]
    if not counted or _NAMED.search(before):
        return "二"
    if _OF_A_CONGRESS.search(before) and counted["word"] == "次":  # 十四届全国人大2次会议
        return "二"
    if counted["word"] == "类" and (_CLASS_BEFORE.search(before) or _CLASS_BEHIND.match(behind)):
        return "二"
    if counted["next"] and counted["word"] in {"栋", "幢", "座", "排", "层", "门"}:  # 2栋501 is an address
        return "二"
    if _LISTED.search(before) or counted[0].count("、") > 1 or (before.endswith("1、") and "、" in counted[0]):
        return "二"
    two = _TWO[counted["word"]]
    return ("两" if _SHARED_OUT.search(before) else "二") if "/" in two else two


def _cardinal(match: re.Match[str]) -> str:
    return signed(match["sign"] or "", number(match["number"], two=_two(match)))


RULE = Rule(
    "cardinal",
    (
        Reading(
            re.compile(r"(?<![0-9A-Za-z])\.(?P<decimals>[0-9]+)"), lambda match: "零点" + serial(match["decimals"])
        ),
        # Thousands set apart by spaces: 12 000元.
        Reading(
            re.compile(
                rf"(?P<sign>{SIGN})?{ALONE}(?P<number>[1-9][0-9]{{0,2}}(?: [0-9]{{3}})+(?:\.[0-9]+)?)(?=\s?[万亿]?{MEASURE_WORD})"
            ),
            _cardinal,
        ),
        # A full-width comma as thousands mark: 12，345元.
        Reading(
            re.compile(
                rf"(?<![0-9，第图表])(?P<sign>)(?P<number>[1-9][0-9]{{0,2}}(?:，[0-9]{{3}})+(?:\.[0-9]+)?)(?![0-9，])(?=[万亿]?{MEASURE_WORD})"
            ),
            _cardinal,
        ),
        # Behind a measure the digits are named: 1米75, 3块25.
        Reading(
            re.compile(rf"(?<=[0-9][米块])[0-9]{{2}}(?![0-9.,%])(?!\s*(?:{MEASURE_WORD}|[万亿]))"),
            lambda match: serial(match[0]),
        ),
        Reading(re.compile(rf"(?P<sign>{SIGN})?{ALONE}(?P<number>{NUMBER})"), _cardinal),
        # What another rule's span has cut off.
        Reading(re.compile("[0-9]"), lambda match: number(match[0])),
    ),
)
