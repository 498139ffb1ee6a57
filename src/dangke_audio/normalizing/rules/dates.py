"""Dates: the year digit by digit, month and day as numbers; 2月2日 is 二月二日.

2023年10月1日 → 二零二三年十月一日, 2024.06.30 → 二零二四年六月三十日, 8—10月 → 八到十月, 08/2008 → 二零零八年八月,
2024.3.5—3.10 → 二零二四年三月五日到三月十日, 1937.7—1945.8 → 一九三七年七月到一九四五年八月.
"""

import re

from dangke_audio.normalizing.numbers import cardinal, serial
from dangke_audio.normalizing.patterns import DASH, MEASURE_WORD, UNIT_SYMBOL
from dangke_audio.normalizing.rule import Reading, Rule

_YEAR = "(?P<year>(?:1[0-9]|20|21)[0-9]{2})"
_MONTH = "(?P<month>0?[1-9]|1[0-2])"
_DAY = "(?P<day>0?[1-9]|[12][0-9]|3[01])"
_MARK = r"(?:\s?(?P<mark>[-—./·])\s?)"
_SAME_MARK = r"\s?(?P=mark)\s?"
_FREE = r"(?<![0-9A-Za-z])(?<![0-9A-Za-z][-./])"
_END = r"(?![0-9])(?![-./][0-9])"
_NOT_COUNTED = rf"(?!\s*(?:[%‰]|{UNIT_SYMBOL}|{MEASURE_WORD}))"
_TO = rf"\s*(?P<to>{DASH}|至|到)\s*"
_EXPECTED = r"(?:时间|日期|期限|公示期|报名期)(?:为|是|定为|定在)?\s?:?\s?"
# The second of two dates has names of its own.
_YEAR_2, _MONTH_2, _DAY_2 = (part.replace("?P<", "?P<last_") for part in (_YEAR, _MONTH, _DAY))


def _part(match: re.Match[str], name: str, unit: str) -> str:
    """十月, 一日, or nothing."""
    digits = match.groupdict().get(name)
    return cardinal(digits.lstrip("0") or "0") + unit if digits else ""


def _year(match: re.Match[str], name: str = "year") -> str:
    digits = match.groupdict().get(name)
    return serial(digits) + "年" if digits else ""


def _numeric(match: re.Match[str]) -> str:
    """2024-03-05."""
    return _year(match) + _part(match, "month", "月") + _part(match, "day", match.groupdict().get("unit") or "日")


def _from_to(match: re.Match[str]) -> str:
    """2024.3.5—3.10: what the second date does not say is as in the first."""
    last = _year(match, "last_year") + _part(match, "last_month", "月") + _part(match, "last_day", "日")
    return _numeric(match) + ("至" if match["to"] == "至" else "到") + last


def _in_words(match: re.Match[str]) -> str:
    """2023年10月1日, 86年8月, 2月3号."""
    digits = match["year"]
    year = (serial(digits) if len(digits) != 3 else cardinal(digits)) + "年" if digits else ""
    return year + _part(match, "month", "月") + _part(match, "day", match["unit"] or "")


def _first_of_range(match: re.Match[str]) -> str:
    return cardinal(match[0].lstrip("0") or "0")


