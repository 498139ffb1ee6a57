import pytest

from dangke_audio.reading.number_formats import format_count

# count, then what each format writes
ROWS = [
    ("decimal", "1 4 10 11 20 21 100"),
    ("decimalZero", "01 04 10 11 20 21 100"),
    ("decimalFullWidth", "１ ４ １０ １１ ２０ ２１ １００"),
    ("decimalEnclosedCircle", "① ④ ⑩ ⑪ ⑳ 21 100"),
    ("decimalEnclosedCircleChinese", "① ④ ⑩ 11 20 21 100"),
    ("decimalEnclosedParen", "⑴ ⑷ ⑽ ⑾ ⒇ 21 100"),
    ("decimalEnclosedFullstop", "⒈ ⒋ ⒑ ⒒ ⒛ 21 100"),
    ("ideographEnclosedCircle", "㊀ ㊃ ㊉ 11 20 21 100"),
    ("chineseCounting", "一 四 十 十一 二十 二十一 一〇〇"),
    ("chineseCountingThousand", "一 四 十 十一 二十 二十一 一百"),
    ("chineseLegalSimplified", "壹 肆 壹拾 壹拾壹 贰拾 贰拾壹 壹佰"),
    ("ideographLegalTraditional", "壹 肆 壹拾 壹拾壹 貳拾 貳拾壹 壹佰"),
    ("taiwaneseCounting", "一 四 十 十一 二十 二十一 一〇〇"),
    ("taiwaneseCountingThousand", "一 四 十 十一 二十 二十一 一百"),
    ("japaneseCounting", "一 四 十 十一 二十 二十一 百"),
    ("ideographDigital", "一 四 一〇 一一 二〇 二一 一〇〇"),
    ("ideographTraditional", "甲 丁 癸 11 20 21 100"),
    ("ideographZodiac", "子 卯 酉 戌 20 21 100"),
    ("ideographZodiacTraditional", "甲子 丁卯 癸酉 甲戌 癸未 甲申 癸卯"),
    ("upperRoman", "I IV X XI XX XXI C"),
    ("lowerRoman", "i iv x xi xx xxi c"),
    ("upperLetter", "A D J K T U VVVV"),
    ("lowerLetter", "a d j k t u vvvv"),
    ("ordinal", "1st 4th 10th 11th 20th 21st 100th"),
]


@pytest.mark.parametrize(("number_format", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_each_format_counts(number_format: str, expected: str) -> None:
    written = [format_count(count, number_format) for count in (1, 4, 10, 11, 20, 21, 100)]
    assert written == expected.split()


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (0, "〇"),
        (12, "十二"),
        (101, "一百〇一"),
        (110, "一百一十"),
        (115, "一百一十五"),
        (1001, "一千〇一"),
        (1010, "一千〇一十"),
        (10_010, "一万〇一十"),
        (20_000, "二万"),
    ],
)
def test_chinese_numbers_have_one_zero_for_each_gap(count: int, expected: str) -> None:
    assert format_count(count, "chineseCountingThousand") == expected


def test_numbers_outside_a_format_are_decimal_and_unknown_formats_none() -> None:
    assert format_count(0, "decimalEnclosedCircle") == "0"
    assert format_count(-3, "upperLetter") == "-3"
    assert format_count(5000, "upperRoman") == "5000"
    assert format_count(3, "hebrew1") is None
