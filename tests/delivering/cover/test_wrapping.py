import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangke_audio.delivering.cover.wrapping import NEVER_FIRST, NEVER_LAST, cut, units_of, wrap


def width(text: str) -> float:
    """Every character is as wide as it is high."""
    return float(len(text))


def test_lines_break_between_words_and_are_about_equally_long() -> None:
    words = ["新", "时代", "党员", "的", "责任", "和", "担当"]
    assert wrap(words, 8, width) == ["新时代党员", "的责任和担当"] or wrap(words, 8, width) == [
        "新时代党员的",
        "责任和担当",
    ]
    assert wrap(words, 20, width) == ["新时代党员的责任和担当"]


def test_marks_stay_with_their_words() -> None:
    assert units_of(["学习", "《", "条例", "》", "，", "再", "出发", "！"]) == ["学习", "《条例》，", "再", "出发！"]


def test_a_word_wider_than_a_line_is_broken() -> None:
    assert wrap(["中华人民共和国"], 3, width) == ["中华人", "民共和", "国"]


def test_cut_titles_end_in_an_ellipsis() -> None:
    assert cut(["一二三", "四五六", "七八九"], 2, 3, width) == ["一二三", "四五…"]
    assert cut(["一二三"], 2, 3, width) == ["一二三"]


@given(
    st.lists(st.text("党员学习，。“”《》（）新时代", min_size=1, max_size=4), min_size=1, max_size=20),
    st.integers(9, 30),
)
def test_nothing_is_lost_and_nothing_stands_where_it_may_not(words: list[str], most: int) -> None:
    lines = wrap(words, most, width)
    assert "".join(lines) == "".join(words)
    if max(map(len, units_of(words))) <= most:
        assert max(map(len, lines)) <= most
        assert not any(line[0] in NEVER_FIRST for line in lines[1:])
        assert not any(line[-1] in NEVER_LAST for line in lines[:-1])


@pytest.mark.parametrize("words", [[], [""], [" "]])
def test_no_words_no_lines(words: list[str]) -> None:
    assert wrap(words, 5, width) == []
