from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangke_audio.delivering.cover.wrapping import (
    DASH,
    NEVER_FIRST,
    NEVER_LAST,
    cut,
    layouts,
    units_of,
    wrap,
)


def width(text: str) -> float:
    """Every character is as wide as it is high."""
    return float(len(text))


def test_lines_break_between_words_and_are_about_equally_long() -> None:
    words = ["新", "时代", "党员", "的", "责任", "和", "担当"]
    assert wrap(words, 8, width) == ["新时代党员的", "责任和担当"]
    assert wrap(words, 20, width) == ["新时代党员的责任和担当"]


def test_marks_stay_with_their_words() -> None:
    assert units_of(["学习", "《", "条例", "》", "，", "再", "出发", "！"]) == ["学习", "《条例》，", "再", "出发！"]


def test_a_dash_is_never_parted_and_begins_a_line() -> None:
    words = ["社会", "革命", "—", "—", "学习", "《", "条例", "》"]
    assert wrap(words, 9, width) == ["社会革命", "——学习《条例》"]


def test_lines_end_at_pauses_where_that_is_possible() -> None:
    words = ["坚定", "信心", "，", "开拓", "进取", "再", "出发"]
    assert wrap(words, 8, width) == ["坚定信心，", "开拓进取再出发"]


def test_names_of_documents_stay_whole_where_that_is_possible() -> None:
    words = ["认真", "学习", "《", "中国共产党", "章程", "》", "体会"]
    assert wrap(words, 11, width) == ["认真学习", "《中国共产党章程》体会"]


def test_more_lines_are_offered_as_long_as_there_are_words() -> None:
    found = layouts(["党员", "责任", "担当"], 6, width, extra=5)
    assert [len(layout.lines) for layout in found] == [1, 2, 3]
    assert layouts(["党员", "责任", "担当"], 2, width, most=2) == []


def test_a_word_wider_than_a_line_is_broken() -> None:
    assert wrap(["中华人民共和国"], 3, width) == ["中华人", "民共和", "国"]
    assert wrap(["中华人，民共和国"], 3, width) == ["中华", "人，民", "共和国"]


def test_cut_titles_end_in_an_ellipsis() -> None:
    assert cut(["一二三", "四五六", "七八九"], 2, 3, width) == ["一二三", "四五…"]
    assert cut(["一二《三"], 1, 3, width) == ["一二《三"]
    assert cut(["一二《三", "四"], 1, 4, width) == ["一二…"]
    assert cut(["一二，", "四"], 1, 4, width) == ["一二…"]
    assert cut(["一二三"], 2, 3, width) == ["一二三"]


@given(
    st.lists(st.text("党员学习，。“”《》（）—新时代的", min_size=1, max_size=4), min_size=1, max_size=20),
    st.integers(2, 30),
)
def test_nothing_is_lost_and_nothing_stands_where_it_may_not(words: list[str], most: int) -> None:
    lines = wrap(words, most, width)
    assert "".join(lines) == "".join(words)
    assert max(map(len, lines)) <= most, "not even a row of marks may leave the picture"
    units = units_of(words)
    if max(map(len, units)) <= most:
        assert not any(line[0] in NEVER_FIRST for line in lines[1:])
        assert not any(line[-1] in NEVER_LAST for line in lines[:-1])
        assert not any(a[-1] == b[0] == DASH for a, b in pairwise(lines))
        ends = {sum(map(len, units[:n])) for n in range(len(units) + 1)}
        assert {sum(map(len, lines[:n])) for n in range(len(lines) + 1)} <= ends, "no unit is broken"


@pytest.mark.parametrize("words", [[], [""], [" "]])
def test_no_words_no_lines(words: list[str]) -> None:
    assert wrap(words, 5, width) == []
