import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangke_audio.delivering.names import LONGEST_BYTES, file_stem, filled, section_stems


@pytest.mark.parametrize(
    ("title", "stem"),
    [
        ("让党课更有味道", "让党课更有味道"),
        ("“三农”工作：问/答?", "“三农”工作：问 答"),
        ('a<b>c:d"e/f\\g|h?i*j', "a b c d e f g h i j"),
        ("第一行\r\n第二行\t第三", "第一行 第二行 第三"),
        ("  前后　空格  ", "前后 空格"),
        ("结尾有点...", "结尾有点"),
        ("结尾有点. .", "结尾有点"),
        (".dangke", "dangke"),
        ("..", "后备"),
        ("", "后备"),
        ("???", "后备"),
        ("零\u200b宽\ufeff字\u202e符", "零宽字符"),
        ("坏\udce4字", "坏字"),
        ("cafe\u0301", "caf\u00e9"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("Com1", "_Com1"),
        ("LPT³ .x", "_LPT³ .x"),
        ("CONTACT", "CONTACT"),
        ("COM10", "COM10"),
        ("2024年·党课（一）", "2024年·党课（一）"),
        ("𠮷野家", "𠮷野家"),
    ],
)
def test_stems(title: str, stem: str) -> None:
    assert file_stem(title, "后备") == stem


@given(st.text(max_size=300), st.integers(8, 250))
def test_every_title_gives_a_safe_name(title: str, longest_bytes: int) -> None:
    stem = file_stem(title, "后备", longest_bytes)
    assert 0 < len(stem.encode()) <= longest_bytes
    assert not set(stem) & set('<>:"/\\|?*')
    assert not any(unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for character in stem)
    assert stem == stem.strip(" .")
    assert stem.upper() not in {"CON", "PRN", "AUX", "NUL"}


@given(st.text(max_size=300))
def test_cleaning_twice_is_cleaning_once(title: str) -> None:
    stem = file_stem(title, "后备")
    assert file_stem(stem, "后备") == stem


def test_long_titles_are_cut_between_characters() -> None:
    stem = file_stem("党" * 300, "后备")
    assert stem == "党" * (LONGEST_BYTES // 3)
    assert file_stem("a" + "党" * 300, "后备") == "a" + "党" * ((LONGEST_BYTES - 1) // 3)


def test_sections_are_numbered_in_playing_order() -> None:
    assert section_stems(["开场", "一、早", "结束语"]) == ("01-开场", "02-一、早", "03-结束语")


def test_more_sections_take_more_digits() -> None:
    stems = section_stems(["同名"] * 120)
    assert (stems[0], stems[99]) == ("001-同名", "100-同名")
    assert list(stems) == sorted(set(stems))


def test_long_headings_fit_with_number_and_suffix() -> None:
    (stem,) = section_stems(["学" * 200])
    assert len(f"{stem}.mp3".encode()) <= 255
    assert stem.startswith("01-学学")


def test_a_heading_of_marks_only_still_has_a_name() -> None:
    assert section_stems(["？?"]) == ("01-？",)
    assert section_stems(["?"]) == ("01-章节",)


@pytest.mark.parametrize(
    ("pattern", "name"),
    [
        ("{title}", "题目"),
        ("{date} {title}", "5月1日 题目"),
        ("{title}-{speaker}", "题目"),
        ("{speaker}_{title}", "题目"),
        ("{date}-{speaker}-{title}", "5月1日 题目"),
        ("党课：{title}", "党课：题目"),
    ],
)
def test_patterns(pattern: str, name: str) -> None:
    assert filled(pattern, {"title": "题目", "date": "5月1日", "speaker": None}) == name
