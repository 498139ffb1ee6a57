"""Which readings an engine that guesses by itself must be told."""

import pytest

from dangke_audio.model.lexicon import LexiconEntry, lexicon_of
from dangke_audio.model.report import Location
from dangke_audio.model.source import Pin
from dangke_audio.pronouncing import pronounce
from dangke_audio.pronouncing.dictionary import own_phrases, own_readings
from dangke_audio.pronouncing.pronunciation import Reading
from dangke_audio.pronouncing.table_rows import rows

PLACE = Location("讲稿.txt", 9)


def pinned(spoken: str) -> str:
    return "".join(spoken[place] for place in sorted(pronounce(spoken, PLACE).pinned))


def test_what_the_author_and_the_lexicon_fix_is_pinned() -> None:
    lexicon = lexicon_of([LexiconEntry("大家", "dà jiā")])
    found = pronounce("同志们，大家好。", PLACE, pins=[Pin(0, 2, "tóng zhì")], lexicon=lexicon)
    assert found.pinned == {0, 1, 4, 5}


def test_a_reading_that_does_not_fit_pins_nothing() -> None:
    assert pronounce("大家好", PLACE, pins=[Pin(0, 2, "hǎo")]).pinned == frozenset()


@pytest.mark.parametrize(
    ("spoken", "characters"),
    [
        ("我们到六安去", "六"),
        ("他是单县人，她是重庆人", "单重"),
        ("曾国藩是湖南人", "曾"),
        ("网格长上门", "长"),
        ("去过朝鲜", "朝鲜"),  # once 鲜 is another character, nothing tells which 朝 it is
    ],
)
def test_phrases_of_the_project_pin_what_they_read_unlike_usual(spoken: str, characters: str) -> None:
    assert pinned(spoken) == characters


@pytest.mark.parametrize("spoken", ["请解书记讲话", "家住解家庄"])
def test_sure_surnames_are_pinned(spoken: str) -> None:
    assert pinned(spoken) == "解"


@pytest.mark.parametrize(
    "spoken",
    [
        "同志们，大家好！",
        "以人民为中心，充分发挥作用，成为表率。",  # common words and grammar
        "便宜的豆腐干，为什么",  # with a neutral tone
        "这件事还得靠大家",  # by what stands around it
        "记者任维东报道",  # a guess
        "长治和长沙",  # the commonest reading
    ],
)
def test_what_engines_find_themselves_is_not_pinned(spoken: str) -> None:
    assert pinned(spoken) == ""


def test_everyday_phrases_would_be_pinned_otherwise() -> None:
    everyday = [row[0] for row in rows("everyday")]
    assert len(everyday) == len(set(everyday))
    assert set(everyday) <= set(own_phrases())
    assert not any(reading.pinned for phrase in everyday for reading in own_readings(phrase))
    from dangke_audio.pronouncing.dictionary import character_reading

    for phrase in everyday:
        readings = own_phrases()[phrase]
        assert any(character_reading(one) != said for one, said in zip(phrase, readings, strict=True)), phrase
        assert not any(said.endswith("5") for said in readings), phrase


def test_readings_of_a_phrase() -> None:
    assert own_readings("六安") == (Reading("lu4", pinned=True), Reading("an1"))
    assert own_readings("作为") == (Reading("zuo4"), Reading("wei2"))
