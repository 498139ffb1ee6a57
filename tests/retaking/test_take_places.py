"""Which sentence a user means."""

import pytest

from dangke_audio.errors import ConfigError
from dangke_audio.retaking.numerals import number_of
from dangke_audio.retaking.places import chapter_at, sentence_at

TITLES = ("开场", "一、为什么学", "二、怎么学：2 个办法", "结束语")
COUNTS = (3, 4, 12, 2)


@pytest.mark.parametrize(
    ("numeral", "number"),
    [
        *[("3", 3), ("３", 3), ("三", 3), ("十", 10), ("十二", 12), ("二十", 20), ("二十一", 21), ("两", 2)],
        *[("一百零三", 103), ("一百二十", 120), ("零", None), ("0", None), ("一一", None), ("百", None)],
    ],
)
def test_numerals(numeral: str, number: int | None) -> None:
    assert number_of(numeral) == number


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("第二章 第3句", (1, 2)),
        ("第二章第3句", (1, 2)),
        ("第2章 第三句", (1, 2)),
        ("2 3", (1, 2)),
        ("２ ３", (1, 2)),
        ("第 2 章 第 3 句", (1, 2)),
        ("3 十二", (2, 11)),
        ("开场 1", (0, 0)),
        ("开场 第1句", (0, 0)),
        ("一、为什么学 2", (1, 1)),
        ("为什么学 2", (1, 1)),
        ("二、怎么学：2 个办法 第4句", (2, 3)),
        ("二 4", (2, 3)),
        ("结束语 2", (3, 1)),
        ("第四章 2", (3, 1)),
    ],
)
def test_ways_to_name_a_sentence(words: str, place: tuple[int, int]) -> None:
    assert sentence_at(words.split(), TITLES, COUNTS) == place


def test_a_title_that_is_numbered_counts_before_the_number_of_the_file() -> None:
    titles = ("开场", "第一章 总论", "第二章 分论")
    assert chapter_at("第二章", titles) == 2
    assert chapter_at("2", titles) == 1
    assert chapter_at("第三章", titles) == 2


def test_the_only_chapter_needs_no_name() -> None:
    assert sentence_at(["第2句"], ("开场",), (2,)) == (0, 1)
    assert sentence_at(["2"], ("开场",), (2,)) == (0, 1)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("第九章 1", "共 4 章：1 开场、2 一、为什么学"),
        ("没有的 1", "没有“没有的”这一章"),
        ("2 5", "只有 4 句"),
        ("2 0", "没有第 0 句"),
        ("第3句", "没有说是第几章"),
        ("第二章", "没有说是第几句"),
        ("", "没有说是哪一句"),
        ("学 1", "有 2 章都可以叫“学”"),
    ],
)
def test_what_is_not_there_is_told_with_what_is(words: str, told: str) -> None:
    with pytest.raises(ConfigError) as caught:
        sentence_at(words.split(), TITLES, COUNTS)
    assert told in str(caught.value)
