"""What is left: symbols with a name are read (℃ 摄氏度, √ 勾), all others are dropped; no engine sees them.

Last of all rules: whatever it leaves is Han, letters, spaces and 。，、；：？！“”‘’（）《》…—.
"""

import re
import unicodedata
from fractions import Fraction

from dangke_audio.normalizing.lookup import any_of, pairs
from dangke_audio.normalizing.numbers import cardinal
from dangke_audio.normalizing.patterns import HAN
from dangke_audio.normalizing.rule import Reading, Rule

_NAMES = pairs("symbol_names")
_KEPT = "。，、；：？！“”‘’（）《》…—():,;?! "
_LONGEST_READ = 10**12


def _quote(match: re.Match[str]) -> str:
    """A straight quote opens and closes in turn."""
    opens = match.string.count(match[0], 0, match.start()) % 2 == 0
    return {'"': "“”", "'": "‘’"}[match[0]][not opens]


def _is_numeral(match: re.Match[str]) -> bool:
    return unicodedata.category(match[0])[0] == "N" and match[0] != "〇"


def _numeral(match: re.Match[str]) -> str:
    """Numerals of all scripts that are not decimal digits: ⑳, ⅕, 〩."""
    value = Fraction(unicodedata.numeric(match[0])).limit_denominator(1000)
    if value < 0 or value >= _LONGEST_READ:
        return ""
    above = cardinal(str(value.numerator))
    return above if value.denominator == 1 else f"{cardinal(str(value.denominator))}分之{above}"


RULE = Rule(
    "symbol",
    (
        Reading(re.compile(r"\.{3,}|。{3,}|·{3,}"), lambda _match: "……"),
        Reading(re.compile(rf"(?<=[{HAN})”])\.(?=[{HAN}“(]|\s*$)"), lambda _match: "。"),
        Reading(
            re.compile(
                r"(?<=[A-Za-z]{2})(?<!\bMr|\bMs|\bDr|\bSt|\bNo)(?<!Mrs)(?<!Prof)\.(?=[\"”’]?(?:\s*$|\s+[A-Z“]))"
            ),
            lambda _match: "。",
        ),
        Reading(re.compile("[\"']"), _quote),
        Reading(re.compile(rf"(?<=[{HAN}])--?(?=[{HAN}])"), lambda match: "—" * len(match[0])),
        Reading(re.compile(r"(?<=[A-Za-z])[-_.](?=[A-Za-z])"), lambda _match: " "),
        # A space beside a number is typesetting: 第 3 组.
        Reading(re.compile(rf"(?<=[{HAN}，。、；：])\s+(?=[0-9])|(?<=[0-9])\s+(?=[{HAN}])"), lambda _match: ""),
        Reading(re.compile(r"(?:^|(?<=[，。；：:\s]))\s*[√✓✔☑](?=\s*[^\W0-9_])"), lambda _match: ""),
        Reading(re.compile(rf"^\s*→(?=\s*[{HAN}])|(?<=[{HAN}])→\s*$"), lambda _match: ""),
        Reading(re.compile(any_of(list(_NAMES))), lambda match: _NAMES[match[0]]),
        Reading(re.compile(rf"[^\W_A-Za-z{HAN}]"), _numeral, _is_numeral),
        Reading(re.compile(rf"(?<=[A-Za-z])(?:[^\w{_KEPT}]|_)(?=(?:[^\w{_KEPT}]|_)*[A-Za-z])"), lambda _match: " "),
        # One by one, so that a neighbour which belongs to another rule does not keep the rest.
        Reading(re.compile(rf"[^\w{_KEPT}]|_"), lambda _match: ""),
    ),
)
