"""Years, and what is not one: 1949年 → 一九四九年, 5000年文明史 → 五千年文明史, 98抗洪 → 九八抗洪.

1978—2018年 → 一九七八到二零一八年, 20世纪90年代 → 二十世纪九十年代, 00后 → 零零后, 二○二四年 → 二零二四年.
"""

import re

from dangke_audio.normalizing.lookup import any_of, words
from dangke_audio.normalizing.numbers import cardinal, serial
from dangke_audio.normalizing.patterns import DASH, HAN, MEASURE_WORD, UNIT_SYMBOL
from dangke_audio.normalizing.rule import Reading, Rule, clause_before

_FOLLOWERS = any_of(words("year_followers"))
_MODERN = "(?:1[89]|20)[0-9]{2}"
_HAN_DIGIT = "一二三四五六七八九〇○零"
_LASTED = re.compile(
    r"(?:约|近|超过|超|长达|达|历经|历时|经过|过去|整整|已有|距今|共|满|有着|拥有|具有|延续|跨越|前后)了?$"
)
_SPAN_BEHIND = re.compile("年的?(?:文明|历史|岁月|沧桑|来)|年间隔")
_ROUND_SPAN_BEHIND = re.compile("年前(?!后)|年之前|年间")
_AMOUNT_BEFORE = re.compile(
    r"(?:[达共计为是有得约近超过破至到升降增减加少多出值价票数额量重长高宽深均第号码编率第]|[A-Za-z0-9]|人口|面积|面额|工资|收入|支出|投入|合计|累计|海拔)"
    r"[了:“]?\s*$"
)
_HAN = re.compile(f"[{HAN}]")
_NOT_COUNTED = rf"(?![0-9])(?!\s*(?:[%‰.:/]|{UNIT_SYMBOL}|{MEASURE_WORD}|[余多几来]|[十百千万亿]))"


def _digits(match: re.Match[str]) -> str:
    return serial(match.groupdict().get("span") or match[0])


def _is_year(match: re.Match[str]) -> bool:
    """1949年 is a year; 约2000年, 5000年文明史 and 3000年前 are spans of time."""
    before = clause_before(match)
    if before.endswith(("公元", "公元前", "西元", "纪元")):
        return True
    behind = match.string[match.end() :].lstrip()
    if _SPAN_BEHIND.match(behind) or (match[0].endswith("00") and _ROUND_SPAN_BEHIND.match(behind)):
        return False
    return "1000" < match[0] < "2200" and not _LASTED.search(before)


def _stands_for_a_year(match: re.Match[str]) -> bool:
    """展望2025，中国制造2025; but not a bare number, and not 总数达2025."""
    words = _HAN.search(match.string)
    return bool(words) and not _AMOUNT_BEFORE.search(clause_before(match))


def _quarter(match: re.Match[str]) -> str:
    """2024Q1 → 二零二四年第一季度."""
    return f"{serial(match['year'])}年第{cardinal(match['quarter'])}季度"


def _range(match: re.Match[str]) -> str:
    """1978—2018年, 2023-24学年, 2021-2025."""
    return f"{serial(match['first'])}到{serial(match['second'])}"


def _goes_up(match: re.Match[str]) -> bool:
    """2021-2025 may be years; 2000-1900 is none. 2020-25 stands for 2020-2025."""
    second = match["second"]
    return match["first"][-len(second) :] < second if len(second) == 2 else match["first"] < second


def _decade(match: re.Match[str]) -> str:
    """90年代 → 九十年代, 00年代 → 零零年代, 1980年代 → 一九八零年代."""
    digits = match[0]
    return serial(digits) if len(digits) == 4 or digits[0] == "0" else cardinal(digits)


