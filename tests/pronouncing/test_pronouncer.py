"""Citation pinyin of whole sentences."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dangke_audio.model.lexicon import Lexicon, LexiconEntry, lexicon_of
from dangke_audio.model.report import Location
from dangke_audio.model.source import Pin
from dangke_audio.pronouncing import pronounce

PLACE = Location("讲稿.txt", 3)
EMPTY = Lexicon()


def pinyin(spoken: str) -> str:
    return " ".join(syllable or "-" for syllable in pronounce(spoken, PLACE).syllables)


def said(spoken: str, pins: Sequence[Pin] = (), lexicon: Lexicon = EMPTY) -> str:
    return " ".join(syllable or "-" for syllable in pronounce(spoken, PLACE, pins=pins, lexicon=lexicon).syllables)


# sentence, the characters asked about in order, their readings
READINGS = [
    ("以人民为中心，全心全意为人民服务。", "为", "wei2 wei4"),
    ("为把我国建设成为现代化强国，面积为一百亩。", "为", "wei4 wei2 wei2"),
    ("这项工作还得靠大家，群众得到实惠，干得很好。", "得", "dei3 de2 de5"),
    ("扎扎实实地推进，更加自觉地维护，守住这片地。", "地", "de5 de5 di4"),
    ("我们还要按时还款，还没还清。", "还", "hai2 huan2 hai2 huan2"),
    ("养了十只羊，只有一只船，每只都好，这只是开始。", "只", "zhi1 zhi3 zhi1 zhi1 zhi3"),
    ("种粮大户选种子，种了三种作物。", "种", "zhong4 zhong3 zhong4 zhong3"),
    ("县长说时间最长，增长很快，长期坚持。", "长", "zhang3 chang2 zhang3 chang2"),
    ("第三卷和答卷，卷入其中。", "卷", "juan4 juan4 juan3"),
    ("党员应当响应号召，应按期交纳党费。", "应", "ying1 ying4 ying1"),
    ("决不让一个人落下，狠抓落实。", "落", "la4 luo4"),
    ("请解书记讲话，解决问题。", "解", "xie4 jie3"),
    ("曾国藩曾经来过。", "曾", "zeng1 ceng2"),
    ("评大夫活动，他是士大夫。", "大", "dai4 da4"),
    ("重温誓词，重视质量。", "重", "chong2 zhong4"),
    ("最小曲线，民间歌曲。", "曲", "qu1 qu3"),
    ("必须发展，理发。", "发", "fa1 fa4"),
    ("电子商务，孩子，子公司。", "子", "zi3 zi5 zi3"),
    ("都会有的，首都，都市。", "都", "dou1 du1 du1"),
]


@pytest.mark.parametrize(("sentence", "character", "readings"), READINGS)
def test_characters_with_several_readings(sentence: str, character: str, readings: str) -> None:
    syllables = pronounce(sentence, PLACE).syllables
    found = [syllable for letter, syllable in zip(sentence, syllables, strict=True) if letter == character]
    assert found == readings.split()


def test_the_form_of_syllables() -> None:
    assert pinyin("绿女略居去儿吗，GDP") == "lv4 nv3 lve4 ju1 qu4 er2 ma5 - - - -"


def test_citation_tones_without_sandhi() -> None:
    assert pinyin("一定不会你好") == "yi1 ding4 bu4 hui4 ni3 hao3"


def test_a_character_without_a_reading_is_reported_once() -> None:
    unknown = "\U000323af"  # the newest block of the standard: in no dictionary yet
    result = pronounce(f"好{unknown}好{unknown}", PLACE)
    assert result.syllables == ("hao3", None, "hao3", None)
    unreadable = [finding for finding in result.findings if finding.code == "unreadable"]
    assert [(f.severity, f.location) for f in unreadable] == [("error", PLACE)]
    assert unknown in unreadable[0].message


def test_a_pin_wins_over_the_lexicon_and_that_over_the_tables() -> None:
    lexicon = lexicon_of([LexiconEntry("重庆路", "zhòng qīng lù")])
    spoken = "从重庆路到重庆"
    assert pinyin(spoken) == "cong2 chong2 qing4 lu4 dao4 chong2 qing4"
    assert said(spoken, lexicon=lexicon) == "cong2 zhong4 qing1 lu4 dao4 chong2 qing4"
    pins = [Pin(1, 2, "tóng"), Pin(5, 7, "tóng qìng")]
    assert said(spoken, pins=pins, lexicon=lexicon) == "cong2 tong2 qing1 lu4 dao4 tong2 qing4"


def test_of_the_lexicon_the_longest_word_counts_inside_words_too() -> None:
    lexicon = lexicon_of(
        [LexiconEntry("大城", "dà chéng"), LexiconEntry("大城县", "dài chéng xiàn"), LexiconEntry("民服", "mín fǔ")]
    )
    assert said("大城县和大城", lexicon=lexicon) == "dai4 cheng2 xian4 he2 da4 cheng2"
    assert said("为人民服务", lexicon=lexicon) == "wei4 ren2 min2 fu3 wu4"


def test_words_with_letters_are_left_to_normalizing() -> None:
    lexicon = lexicon_of([LexiconEntry("T恤", "替序")])
    assert said("T恤", lexicon=lexicon) == "- xu4"


def test_homophones_are_read_by_the_dictionaries() -> None:
    assert said("解放", pins=[Pin(0, 2, "重庆")]) == "chong2 qing4"


def test_a_pin_skips_marks() -> None:
    assert said("重，庆", pins=[Pin(0, 3, "chóng qīng")]) == "chong2 - qing1"


def test_a_reading_that_does_not_fit_is_reported_and_left_out() -> None:
    lexicon = lexicon_of([LexiconEntry("重庆", "chóng", place="本地.tsv:3")])
    result = pronounce("重庆人在重庆", PLACE, pins=[Pin(2, 3, "abc")], lexicon=lexicon)
    assert result.syllables == ("chong2", "qing4", "ren2", "zai4", "chong2", "qing4")
    assert [(f.severity, f.code, f.location) for f in result.findings] == [("warning", "reading-misfit", PLACE)] * 2
    assert "“人”" in result.findings[0].message or "“abc”" in result.findings[0].message
    assert result.findings[1].message.endswith("（本地.tsv:3）")


def test_homophones_that_nobody_can_read_do_not_fit() -> None:
    result = pronounce("重庆", PLACE, pins=[Pin(0, 2, "重\U000323af")])
    assert result.syllables == ("chong2", "qing4")
    assert [finding.code for finding in result.findings] == ["reading-misfit"]


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=30), st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=30)))
def test_one_entry_for_each_character(spoken: str) -> None:
    result = pronounce(spoken, PLACE)
    assert len(result.syllables) == len(spoken)
    unread = {finding.message[1] for finding in result.findings if finding.code == "unreadable"}
    for character, syllable in zip(spoken, result.syllables, strict=True):
        if "一" <= character <= "鿿":
            assert syllable is not None or character in unread
        if syllable is not None:
            assert syllable[:-1].isascii()
            assert syllable[-1] in "12345"
