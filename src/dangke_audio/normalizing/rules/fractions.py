"""Fractions: 2/3 → 三分之二, -1/3 → 负三分之一, 1又1/5 → 一又五分之一, ½ → 二分之一."""

import re
import unicodedata
from fractions import Fraction

from dangke_audio.normalizing.numbers import cardinal, signed
from dangke_audio.normalizing.patterns import SIGN
from dangke_audio.normalizing.rule import Reading, Rule


def _fraction(match: re.Match[str]) -> str:
    return signed(match["sign"] or "", f"{cardinal(match['below'])}分之{cardinal(match['above'])}")


def _vulgar(match: re.Match[str]) -> str:
    """½ and its like; 2½ → 二又二分之一."""
    value = Fraction(unicodedata.numeric(match["sign"])).limit_denominator(100)
    whole = f"{cardinal(match['whole'])}又" if match["whole"] else ""
    return f"{whole}{cardinal(str(value.denominator))}分之{cardinal(str(value.numerator))}"


RULE = Rule(
    "fraction",
    (
        Reading(
            re.compile(
                rf"(?P<sign>{SIGN})?(?<![0-9.,/])(?P<above>[0-9]{{1,6}})\s*/\s*(?P<below>[2-9]|[1-9][0-9]{{1,5}})(?![0-9/]|[.,][0-9])"
            ),
            _fraction,
        ),
        Reading(re.compile(r"(?<![0-9.,])(?P<whole>[0-9]{0,4})(?P<sign>[¼-¾⅐-⅞↉])"), _vulgar),
    ),
)
