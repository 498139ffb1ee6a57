"""What a proof-reader can choose from."""

import pytest

from dangke_audio.model.report import Location
from dangke_audio.pronouncing import possible_readings, pronounce, uncertain_places


@pytest.mark.parametrize(
    ("character", "first", "also"),
    [
        ("重", "zhong4", "chong2"),
        ("单", "dan1", "shan4"),
        ("的", "de5", "di4"),
        ("绿", "lv4", "lu4"),
        ("一", "yi1", "yi1"),
    ],
)
def test_the_usual_reading_comes_first(character: str, first: str, also: str) -> None:
    readings = possible_readings(character)
    assert readings[0] == first
    assert also in readings
    assert len(set(readings)) == len(readings)


def test_a_character_that_nobody_knows_has_none() -> None:
    assert possible_readings("\U0003134a") == ()


@pytest.mark.parametrize("spoken", ["担子重啊！", "我们一定要重修。", "他长得很好，重要的是长。", ""])
def test_the_places_are_those_of_the_findings(spoken: str) -> None:
    found = pronounce(spoken, Location("讲稿.txt", 1))
    places = uncertain_places(spoken, found.syllables, found.pinned)
    findings = [finding for finding in found.findings if finding.code == "uncertain-reading"]
    assert [finding.message[1] for finding in findings] == [spoken[place] for place in places]


def test_what_somebody_has_settled_is_not_uncertain() -> None:
    syllables = ("dan4", "zi5", "zhong4")
    assert uncertain_places("担子重", syllables) == (2,)
    assert uncertain_places("担子重", syllables, {2}) == ()
    assert uncertain_places("担子重", ("dan4", "zi5", "chong2")) == ()
