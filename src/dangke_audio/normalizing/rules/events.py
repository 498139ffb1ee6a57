"""Events that are called by month and day, and numbers in quotes that are names.

“4·15” → “四一五”, “7·1”讲话 → “七一”讲话, “10·1” → “十一”, 3.15晚会 → 三一五晚会, “8341” → “八三四一”, 930新政 → 九三零新政.
"""

import re

from dangke_audio.normalizing.lookup import any_of, words
from dangke_audio.normalizing.numbers import serial
from dangke_audio.normalizing.patterns import HAN, MAGNITUDE, MEASURE_WORD, QUOTE
from dangke_audio.normalizing.rule import Reading, Rule

_NAMED = any_of(words("event_names"))
_DAY_OR_DISASTER = (
    rf"(?![左右的以上至到和与及或为是比高低增减升降提成变今昨当同])[{HAN}]{{1,8}}"
    r"(?:事变|地震|洪灾|洪水|暴雨|泥石流|惨案|火灾|事故|[日节](?=$|[，。、；！？)”》]|[活期假宣系主到来当讲晚纪]))"
)
_COUNTED = rf"[0-9]|\s*(?:{MAGNITUDE}|{MEASURE_WORD})"
_MONTH = "(?P<month>0?[1-9]|1[0-2])"
_DAY = "(?P<day>0?[1-9]|[12][0-9]|3[01])"


def _month_and_day(match: re.Match[str]) -> str:
    """Digit by digit; only National Day is called by its number: 十一."""
    month, day = match["month"].lstrip("0"), match["day"].lstrip("0")
    return "十一" if (month, day) == ("10", "1") else serial(month + day)


def _not_a_decimal(match: re.Match[str]) -> bool:
    """“1.5” alone in quotes is a number; “3.15” and “12.9” are days."""
    return len(match["month"] + match["day"]) > 2


def _one_by_one(match: re.Match[str]) -> str:
    return serial(match[0])


RULE = Rule(
    "event",
    (
        Reading(re.compile(rf"(?<![0-9·.]){_MONTH}·{_DAY}(?![0-9·.])"), _month_and_day),
        Reading(re.compile(rf"(?<={QUOTE}){_MONTH}[.]{_DAY}(?={QUOTE})"), _month_and_day, _not_a_decimal),
        Reading(re.compile(rf"(?<![0-9.]){_MONTH}[.]{_DAY}(?={QUOTE}?{_NAMED}|{QUOTE}节)"), _month_and_day),
        Reading(
            re.compile(rf"(?<![0-9.A-Za-z]){_MONTH}[.]{_DAY}(?!{_COUNTED})(?={_DAY_OR_DISASTER})"),
            _month_and_day,
            _not_a_decimal,
        ),
        Reading(re.compile(rf"(?<={QUOTE})[0-9]{{3,8}}(?<!00)(?={QUOTE})"), _one_by_one),
        Reading(
            re.compile(
                r"(?<![0-9.])[0-9]{3,4}(?<!00)(?=新政|事件|惨案|讲话|专案|起义|暴动|兵变|晚会|工程|计划|工作法|工作体系|战略)"
            ),
            _one_by_one,
        ),
    ),
)