RULE = Rule(
    "year",
    (
        Reading(
            re.compile(
                rf"(?<![0-9.])(?P<first>{_MODERN})(?:{DASH}|/(?=[0-9]+(?:学年|赛季|财年|年度)))(?P<second>(?:{_MODERN}|[0-9]{{2}}))(?=学?年|赛季|财年)"
            ),
            _range,
        ),
        Reading(
            re.compile(
                rf"(?<![0-9.])(?P<first>{_MODERN}){DASH}(?P<second>{_MODERN})(?:{_NOT_COUNTED}|(?=[一二三四五六七八九十]{{1,3}}多?年))"
            ),
            _range,
            _goes_up,
        ),
        Reading(re.compile(r"(?<![0-9])(?:[0-9]{2}|[0-9]{4})(?=年代)"), _decade),
        Reading(re.compile(r"(?<![0-9.])[0-9]{4}(?=\s*年)"), _digits, _is_year),
        Reading(re.compile(r"(?<=公元前)[0-9]{1,3}(?=年)|(?<=公元)[0-9]{3}(?=年)"), _digits),
        Reading(
            re.compile(
                rf"(?<![0-9.])(?P<span>{_MODERN})(?:年?[、,和与及或至到]{_MODERN})*[、,和与及或至到]{_MODERN}年"
            ),
            _digits,
        ),
        Reading(re.compile(rf"(?<![0-9.]){_MODERN}(?={_FOLLOWERS})"), _digits),
        # In an English sentence: founded in 1921, since 1978.
        Reading(
            re.compile(rf"(?<=[A-Za-z]) (?:[Ii]n|[Ss]ince|by|of|[Uu]ntil|from|to) (?P<span>{_MODERN})(?![0-9,%])"),
            _digits,
        ),
        Reading(re.compile(rf"^\s*(?:In|Since|By|From) (?P<span>{_MODERN})(?![0-9,%])"), _digits),
        Reading(re.compile(rf"(?<=《){_MODERN}(?=》)"), _digits),
        Reading(
            re.compile(
                rf"(?:[从自至于]|(?<![加升降少高大展涨跌增减长缩])到)(?P<span>{_MODERN}){_NOT_COUNTED}(?!年|[增减提升降涨下多])"
            ),
            _digits,
        ),
        Reading(re.compile(rf"(?<![0-9.]){_MODERN}(?=[、,和与及]{_MODERN}[两二三四五六]年)"), _digits),
        Reading(re.compile(rf"(?<=[、,和与及]){_MODERN}(?=[两二三四五六]年)"), _digits),
        Reading(re.compile(rf"(?<![0-9.]){_MODERN}(?=\s*{DASH}\s*至?今)"), _digits),
        # Two digits: 02年, 从78年起, 98抗洪, 90后.
        Reading(re.compile(r"(?<![0-9.])0[0-9](?=年)"), _digits),
        Reading(re.compile(r"(?<=[从自])(?P<span>[5-9][0-9])(?=年(?:起|开始|以来|到|至|底|初|参|入|毕|出))"), _digits),
        Reading(re.compile(r"(?<![0-9.])[0-9]{2}(?=抗洪|特大洪水|年(?:抗洪|特大洪水|洪水)|奥运|世博|亚运)"), _digits),
        Reading(
            re.compile(r"(?<![0-9.])(?P<span>[0-9][05])(?=后(?![面来方边续天的])|(?:、|/|和|到|至|—|-)[0-9][05]后)"),
            _digits,
        ),
        Reading(
            re.compile(r"(?<![0-9.])[0-9]{2}(?=年(?:底|初(?![心衷级中])|末|春(?![秋风])|夏|秋|冬|[上下]半年))"), _digits
        ),
        Reading(re.compile(r"(?<![0-9.])(?:49|[5-9][0-9])(?=年(?:出生|入党|参军|入伍|毕业|考上|结婚))"), _digits),
        Reading(
            re.compile(r"(?<![0-9.])(?P<year>(?:19|20)[0-9]0)['’]?[sS](?![A-Za-z0-9])"),
            lambda match: serial(match["year"]) + "年代",
        ),
        Reading(re.compile(r"(?<![0-9.])(?P<year>20[0-9]{2})Q(?P<quarter>[1-4])(?![0-9A-Za-z])"), _quarter),
        Reading(re.compile(rf"(?<=\()(?:19|20)[0-9]{{2}}(?=\)(?:[{HAN}A-Za-z]|$))"), _digits),
        Reading(re.compile(r"(?<=前)[1-9][0-9]{2}(?<!00)(?=年[—~()，、。]|年至)"), _digits),
        Reading(
            re.compile(
                rf"(?<![0-9.,/×*=<>+~—-])(?<![0-9]:)(?:19[0-9]{{2}}|20[0-4][0-9])(?<!00){_NOT_COUNTED}(?!\s*[×xX*=<>+~—-])"
            ),
            _digits,
            _stands_for_a_year,
        ),
        # Letters that stand for the circle: 二O二四年, with a Latin or a Cyrillic one.
        Reading(
            re.compile(
                rf"〇|(?<=[{_HAN_DIGIT}])[○Oo\u041e\u043e0](?=[{_HAN_DIGIT}])|(?<=[{_HAN_DIGIT}])○|○(?=[{_HAN_DIGIT}])"
            ),
            lambda _match: "零",
        ),
    ),
)