RULE = Rule(
    "date",
    (
        Reading(
            re.compile(
                rf"{_FREE}{_YEAR}{_MARK}{_MONTH}{_SAME_MARK}{_DAY}[日号]?{_TO}"
                rf"(?:(?:{_YEAR_2}{_SAME_MARK})?{_MONTH_2}(?:(?<!-){_SAME_MARK})){_DAY_2}(?:[日号]|{_END})"
            ),
            _from_to,
        ),
        Reading(
            re.compile(
                rf"{_FREE}{_YEAR}{_MARK}{_MONTH}{_SAME_MARK}{_DAY}(?:(?P<unit>[日号])|(?![0-9])(?!-[0-9]{{3}}))"
            ),
            _numeric,
        ),
        # A course of life: 1998.09—2002.07, 2015.7—至今.
        Reading(re.compile(rf"{_FREE}{_YEAR}[./]{_MONTH}月?{_TO}{_YEAR_2}[./]{_MONTH_2}(?:月|{_END})"), _from_to),
        Reading(re.compile(rf"{_FREE}{_YEAR}[./]{_MONTH}(?=月?\s*(?:{DASH})?\s*(?:至今|今(?!年)))"), _numeric),
        Reading(re.compile(rf"{_FREE}{_MONTH}{_MARK}{_DAY}(?P=mark){_YEAR}{_END}"), _numeric),
        Reading(re.compile(rf"{_FREE}{_YEAR}[-/](?:{_MONTH})(?:月|{_END}{_NOT_COUNTED})"), _numeric),
        Reading(re.compile(rf"{_FREE}{_YEAR}\.(?P<month>0[1-9]|1[0-2])(?:月|{_END}{_NOT_COUNTED})"), _numeric),
        Reading(re.compile(rf"{_FREE}(?P<month>0[1-9]|1[0-2])[-./]{_YEAR}{_END}{_NOT_COUNTED}"), _numeric),
        Reading(
            re.compile(
                r"(?:日期|时间|生日|出生|生于|截至)[:是为]?\s?(?P<span>(?P<year>(?:19|20)[0-9]{2})"
                r"(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12][0-9]|3[01]))(?![0-9])"
            ),
            _numeric,
        ),
        # Without a year, where a date is expected: 活动时间：3.5—3.7, 请于3.20前.
        Reading(
            re.compile(rf"{_EXPECTED}(?P<span>{_MONTH}[.]{_DAY}{_TO}{_MONTH_2}[.]{_DAY_2}){_END}{_NOT_COUNTED}"),
            _from_to,
        ),
        Reading(
            re.compile(
                rf"(?:{_EXPECTED}|[请须应定拟将已]于)(?P<span>{_MONTH}[.]{_DAY})(?=之?前|起|[上中下]午|晚|\s?\(|\s?[0-9]{{1,2}}:)"
            ),
            _numeric,
        ),
        # 3.20前完成, 自5.1起: no decimal stands there.
        Reading(
            re.compile(
                rf"(?<![0-9.A-Za-z])(?:(?<=[自从])(?=[0-9.]+起)|(?=[0-9.]+之?前(?:[，。、；)完报交缴提反上落整送到办建做投竣开必务要须将组全]|$)))"
                rf"{_MONTH}[.]{_DAY}(?![0-9.])"
            ),
            _numeric,
        ),
        # An issue: 20240305期.
        Reading(
            re.compile(
                r"(?<![0-9.])(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?=期|号(?![楼院])|批|版)"
            ),
            lambda match: serial(match[0]),
        ),
        Reading(
            re.compile(
                rf"(?<![0-9])(?:(?P<year>[0-9]{{2,4}})\s*年\s*)?{_MONTH}\s*月(?:\s*{_DAY}\s*(?P<unit>[日号])(?!元|楼))?"
            ),
            _in_words,
        ),
        Reading(re.compile(rf"(?<![0-9.]){_DAY.replace('?P<day>', '')}(?=日(?!元))"), _first_of_range),
        # The first of two: 8—10月, 5、6月, 21至31日, 12—次年2月.
        Reading(
            re.compile(
                rf"(?<![0-9.:])[0-9]{{1,2}}(?=\s*(?:{DASH}|[、至到和及与或])\s*[0-9]{{1,2}}\s*(?:月|日(?!元)|号(?!楼)))"
            ),
            _first_of_range,
        ),
        Reading(
            re.compile(rf"(?<![0-9.])(?:[1-9]|1[0-2])(?=\s*(?:{DASH}|[至到])\s*[次翌来][0-9]{{0,1}}年[0-9]{{1,2}}月)"),
            lambda match: _first_of_range(match) + "月",
        ),
    ),
)
