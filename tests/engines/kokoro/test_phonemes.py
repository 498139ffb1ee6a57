"""The phonemes have exactly the form that the voices were trained on, and no character vanishes."""

import pytest

from dangke_audio.engines.kokoro.latin import latin_phonemes
from dangke_audio.engines.kokoro.phonemes import hear, latin_syllables, syllable_phonemes
from dangke_audio.engines.kokoro.session import vocabulary
from dangke_audio.engines.kokoro.tables import table
from dangke_audio.model.report import Location
from dangke_audio.pronouncing import pronounce


def heard(spoken: str) -> str:
    found = hear(spoken, pronounce(spoken, Location("test")).syllables)
    assert found.unspeakable == ()
    return found.text


# What misaki 0.9.4's ZHG2P gave for the same text, read off a run of it.
MISAKI = [
    ("大家好！", "ta↘ʨja→ xau↓!"),
    ("同志们：大家好。", "tʰʊ↗ŋꭧɨ↘ mən: ta↘ʨja→ xau↓."),
    ("俗话说“上面千条线，下面一根针”。", "su↗xwa↘ʂwo→“ʂa↘ŋmjɛ↘n ʨʰjɛ→ntʰjau↗ ɕjɛ↘n, ɕja↘mjɛ↘n i→kə→n ꭧə→n”."),
    (
        "《中国共产党章程》规定，党员要学习、实践！",
        "“ꭧʊ→ŋkwo↗kʊ↘ŋꭧʰa↓nta↓ŋ ꭧa→ŋꭧʰə↗ŋ” kwei→ti↘ŋ, ta↓ŋɥɛ↗n jau↘ ɕɥe↗ɕi↗, ʂɨ↗ʨjɛ↘n!",
    ),
    ("这句话（原话）很重要……对吗？", "ꭧɤ↘ʨy↘ xwa↘ (ɥɛ↗nxwa↘) xə↓n ꭧʊ↘ŋjau↘……twei↘ ma?"),
]


@pytest.mark.parametrize(("spoken", "phonemes"), MISAKI)
def test_the_form_is_that_of_the_training(spoken: str, phonemes: str) -> None:
    assert heard(spoken) == phonemes


def test_words_are_parted_by_spaces_and_marks_by_their_own() -> None:
    assert heard("我们学习，我们进步。") == "wo↓mən ɕɥe↗ɕi↗, wo↓mən ʨi↘npu↘."


@pytest.mark.parametrize(
    ("spoken", "phonemes"),
    [
        ("亲爱的同志们", "ʨʰi→n ai↘ tɤ tʰʊ↗ŋꭧɨ↘ mən"),  # else 期耐的: `i→nai↘` is qi1 nai4 as well as qin1 ai4
        ("国泰民安", "kwo↗tʰai↘mi↗n a→n"),
        ("金额", "ʨi→n ɤ↗"),
        ("健儿", "ʨjɛ↘n ɚ↗"),
        ("长安", "ꭧʰa↗ŋa→n"),  # no syllable begins with ŋ
        ("民意", "mi↗ni↘"),  # measured: heard as well without
        ("西安", "ɕi→a→n"),
        ("牛奶", "njou↗nai↓"),
        ("取暖", "ʨʰy↓ nwa↓n"),  # and the other way round: else 群晚
        ("采暖", "ʦʰai↓nwa↓n"),
        ("一年", "i→njɛ↗n"),  # measured: heard as well without
    ],
)
def test_no_n_comes_to_the_wrong_syllable(spoken: str, phonemes: str) -> None:
    assert heard(spoken) == phonemes


@pytest.mark.parametrize(
    ("syllable", "phonemes"),
    [
        ("ma1", "ma→"), ("ma2", "ma↗"), ("ma3", "ma↓"), ("ma4", "ma↘"), ("ma5", "ma"),
        ("zhuang4", "ꭧwa↘ŋ"), ("yo5", "jɔ"), ("yai2", "jai↗"), ("lv4", "ly↘"), ("nve4", "nɥe↘"), ("er2", "ɚ↗"),
    ],
)  # fmt: skip
def test_syllables(syllable: str, phonemes: str) -> None:
    assert syllable_phonemes(syllable) == phonemes


