"""What espeak-ng is told: our readings, its traps avoided, nothing lost."""

import pytest
from tests.support.engine_contract import readings

from dangke_audio.engines.contract import Heard
from dangke_audio.engines.espeak.hearing import MARKS, hear, syllable_sound
from dangke_audio.engines.espeak.latin import latin_sounds
from dangke_audio.engines.espeak.sandhi import spoken_tones


def heard(spoken: str, *pinned: int) -> Heard:
    return hear(spoken, readings(spoken), frozenset(pinned))


def test_syllables_are_pinyin_with_digits() -> None:
    assert heard("女同志们好！").text == "nv3 tong2 zhi4 men5 hao3！"
    assert heard("战略。").text == "zhan4 lve4。"
    assert heard("儿童").sounds == 2


def test_the_reading_is_ours_and_not_its_own_guess() -> None:
    assert hear("重", ("chong2",), frozenset()).text == "chong2"
    assert hear("重", ("zhong4",), frozenset()).text == "zhong4"


@pytest.mark.parametrize("syllable", ["qiong2", "xiong1", "jiong3", "lvan2", "m2", "n4", "hm5", "hng5", "ê4", "wong1"])
def test_what_it_would_spell_in_english_goes_as_phonemes(syllable: str) -> None:
    sound = syllable_sound(syllable)
    assert sound is not None
    assert sound.startswith("[[")
    assert "0" not in sound
    assert sound != syllable_sound(syllable[:-1] + ("1" if syllable[-1] != "1" else "2"))


@pytest.mark.parametrize("syllable", ["zhong", "zhong6", "zhong0", "xyz1", "", "5", "hao"])
def test_what_is_no_syllable_has_no_sound(syllable: str) -> None:
    assert syllable_sound(syllable) is None
    assert hear("字", (syllable,), frozenset()).unspeakable == ("字",)


def test_marks_become_pauses_and_quotes_none() -> None:
    assert heard("“好”,《书》。").text == "hao3，shu1。"
    assert heard("好...好").text == "hao3。hao3"
    assert heard("好！！？？好——好").text == "hao3！hao3—hao3"
    assert heard("马克·吐温").text == "ma3 ke4 tu3 wen1"


def test_every_mark_of_the_table_is_heard_without_complaint() -> None:
    for mark in MARKS:
        result = hear(f"好{mark}好", ("hao3", None, "hao3"), frozenset())
        assert result.unspeakable == ()
        assert result.sounds == 2
        assert result.text.split("hao3")[0] == ""


@pytest.mark.parametrize("character", ["7", "%", "𠮷", "é", "[", "]", "<", "&", "\n", "✓", "^"])
def test_what_has_no_sound_is_told(character: str) -> None:
    result = hear(f"好{character}好", ("hao3", None, "hao3"), frozenset())
    assert result.unspeakable == (character,)
    assert result.text == "hao3 hao3"


def test_letters_are_named_and_counted() -> None:
    assert heard("GDP增长") == Heard("ji4 di4 pi4 zeng1 zhang3", 5, ())
    assert heard("W").sounds == 3
    assert latin_sounds("b")[0] == "bi4"
    names = [latin_sounds(letter)[0] for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
    assert len(set(names)) == 26


def test_english_words_are_phonemes_of_english() -> None:
    text, count = latin_sounds("Internet")
    assert (text, count) == ("[[_^_en 'I|n|t|3|n|,E|t _^_cmn]]", 3)
    assert latin_sounds("serve the people") == latin_sounds("serve  the people")
    assert latin_sounds("little bottle")[1] == 4
    assert latin_sounds("I have a dream")[1] == 4
    assert latin_sounds("don’t") == latin_sounds("don't")


def test_a_word_that_is_too_long_for_it_is_spelled() -> None:
    assert (
        latin_sounds("x" * 40)
        == latin_sounds(" ".join("x" * 40).replace(" ", ""))
        == ("[['E51ks]]" + " [['E51ks]]" * 39, 40)
    )


@pytest.mark.parametrize(
    ("spoken", "told"),
    [
        ("一个", "yi2 ge4"),
        ("一起", "yi4 qi3"),
        ("一年", "yi4 nian2"),
        ("一家", "yi4 jia1"),
        ("第一次", "di4 yi1 ci4"),
        ("统一战线", "tong3 yi1 zhan4 xian4"),
        ("一百一十一", "yi4 bai3 yi1 shi2 yi1"),
        ("一月一日", "yi1 yue4 yi1 ri4"),
        ("一点五", "yi1 dian3 wu3"),
        ("一，二", "yi1，er4"),
        ("不是", "bu2 shi4"),
        ("不好", "bu4 hao3"),
        ("不，是", "bu4，shi4"),
        ("不", "bu4"),
    ],
)
def test_one_and_not_are_said_as_they_are_said(spoken: str, told: str) -> None:
    assert hear(spoken, readings(spoken), frozenset()).text == told


def test_a_fixed_tone_stays() -> None:
    assert spoken_tones("一个", ("yi1", "ge4"), frozenset({0})) == ("yi1", "ge4")
    assert spoken_tones("一个", ("yao1", "ge4"), frozenset()) == ("yao1", "ge4")
    assert spoken_tones("一个", ("yi1", "ge5"), frozenset()) == ("yi2", "ge5")
