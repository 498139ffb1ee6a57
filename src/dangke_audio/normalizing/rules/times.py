"""Clock times: 8:30 → 八点三十分, 8:00 → 八点, 2:05 → 两点零五分, 1:02:36am → 上午一点零二分三十六秒.

2点2分 → 两点二分, 3时05分 → 三时零五分, 7×24小时 → 七乘二十四小时. A score (比分78:96) is no time.
"""

import re

from dangke_audio.normalizing.numbers import cardinal, number, serial
from dangke_audio.normalizing.patterns import DASH, MEASURE_WORD
from dangke_audio.normalizing.rule import Reading, Rule, clause_before

_SCORE_BEFORE = re.compile(
    r"(?:比(?=[约为是:]{0,2}$)|比分|比例|配比|比率|比为|战胜|击败|战平|票|胜|负|平|赢|输|领先|落后|爆冷|按|以)[^，。；、]{0,6}$"
)
_SCORE_BEHIND = re.compile(
    r"的?(?:比分|比例|配比|战胜|击败|战平|大胜|险胜|获胜|领先|落后|取胜|告负|配套|配备|投入"
    r"|[”\"]?(?:联系|制度|机制|模式|工作法))"
)
_DOTTED = r"(?:1?[0-9]|2[0-4])\.[0-5][0-9]"
_HALF_OF_DAY = {"a": "上午", "p": "下午"}


def _two_digits(digits: str, unit: str) -> str:
    """05分 → 零五分, 30分 → 三十分."""
    return ("零" if digits[0] == "0" and digits != "00" else "") + cardinal(digits.lstrip("0") or "0") + unit


def _dotted(clock: str) -> str:
    """9.30 → 九点三十分."""
    hour, minute = clock.split(".")
    return cardinal(hour, two="两") + "点" + ("" if minute == "00" else _two_digits(minute, "分"))


def _clock(match: re.Match[str]) -> str:
    hour, minute, second = match["hour"], match["minute"], match["second"]
    half = _HALF_OF_DAY.get((match["half"] or match["before"] or " ")[0].lower(), "")
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
                r"(?:(?P<before>(?<![A-Za-z])[aApP]\.?[mM]\.?)\s*)?(?<![0-9.=])(?<![0-9]:)(?P<hour>[01]?[0-9]|2[0-4]):(?P<minute>[0-5][0-9])(?::(?P<second>[0-5][0-9]))?(?![0-9:]|\.[0-9])"
                r"(?:\s*(?P<half>[aApP]\.?[mM]\.?)(?![A-Za-z])|分(?![钟之])|时(?![间候代期段限刻]))?"
            ),
            _clock,
            _is_clock,
        ),
        # Typed with a full stop: 上午9.00—11.30.
        Reading(
            re.compile(
                rf"(?:[上中下]午|早上|晚上|凌晨)\s?(?P<span>{_DOTTED}(?:{DASH}{_DOTTED})?)(?![0-9.])(?!\s?(?:[%‰万亿]|{MEASURE_WORD}))"
            ),
            lambda match: "到".join(map(_dotted, re.findall(_DOTTED, match["span"]))),
        ),
        Reading(
            re.compile(r"(?<![0-9.])(?P<hours>[0-9]{1,2})h(?=[0-9]{1,2}\s?(?:min|m(?![A-Za-z])|分))"),
            lambda match: cardinal(match["hours"], two="两") + "小时",
        ),
        # 3′20″, and typed with straight quotes: 3'20".
        Reading(
            re.compile(
                r"(?<![0-9.])(?P<minute>[0-9]{1,3})['′’](?P<second>[0-9]{1,2})(?P<decimals>\.[0-9]+)?(?:[\"″”]|''|’’)"
            ),
            lambda match: f"{cardinal(match['minute'])}分{number(match['second'] + (match['decimals'] or ''))}秒",
        ),
        # A result on the track: 9秒58.
        Reading(re.compile(r"(?<=[0-9]秒)[0-9]{2}(?![0-9.分个])"), lambda match: serial(match[0])),
        Reading(
            re.compile(r"(?<=[点时])(?P<span>0?[0-9])(?=分(?!之|钟))"), lambda match: _two_digits(match["span"], "")
        ),
        Reading(re.compile(r"(?<=分)(?P<span>0[0-9]|2)(?=秒)"), lambda match: _two_digits(match["span"], "")),
        Reading(re.compile(r"(?<![0-9])7\s*[×xX*/]\s*24\s?[hH](?![A-Za-z])"), lambda _match: "七乘二十四小时"),
        Reading(re.compile(r"(?<![0-9])7\s*[×xX*/]\s*24(?=\s*(?:小时|不间断|全天))"), lambda _match: "七乘二十四"),
        Reading(re.compile(r"(?<![0-9])24\s*[×xX*/]\s*7(?![0-9])"), lambda _match: "二十四乘七"),
    ),
)
