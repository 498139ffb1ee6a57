"""Currency signs: ¥35.8 → 三十五点八元, $1.5万 → 一点五万美元, ¥1,200.50元 → 一千二百点五元, 36.00元 → 三十六元."""

import re

from dangke_audio.normalizing.lookup import any_of, pairs
from dangke_audio.normalizing.numbers import number, signed
from dangke_audio.normalizing.patterns import ALONE, DASH, MAGNITUDE, NUMBER, SIGN
from dangke_audio.normalizing.rule import Reading, Rule

_CURRENCIES = pairs("currencies")
_SIGN_OF = any_of(list(_CURRENCIES))
_UNIT = any_of(sorted({*_CURRENCIES.values(), "块", "块钱"}))
_AMOUNT = rf"(?P<amount>{NUMBER})\s*(?P<magnitude>{MAGNITUDE}?)"


def _amount(match: re.Match[str]) -> str:
    return number(match["amount"], two="两", trim=True) + match["magnitude"]


def _with_sign(match: re.Match[str]) -> str:
    return signed(match["sign"] or "", _amount(match)) + _unit(match)


def _unit(match: re.Match[str]) -> str:
    """元 of ¥5 and ¥5元, 块 of ¥5块."""
    currency, unit = _CURRENCIES[match["currency"]], match["unit"] or ""
    return currency if unit in currency else unit


def _range_with_sign(match: re.Match[str]) -> str:
    first = number(match["first"], two="两", trim=True) + match["first_magnitude"]
    return f"{first}到{_amount(match)}{_unit(match)}"


def _thousands(match: re.Match[str]) -> str:
    return number(match["amount"], two="两", trim=True) + "千"


RULE = Rule(
    "money",
    (
        Reading(
            re.compile(
                rf"(?<![A-Za-z])(?P<currency>{_SIGN_OF})\s*(?P<first>{NUMBER})(?P<first_magnitude>{MAGNITUDE}?)"
                rf"\s?{DASH}\s?(?:{_SIGN_OF})?\s*{_AMOUNT}(?P<unit>{_UNIT})?"
            ),
            _range_with_sign,
        ),
        Reading(
            re.compile(rf"(?<![A-Za-z])(?P<sign>{SIGN})?(?P<currency>{_SIGN_OF})\s*{_AMOUNT}(?P<unit>{_UNIT})?"),
            _with_sign,
        ),
        Reading(
            re.compile(rf"{ALONE}{_AMOUNT}\s*(?P<currency>{_SIGN_OF})(?![A-Za-z])(?P<sign>)(?P<unit>)"), _with_sign
        ),
        # Pay in thousands: 月薪8K.
        Reading(re.compile(rf"[薪资](?P<span>{ALONE}(?P<amount>{NUMBER})[kK])(?![A-Za-z])"), _thousands),
        Reading(re.compile(rf"{ALONE}(?P<amount>{NUMBER})[kK](?=元|/月)"), _thousands),
        # 36.00元: the zeros are not said.
        Reading(
            re.compile(rf"{ALONE}(?P<amount>{NUMBER})(?:(?<=[.][0-9]0)|(?<=[.]0))(?P<magnitude>)(?=[万亿]?{_UNIT})"),
            _amount,
        ),
    ),
)
