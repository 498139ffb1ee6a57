"""Arabic numerals → Chinese numerals.

Worked examples: 10 → 十, 110 → 一百一十, 1005 → 一千零五, 20000 → 两万, 2200 → 两千二百, 500010 → 五十万零一十,
10001000 → 一千万一千, 100000100000 → 一千亿零十万.
"""

DIGITS = "零一二三四五六七八九"
_PLACES = ("千", "百", "十", "")
_GROUPS = ("", "万", "亿", "万亿")
LONGEST = 4 * len(_GROUPS)
"""More digits than that are read one by one."""


def cardinal(digits: str, *, two: str = "二") -> str:
    """A whole number; `two` is what a bare 2 is called (二 or 两). Numbers with leading zeros are read one by one."""
    if digits == "2":
        return two
    if len(digits) > LONGEST or (len(digits) > 1 and digits[0] == "0"):
        return serial(digits)
    if not digits.strip("0"):
        return DIGITS[0]
    spoken = "".join(_groups(digits))
    return _two_at_the_head(spoken.removeprefix("一") if spoken.startswith("一十") else spoken)


def _groups(digits: str) -> list[str]:
    """The number in groups of four digits, each with its 万 or 亿; 零 stands for a gap between two groups."""
    padded = digits.zfill(-(-len(digits) // 4) * 4)
    groups = [padded[start : start + 4] for start in range(0, len(padded), 4)]
    parts: list[str] = []
    gap = False
    for group, unit in zip(groups, reversed(_GROUPS[: len(groups)]), strict=True):
        if group == "0000":
            gap = True
            # 万亿 and 亿 share their 亿: 1_0000_0000_0000 is 一万亿, and 10005_0000_0000 一万零五亿.
            continue
        if parts and (gap or group[0] == "0"):
            parts.append("零")
        # 十 inside a number: 十万, but 零一十 in the lowest group.
        spoken = _four_digits(group)
        if unit and group.startswith("001"):
            spoken = spoken.removeprefix("一")
        parts.append(spoken + unit)
        gap = False
    return _share_yi(parts)


def _share_yi(parts: list[str]) -> list[str]:
    """一万亿 + 二千亿 → 一万二千亿: the 亿 is said once."""
    if len(parts) > 1 and parts[0].endswith("万亿") and any(part.endswith("亿") for part in parts[1:]):
        return [parts[0].removesuffix("亿"), *parts[1:]]
    return parts


def _four_digits(group: str) -> str:
    """0105 → 一百零五 (without 零 at the head), 1010 → 一千零一十."""
    spoken, gap = "", False
    for digit, place in zip(group, _PLACES, strict=True):
        if digit == "0":
            gap = bool(spoken)
            continue
        spoken += ("零" if gap else "") + DIGITS[int(digit)] + place
        gap = False
    return spoken


def _two_at_the_head(spoken: str) -> str:
    """二千 → 两千, 二万 → 两万, 二亿 → 两亿; 二百 and 二十 stay."""
    return "两" + spoken[1:] if spoken[:1] == "二" and spoken[1:2] in {"千", "万", "亿"} else spoken


def serial(digits: str, *, one: str = "一") -> str:
    """Digit by digit: 2023 → 二零二三; with `one="幺"` as on the telephone: 110 → 幺幺零."""
    return "".join(one if digit == "1" else DIGITS[int(digit)] for digit in digits)


def telephone(digits: str) -> str:
    """Digit by digit with 幺; whatever is no digit is left out: 0571-8765 → 零五七幺八七六五."""
    return serial("".join(character for character in digits if character.isdigit()), one="幺")


def number(numeral: str, *, two: str = "二", trim: bool = False) -> str:
    """A whole number or a decimal, with or without thousands commas: 1,286.50 → 一千二百八十六点五零.

    `trim` drops zeros at the end of a decimal, as for money: 36.00 → 三十六.
    """
    whole, _, decimals = numeral.replace(",", "").replace("，", "").replace(" ", "").partition(".")
    if trim:
        decimals = decimals.rstrip("0")
    if not decimals:
        return cardinal(whole, two=two)
    return f"{cardinal(whole or '0')}点{serial(decimals)}"


def signed(sign: str, spoken: str) -> str:
    """A number behind its sign: - 负, ± 正负, + 正."""
    return {"-": "负", "±": "正负", "+": "正"}.get(sign, "") + spoken


def short_or_serial(digits: str) -> str:
    """A number inside a name: up to two digits as a number (G20 → 二十), more one by one (C919 → 九幺九)."""
    return cardinal(digits) if len(digits) <= 2 and digits[0] != "0" else telephone(digits)
