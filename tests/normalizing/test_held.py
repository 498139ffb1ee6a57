import pytest

from dangke_audio.model.lecture import Sentence
from dangke_audio.model.lexicon import Lexicon, LexiconEntry, lexicon_of
from dangke_audio.model.report import Location
from dangke_audio.model.source import Pin
from dangke_audio.normalizing import normalize


def sentence(written: str, *pins: Pin) -> Sentence:
    return Sentence(written, "body", Location("讲稿.txt", 1), ends_paragraph=True, pins=pins)


def lexicon(**entries: str) -> Lexicon:
    return lexicon_of([LexiconEntry(written, reading) for written, reading in entries.items()])


def test_a_pinned_word_keeps_its_place_among_changes() -> None:
    written = "2024年在重庆有301家。"
    result = normalize(sentence(written, Pin(6, 8, "chóng qìng"), Pin(9, 12, "三零幺")))
    assert result.spoken == "二零二四年在重庆有三零幺家。"
    (pin,) = result.pins
    assert result.spoken[pin.start : pin.end] == "重庆"
    assert [change.rule for change in result.changes] == ["year", "pin"]


def test_no_rule_touches_what_is_pinned() -> None:
    # 两 would be said for this 2 by the rules.
    assert normalize(sentence("有2个。", Pin(1, 2, "二"))).spoken == "有二个。"
    assert normalize(sentence("第三〇一医院", Pin(1, 4, "sān líng yāo"))).spoken == "第三〇一医院"


@pytest.mark.parametrize(
    ("written", "spoken"),
    [("301医院的3010床", "三零幺医院的三千零一十床"), ("WTO和WTOX", "世贸组织和W T O X")],
)
def test_a_lexicon_respells_words_with_letters_and_figures(written: str, spoken: str) -> None:
    words = lexicon(**{"301医院": "三零幺医院", "WTO": "世贸组织"})
    assert normalize(sentence(written), words).spoken.replace(" ", "") == spoken.replace(" ", "")


def test_words_of_han_are_left_to_pronouncing() -> None:
    result = normalize(sentence("去单县。"), lexicon(单县="shàn xiàn"))
    assert (result.spoken, result.changes, result.pins) == ("去单县。", (), ())


def test_a_pin_outranks_the_lexicon_and_overlaps_do_no_harm() -> None:
    words = lexicon(**{"301医院": "三零幺医院"})
    result = normalize(sentence("301医院", Pin(0, 3, "三百零一"), Pin(2, 5, "乱七")), words)
    assert result.spoken == "三百零一医院"


def test_its_own_output_stays() -> None:
    words = lexicon(**{"301医院": "三零幺医院"})
    once = normalize(sentence("301医院有2位。"), words).spoken
    assert normalize(sentence(once), words).spoken == once


def test_quotes_and_blanks_beside_pinned_words_are_only_marks() -> None:
    result = normalize(sentence("去了“重庆”。", Pin(3, 4, "chong2"), Pin(4, 5, "qing4")))
    assert result.spoken == "去了“重庆”。"
    assert [result.spoken[pin.start] for pin in result.pins] == ["重", "庆"]


def test_blanks_in_a_homophone_are_typing() -> None:
    assert normalize(sentence("301医院", Pin(0, 3, "三 零 幺"))).spoken == "三零幺医院"
