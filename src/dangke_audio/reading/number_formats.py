"""Counts as Word writes them in automatic numbering: 3 → 三, 叁, 丙, ③, iii, C.

Source of the formats: ECMA-376 part 1, §17.18.59 (ST_NumberFormat). Past the end of its row of characters a format
goes on in plain digits, as Word does.
"""

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def format_count(count: int, number_format: str) -> str | None:
    """The count in that format; None for a format that nobody here knows."""
    write = _FORMATS.get(number_format)
    return write(count) if write else None


def _row(first: str, length: int) -> Callable[[int], str]:
    """Characters that stand in a row in Unicode: ① … ⑳."""
    return lambda count: chr(ord(first) + count - 1) if 1 <= count <= length else str(count)


def _one_of(characters: str) -> Callable[[int], str]:
    """甲 … 癸."""
    return lambda count: characters[count - 1] if 1 <= count <= len(characters) else str(count)


def _digit_by_digit(count: int) -> str:
    """20 → 二〇."""
    return "".join(_DIGITS[int(digit)] for digit in str(abs(count)))


def _below_hundred(count: int) -> str:
    """12 → 十二; from a hundred on digit by digit, which is how chineseCounting differs from …Thousand."""
    return _chinese(count) if count < 100 else _digit_by_digit(count)


def _chinese(count: int) -> str:
    """101 → 一百〇一, 十 for 10."""
    return _with_units(count, _DIGITS, "十百千", "〇").removeprefix("一") if 10 <= count < 20 else _plain_chinese(count)


def _plain_chinese(count: int) -> str:
    return _with_units(count, _DIGITS, "十百千", "〇")


def _japanese(count: int) -> str:
    """101 → 百一: no zero, and no one before a unit."""
    written = _with_units(count, _DIGITS, "十百千", "")
    return written.replace("一十", "十").replace("一百", "百").replace("一千", "千")


def _with_units(count: int, digits: str, units: str, zero: str) -> str:
    """Digits with their units; each gap of zeros is written once: 1001 → 一千〇一."""
    if count >= 10_000:
        head, rest = divmod(count, 10_000)
        gap = zero if 0 < rest < 1_000 else ""
        return (
            _with_units(head, digits, units, zero)
            + "万"
            + gap
            + (_with_units(rest, digits, units, zero) if rest else "")
        )
    if count < 1:
        return digits[0] if count == 0 else str(count)
    written = ""
    after_zero = False
    for place, digit in zip(range(len(str(count)) - 1, -1, -1), map(int, str(count)), strict=True):
        if digit == 0:
            after_zero = True
            continue
        written += (zero if after_zero and written else "") + digits[digit] + (units[place - 1] if place else "")
        after_zero = False
    return written


def _roman(count: int) -> str:
    """4 → IV; numbers above 3999 have no Roman form."""
    if not 1 <= count < 4_000:
        return str(count)
    written = ""
    for worth, letters in _ROMAN:
        times, count = divmod(count, worth)
        written += letters * times
    return written


def _letters(count: int) -> str:
    """1 → A, 26 → Z, 27 → AA, 28 → BB."""
    return _ALPHABET[(count - 1) % 26] * ((count - 1) // 26 + 1) if 1 <= count <= 780 else str(count)


def _ordinal(count: int) -> str:
    """1 → 1st."""
    ending = "th" if 10 <= count % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
    return f"{count}{ending}"


def _stem_and_branch(count: int) -> str:
    """1 → 甲子, in a cycle of sixty."""
    return _STEMS[(count - 1) % 10] + _BRANCHES[(count - 1) % 12] if count >= 1 else str(count)


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": "{:02d}".format,
    "numberInDash": "- {} -".format,
    "decimalFullWidth": lambda count: str(count).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda count: str(count).translate(_FULL_WIDTH),
    "decimalEnclosedCircle": _row("①", 20),
    "decimalEnclosedCircleChinese": _row("①", 10),
    "decimalEnclosedFullstop": _row("⒈", 20),
    "decimalEnclosedParen": _row("⑴", 20),
    "ideographEnclosedCircle": _row("㊀", 10),
    "ideographTraditional": _one_of(_STEMS),
    "ideographZodiac": _one_of(_BRANCHES),
    "ideographZodiacTraditional": _stem_and_branch,
    "ideographDigital": _digit_by_digit,
    "japaneseDigitalTenThousand": _digit_by_digit,
    "taiwaneseDigital": _digit_by_digit,
    "chineseCounting": _below_hundred,
    "taiwaneseCounting": _below_hundred,
    "chineseCountingThousand": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "japaneseCounting": _japanese,
    "chineseLegalSimplified": lambda count: _with_units(count, "零壹贰叁肆伍陆柒捌玖", "拾佰仟", "零"),
    "ideographLegalTraditional": lambda count: _with_units(count, "零壹貳參肆伍陸柒捌玖", "拾佰仟", "零"),
    "japaneseLegal": lambda count: _with_units(count, "〇壱弐参四伍六七八九", "拾百阡", ""),
    "upperRoman": _roman,
    "lowerRoman": lambda count: _roman(count).lower(),
    "upperLetter": _letters,
    "lowerLetter": lambda count: _letters(count).lower(),
    "ordinal": _ordinal,
    "hex": "{:X}".format,
}