@pytest.mark.parametrize("syllable", ["", "5", "xyz3", "ma", "ma6", "Ma1"])
def test_what_is_no_syllable_has_no_phonemes(syllable: str) -> None:
    assert syllable_phonemes(syllable) is None


def test_every_table_stays_within_the_vocabulary() -> None:
    known = set(vocabulary()) | {"0"}
    assert len(vocabulary()) == 114
    assert len(table("syllables.tsv")) == 430
    assert sorted(table("letters.tsv")) == [chr(code) for code in range(ord("A"), ord("Z") + 1)]
    for name in ("syllables.tsv", "letters.tsv", "english.tsv"):
        for sounds in table(name).values():
            assert set(sounds) <= known, sounds


def test_every_syllable_of_the_dictionary_can_be_spoken() -> None:
    from pypinyin.constants import PINYIN_DICT
    from pypinyin.contrib.tone_convert import to_tone3

    readings = {reading for cell in PINYIN_DICT.values() for reading in cell.split(",")}
    spelled = {to_tone3(reading, v_to_u=False, neutral_tone_with_five=True) for reading in readings}
    assert {syllable for syllable in spelled if syllable_phonemes(syllable) is None} == set()


def test_letters_stand_apart_from_words() -> None:
    assert heard("我国GDP增长") == f"wo↓kwo↗ {latin_phonemes('GDP')} ʦə→ŋꭧa↓ŋ"


@pytest.mark.parametrize(
    ("spoken", "lost"), [("第7章", ("7",)), ("ありがとう", tuple("ありがとう")), ("好😀", ("😀",))]
)
def test_what_has_no_sound_is_told(spoken: str, lost: tuple[str, ...]) -> None:
    assert hear(spoken, pronounce(spoken, Location("test")).syllables).unspeakable == lost


def test_a_han_character_without_a_reading_is_told() -> None:
    assert hear("好㐀", ("hao3", None)).unspeakable == ("㐀",)


@pytest.mark.parametrize(
    ("spoken", "sounds"),
    [("大家好", 3), ("GDP", 3), ("W", 3), ("Windows", 2), ("用WiFi上网", 5), ("OK", 2), ("我说Serve the people", 6)],
)
def test_sounds_are_counted_as_they_are_heard(spoken: str, sounds: int) -> None:
    assert hear(spoken, pronounce(spoken, Location("test")).syllables).sounds == sounds


def test_a_long_run_of_marks_is_shortened() -> None:
    assert heard("好！？！？！？！？") == "xau↓! ? !"
    assert heard("好……对。") == "xau↓……twei↘."


def test_diphthongs_are_syllables_of_their_own() -> None:
    assert latin_syllables("klˈIənt") == 2
    assert latin_syllables("kʰei→ʨʰau") == 2


def test_an_english_sentence_keeps_its_marks_and_is_read_as_one() -> None:
    assert heard("Where there is a will， there is a way。") == "wˌɛɹ ðɛɹ ɪz ə wˈɪl, ðɛɹ ɪz ə wˈA."
    assert heard("他说：“Don’t worry！”") == "tʰa→ ʂwo→: “dˈOnt wˈʌɹi! ”"


def test_english_words_stand_apart_from_chinese_ones() -> None:
    assert heard("用Office办公") == "jʊ↘ŋ ˈɑfɪs pa↘nkʊ→ŋ"
    assert heard("用 Office 办公") == heard("用Office办公")


def test_a_long_sentence_stays_within_the_models_limit() -> None:
    longest = "Internationalization characteristically overcompensated telecommunications"[:60]
    assert len(heard(longest)) < 150


def test_among_chinese_the_aspiration_is_marked() -> None:
    assert heard("Top power.") == "tˈɑp pˈWəɹ."
    assert heard("喝Coffee") == "xɤ→ kʰˈɔfi"
