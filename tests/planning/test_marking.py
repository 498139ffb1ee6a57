"""What changed inside a sentence reads on a plain terminal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangke_audio.planning import marked


@pytest.mark.parametrize(
    ("before", "after", "was", "now"),
    [
        ("变得日溢高涨", "变得日益高涨", "变得日【溢】高涨", "变得日【益】高涨"),
        ("要认真学习。", "要更加认真学习。", "要认真学习。", "要【更加】认真学习。"),
        ("要更加认真学习。", "要认真学习。", "要【更加】认真学习。", "要认真学习。"),
        ("到2023年底完成。", "到2024年底完成。", "到【2023】年底完成。", "到【2024】年底完成。"),
        ("今天学习两件事。", "明天讨论两件事。", "【今天学习】两件事。", "【明天讨论】两件事。"),
        ("【重点】要记牢。", "【重点】要记住。", "【重点】要记〖牢〗。", "【重点】要记〖住〗。"),
        ("大家好。", "下面开始上课", "大家好。", "下面开始上课"),
        ("一样。", "一样。", "一样。", "一样。"),
    ],
)
def test_the_places_are_bracketed(before: str, after: str, was: str, now: str) -> None:
    assert marked(before, after) == (was, now)


@given(st.text("大家好学习，2024年"), st.text("大家好学习，2024年"))
def test_without_the_brackets_it_is_the_sentence(before: str, after: str) -> None:
    was, now = marked(before, after)
    bare = str.maketrans("", "", "【】")
    assert (was.translate(bare), now.translate(bare)) == (before, after)
    assert was.count("【") == was.count("】")
