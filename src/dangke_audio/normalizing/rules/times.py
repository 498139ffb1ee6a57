"""Clock times: 8:30 → 八点三十分, 8:00 → 八点, 2:05 → 两点零五分, 1:02:36am → 上午一点零二分三十六秒.

2点2分 → 两点二分, 3时05分 → 三时零五分, 7×24小时 → 七乘二十四小时. A score (比分78:96) is no time.
"""

import re

from dangke_audio.normalizing.numbers import cardinal
from dangke_audio.normalizing.rule import Reading, Rule, clause_before

_SCORE_BEFORE = re.compile(
    r"(?:比分|比例|配比|比率|比为|战胜|击败|战平|票|胜|负|平|赢|输|领先|落后|爆冷|按|以)[^，。；、]{0,6}$"
)
_SCORE_BEHIND = re.compile(r"的?(?:比分|比例|配比|战胜|击败|战平|大胜|险胜|获胜|领先|落后|取胜|告负|配套|配备|投入)")
_HALF_OF_DAY = {"a": "上午", "p": "下午"}


def _two_digits(digits: str, unit: str) -> str:
    """05分 → 零五分, 30分 → 三十分."""
    return ("零" if digits[0] == "0" and digits != "00" else "") + cardinal(digits.lstrip("0") or "0") + unit


def _clock(match: re.Match[str]) -> str:
    hour, minute, second = match["hour"], match["minute"], match["second"]
    half = _HALF_OF_DAY.get((match["half"] or " ")[0].lower(), "")
    spoken = half + cardinal(hour.lstrip("0") or "0", two="两") + "点"
    if minute != "00" or (second and second != "00"):
        spoken += _two_digits(minute, "分")
    if second and second != "00":
        spoken += _two_digits(second, "秒")
    return spoken


def _is_clock(match: re.Match[str]) -> bool:
    """17:16 is a score where scores are spoken of."""
    behind = match.string[match.end() :]
    return not (_SCORE_BEFORE.search(clause_before(match, 10)) or _SCORE_BEHIND.match(behind))


RULE = Rule(
    "time",
    (
        Reading(
            re.compile(
                r"(?<![0-9.:])(?P<hour>[01]?[0-9]|2[0-4]):(?P<minute>[0-5][0-9])(?::(?P<second>[0-5][0-9]))?(?![0-9:]|\.[0-9])"
                r"(?:\s*(?P<half>[aApP]\.?[mM]\.?)(?![A-Za-z]))?"
            ),
            _clock,
            _is_clock,
        ),
        Reading(
            re.compile(r"(?<=[点时])(?P<span>0?[0-9])(?=分(?!之|钟))"), lambda match: _two_digits(match["span"], "")
        ),
        Reading(re.compile(r"(?<=分)(?P<span>0[0-9])(?=秒)"), lambda match: _two_digits(match["span"], "")),
        Reading(re.compile(r"(?<![0-9])7\s*[×xX*/]\s*24(?=\s*(?:小时|h|不间断|全天))"), lambda _match: "七乘二十四"),
        Reading(re.compile(r"(?<![0-9])24\s*[×xX*/]\s*7(?![0-9])"), lambda _match: "二十四乘七"),
    ),
)
