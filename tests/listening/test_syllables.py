import pytest

from dangke_audio.listening.syllables import Expected, expected_syllables, folded, heard_readings, readings_of


def test_tones_do_not_count() -> None:
    assert expected_syllables("学习，绿。", ("xue2", "xi2", None, "lv4", None)) == (
        Expected("学", "xue"),
        Expected("习", "xi"),
        Expected("绿", "lv"),
    )


def test_a_word_of_letters_may_be_heard_as_anything() -> None:
    found = expected_syllables("用APP学", ("yong4", None, None, None, "xue2"))
    assert [each.syllable for each in found] == ["yong", *[None] * 6, "xue"]
    assert [each.written for each in found] == ["用", "APP", "", "", "", "", "", "学"]
    assert all(each.is_optional for each in found[1:-1])


def test_er_behind_a_word_may_be_missing_and_at_the_head_may_not() -> None:
    assert [each.is_optional for each in expected_syllables("一会儿", ("yi1", "hui4", "er2"))] == [False, False, True]
    assert not expected_syllables("儿童", ("er2", "tong2"))[0].is_optional


def test_all_readings_of_a_character_that_was_heard_count() -> None:
    assert {"hang", "xing"} <= readings_of("行")
    assert readings_of("绿") >= {"lv"}


def test_traditional_characters_read_as_the_others_do() -> None:
    assert all(one & other for one, other in zip(heard_readings("黨員"), heard_readings("党员"), strict=True))


@pytest.mark.parametrize("heard", ["FUN", "ＦＵＮ", " fun. "])
def test_a_word_of_letters_is_one_sound_that_is_no_syllable(heard: str) -> None:
    assert heard_readings(heard) == (frozenset(),)


def test_marks_are_not_heard() -> None:
    assert heard_readings("，。 ——“”…") == ()


@pytest.mark.parametrize(
    ("syllable", "same"),
    [("zhong", "zon"), ("chang", "can"), ("shi", "si"), ("nan", "lan"), ("ng", "n"), ("n", "n"), ("er", "er")],
)
def test_folding(syllable: str, same: str) -> None:
    assert folded(syllable) == same
