"""Guesses that are reported."""

import re

import pytest

from dangke_audio.model.lexicon import LexiconEntry, lexicon_of
from dangke_audio.model.report import Finding, Location
from dangke_audio.model.source import Pin
from dangke_audio.pronouncing import pronounce

PLACE = Location("讲稿.txt", 7)
SHAPE = re.compile(r"“(.)”读作 (\w+)，也可能读 (\w+(?:、\w+)*)：\w+")


def guesses(spoken: str) -> list[Finding]:
    return [finding for finding in pronounce(spoken, PLACE).findings if finding.code == "uncertain-reading"]


def test_a_guess_is_told_with_its_surroundings() -> None:
    assert guesses("前路漫漫，责任重啊。") == [
        Finding("info", "uncertain-reading", "“重”读作 zhòng，也可能读 chóng：责任重啊", PLACE)
    ]


@pytest.mark.parametrize("spoken", ["雄安行", "任维东来了", "重如泰山", "这件事我干", "得州"])
def test_all_messages_have_one_shape(spoken: str) -> None:
    assert guesses(spoken)
    assert all(SHAPE.fullmatch(finding.message) for finding in guesses(spoken))


def test_names_of_unknown_people_are_told() -> None:
    assert [finding.message for finding in guesses("记者任维东报道")] == ["“任”读作 rén，也可能读 rèn：记者任维东报道"]


@pytest.mark.parametrize(
    "spoken",
    [
        "全心全意为人民服务，重视质量，还款，长期坚持。",  # phrases and contexts
        "同志们，大家好！我们是中国共产党党员。",  # nothing that is contested
        "解书记讲话。",  # a surname before a title
    ],
)
def test_what_is_known_is_not_told(spoken: str) -> None:
    assert not guesses(spoken)


def test_what_somebody_prescribed_is_no_guess() -> None:
    lexicon = lexicon_of([LexiconEntry("安行", "ān xíng")])
    assert guesses("雄安行")
    assert not pronounce("雄安行", PLACE, lexicon=lexicon).findings
    assert not pronounce("雄安行", PLACE, pins=[Pin(2, 3, "xíng")]).findings
