"""The number reader."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangke_audio.normalizing.numbers import DIGITS, cardinal, number, serial, short_or_serial, signed, telephone

CARDINALS = {
    "0": "零",
    "2": "二",
    "10": "十",
    "12": "十二",
    "20": "二十",
    "101": "一百零一",
    "110": "一百一十",
    "200": "二百",
    "1005": "一千零五",
    "2000": "两千",
    "2022": "两千零二十二",
    "10011": "一万零一十一",
    "20000": "两万",
    "22000": "两万二千",
    "150000": "十五万",
    "500010": "五十万零一十",
    "10001000": "一千万一千",
    "101111111": "一亿零一百一十一万一千一百一十一",
    "200000000": "两亿",
    "100000100000": "一千亿零十万",
    "1200000000000": "一万二千亿",
    "1000500000000": "一万零五亿",
    "007": "零零七",
}


@pytest.mark.parametrize(("digits", "spoken"), CARDINALS.items())
def test_cardinal(digits: str, spoken: str) -> None:
    assert cardinal(digits) == spoken


VALUES = {"十": 10, "百": 100, "千": 1000}


def value_of(spoken: str) -> int:
    """Read a Chinese numeral back, by an algorithm of its own."""
    total = section = digit = 0
    for character in spoken.replace("两", "二"):
        if character in DIGITS:
            digit = DIGITS.index(character)
        elif character in VALUES:
            section += (digit or 1) * VALUES[character]
            digit = 0
        else:
            total = (
                (total + section + digit) * {"万": 10**4, "亿": 10**8}[character]
                if character == "亿"
                else (total + (section + digit) * 10**4)
            )
            section = digit = 0
    return total + section + digit


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_a_cardinal_says_its_value(value: int) -> None:
    assert value_of(cardinal(str(value))) == value


def test_two_is_called_as_asked() -> None:
    assert cardinal("2", two="两") == "两"
    assert cardinal("12", two="两") == "十二"


def test_serial_and_telephone() -> None:
    assert serial("2010") == "二零一零"
    assert telephone("0571-110") == "零五七幺幺幺零"


def test_number_reads_decimals_and_commas() -> None:
    assert number("1,286.50") == "一千二百八十六点五零"
    assert number("36.00", trim=True) == "三十六"
    assert number("12 345") == "一万二千三百四十五"


def test_names_are_short_or_one_by_one() -> None:
    assert [short_or_serial(digits) for digits in ("20", "919", "05")] == ["二十", "九幺九", "零五"]


def test_signs() -> None:
    assert [signed(sign, "五") for sign in ("-", "±", "+", "")] == ["负五", "正负五", "正五", "五"]
