"""What a Chinese keyboard writes into a TOML file is told with its line."""

import tomllib

import pytest

from dangke_audio.toml_mistakes import Mistake, mistake_of


def mistake_in(content: str) -> Mistake:
    with pytest.raises(tomllib.TOMLDecodeError) as caught:
        tomllib.loads(content)
    return mistake_of(content, caught.value, "[phone]、[horn]")


@pytest.mark.parametrize(
    ("content", "line", "why", "remedy"),
    [
        ("a = 1\nb = “二”", 2, "引号是中文的", "英文的直引号"),
        ("a = 一句话。 # 说明", 1, "等号后面的文字没有放在引号里", '请写成 a = "一句话。"'),
        ("\n甲 = 1", 2, "等号前面的“甲”没有放在引号里", '请写成 "甲" = "1"'),
        ("a ＝ 1", 1, "等号是中文的", "英文的等号"),
        ("【手机】", 1, "“手机”不对", "[phone]、[horn]"),
        ("a = 1\na = 2\n\n", 2, "同一项写了两次", "删去一个"),
    ],
)
def test_the_line_the_reason_and_the_remedy(content: str, line: int, why: str, remedy: str) -> None:
    mistake = mistake_in(content)
    assert mistake.line == line
    assert why in (mistake.why or "")
    assert remedy in (mistake.remedy or "")
    assert mistake.place("甲.toml") == f"甲.toml:{line}"


@pytest.mark.parametrize("content", ["a = = 1", "a = [1,", "[[[", 'a = "'])
def test_what_nobody_can_tell_is_left_to_the_reader_of_the_file(content: str) -> None:
    mistake = mistake_in(content)
    assert (mistake.why, mistake.remedy) == (None, None)


def test_at_the_end_of_the_file_there_is_no_line() -> None:
    assert mistake_in("a =").place("甲.toml") == "甲.toml"
