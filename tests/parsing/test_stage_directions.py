import pytest

from dangke_audio.parsing.stage_directions import (
    directions_in,
    directs_speech,
    end_of_directions,
    is_direction,
    is_entrance,
)


@pytest.mark.parametrize("bracket", ["（笑）", "(摆手)", "【转身】", "[叹气]", "（三步并作两步跑来）", "〔对众人〕"])
def test_what_an_actor_does_is_a_direction(bracket: str) -> None:
    assert is_direction(bracket)


@pytest.mark.parametrize("bracket", ["（一）", "(2)", "（2019年）", "（三月）", "（CPC）", "（第三条）", "（ ）"])
def test_numbers_and_dates_are_none(bracket: str) -> None:
    assert not is_direction(bracket)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("（笑）好", "好"),
        ("（笑）【坐下】 好", " 好"),
        ("（看着老周（点头））好", "好"),
        ("好（笑）", "好（笑）"),
        ("（一）好", "（一）好"),
        ("（笑）（一）好", "（一）好"),
        ("（笑", "（笑"),
    ],
)
def test_directions_stand_in_front(text: str, rest: str) -> None:
    assert text[end_of_directions(text, 0) :] == rest


@pytest.mark.parametrize(
    ("directions", "behind", "says"),
    [
        ("（凑近）", "你听。", True),
        ("（点头）", "是，我去。", True),
        ("（凑近）", "", True),
        ("（党员）", "你听。", False),
        ("（男，三十岁）", "你听。", False),
        ("（化名）", "你听。", False),
        ("（点头）", "说：“你听。”", False),
        ("（右一）", "是组长。", False),
        ("（点头）", "，你听。", False),
    ],
)
def test_a_name_without_colon_speaks_behind_a_direction(directions: str, behind: str, says: bool) -> None:
    assert directs_speech(directions, behind) is says


@pytest.mark.parametrize(
    ("line", "moves"),
    [
        ("老周（下）", True),
        ("老周、小芹（急下）", True),
        ("小芹 [退场]", True),
        ("小芹（跑上）", True),
        ("老周（下）好", False),
        ("老周（笑）", False),
        ("（下）", False),
    ],
)
def test_who_comes_and_goes_says_nothing(line: str, moves: bool) -> None:
    assert is_entrance(line) is moves


def test_directions_inside_a_label_are_found() -> None:
    text = "1．老周（跑上）：（笑）好"
    start, end = directions_in(text, 2, text.index("：") + 1)
    assert text[start:end] == "（跑上）"
    assert directions_in("老周：（笑）", 0, 3) == (0, 0)
