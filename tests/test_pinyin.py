"""Pinyin as people type it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangke_audio.pinyin import is_han, misfit, syllables_of, with_tone_mark

READINGS = [
    ("chóng qìng", "chong2 qing4"),
    ("chóngqìng", "chong2 qing4"),
    ("chong2qing4", "chong2 qing4"),
    ("Chong2 Qing4", "chong2 qing4"),
    ("ｃｈｏｎｇ２", "chong2"),
    ("xī'ān", "xi1 an1"),
    ("xiān", "xian1"),
    ("fángài", "fang2 ai4"),
    ("lǚ", "lv3"),
    ("lü3", "lv3"),
    ("lv3", "lv3"),
    ("lu:3", "lv3"),
    ("nüè", "nve4"),
    ("lüe4", "lve4"),
    ("lue4", "lve4"),
    ("jǜ", "ju4"),
    ("qiǎng pò", "qiang3 po4"),
    ("qiăng", "qiang3"),
    ("tɑ́nɡ", "tang2"),
    ("de", "de5"),
    ("de0", "de5"),
    ("zhī shi", "zhi1 shi5"),
    ("yīhuìr", "yi1 hui4 er2"),
    ("yi1 hui4r", "yi1 hui4 er2"),
    ("yi1 huir4", "yi1 hui4 er2"),
    ("nǎr", "na3 er2"),
    ("huār", "hua1 er2"),
    ("ér", "er2"),
    ("ḿ", "m2"),
    ("èn", "en4"),
    ("lù'ān", "lu4 an1"),
    ("biáng biáng", "biang2 biang2"),
]


@pytest.mark.parametrize(("reading", "syllables"), READINGS)
def test_what_is_pinyin(reading: str, syllables: str) -> None:
    assert syllables_of(reading) == tuple(syllables.split())


@pytest.mark.parametrize(
    "reading",
    ["", " ", "zhong guo", "abc", "hello", "zhòngg", "qo4", "bü4", "fiu2", "chong7", "chóng2", "重庆", "GDP", "ch", "qìp",
     "mī3", "4", "g4"],
)  # fmt: skip
def test_what_is_none(reading: str) -> None:
    assert syllables_of(reading) is None


def test_a_run_is_cut_where_no_letter_is_left() -> None:
    assert syllables_of("zhōngguórén") == ("zhong1", "guo2", "ren2")
    assert syllables_of("gěirén") == ("gei3", "ren2")
    assert syllables_of("tiān'ānmén") == ("tian1", "an1", "men2")


@pytest.mark.parametrize(
    ("syllable", "marked"),
    [("zhong4", "zhòng"), ("lv4", "lǜ"), ("de5", "de"), ("gui4", "guì"), ("liu2", "liú"), ("ou3", "ǒu"), ("yue4", "yuè"),
     ("lve4", "lüè"), ("xiao3", "xiǎo"), ("er2", "ér"), ("n4", "ǹ"), ("a1", "ā"), ("hm5", "hm")],
)  # fmt: skip
def test_tone_marks(syllable: str, marked: str) -> None:
    assert with_tone_mark(syllable) == marked


@given(
    st.sampled_from(["zhuang", "lve", "hui", "a", "ou", "ng", "shi", "niao", "er", "yong", "huai", "jue"]),
    st.sampled_from("1234"),
)
def test_marks_are_read_back(letters: str, tone: str) -> None:
    assert syllables_of(with_tone_mark(letters + tone)) == (letters + tone,)


@pytest.mark.parametrize(
    ("written", "reading"),
    [("重庆", "chóng qìng"), ("重庆", "chong2qing4"), ("重庆", "虫庆"), ("重庆", "虫 庆"), ("一会儿", "yīhuìr"), ("了", "liao3"),
     ("重庆，路", "chong2 qing4 lu4"), ("301", "三零幺"), ("T恤", "替序"), ("〇", "líng")],
)  # fmt: skip
def test_readings_that_fit(written: str, reading: str) -> None:
    assert misfit(written, reading) is None


@pytest.mark.parametrize(
    ("written", "reading", "reason"),
    [
        ("重庆", "chóng", "“重庆”有 2 个汉字，读音“chóng”却有 1 个音节"),
        ("重庆", "虫", "“重庆”有 2 个汉字，读音“虫”却有 1 字"),
        ("重庆", "chong qing", "读音“chong qing”没有声调"),
        ("重庆", "abc", "不是拼音"),
        ("重庆", "虫qing4", "不是拼音"),
        ("重庆", " ", "“重庆”没有写读音"),
        ("GDP", "hello", "不是拼音"),
        ("T恤", "tì xù", "“T恤”里有字母或数字"),
    ],
)
def test_readings_that_do_not_fit_are_explained(written: str, reading: str, reason: str) -> None:
    assert reason in (misfit(written, reading) or "")


def test_han() -> None:
    assert all(map(is_han, "重庆〇㐀豈𠮷"))
    assert not any(map(is_han, "Aa1，。 、·あㄅ々"))


@given(st.text(max_size=20), st.text(max_size=20))
def test_any_text_is_judged(written: str, reading: str) -> None:
    judged = misfit(written, reading)
    assert judged is None or judged
