"""Surnames before titles, behind 姓, in villages and in names."""

import pytest

from dangke_audio.pronouncing.readings import readings_of


def said(spoken: str, character: str) -> list[tuple[str | None, bool]]:
    return [
        (r.syllable, r.guessed) for letter, r in zip(spoken, readings_of(spoken), strict=True) if letter == character
    ]


@pytest.mark.parametrize(
    ("spoken", "character", "reading"),
    [
        ("解书记讲话", "解", "xie4"),
        ("请单主任发言", "单", "shan4"),
        ("老任同志", "任", "ren2"),
        ("他姓仇。", "仇", "qiu2"),
        ("曾氏宗祠", "曾", "zeng1"),
        ("解姓村民", "解", "xie4"),
        ("查某被判刑", "查", "zha1"),
        ("家住任家庄", "任", "ren2"),
        ("单家集的夜话", "单", "shan4"),
        ("翟老师", "翟", "zhai2"),
    ],
)
def test_sure_surnames(spoken: str, character: str, reading: str) -> None:
    assert (reading, False) in said(spoken, character)


@pytest.mark.parametrize(
    ("spoken", "character", "reading"),
    [("记者任维东报道", "任", "ren2"), ("请解文华同志发言", "解", "xie4"), ("和曾庆礼教授座谈", "曾", "zeng1")],
)
def test_what_looks_like_a_name_is_a_guess(spoken: str, character: str, reading: str) -> None:
    assert said(spoken, character) == [(reading, True)]


@pytest.mark.parametrize(
    ("spoken", "character", "reading"),
    [
        ("他曾多次获奖", "曾", "ceng2"),
        ("任何同志都要遵守", "任", "ren4"),
        ("单克隆抗体", "单", "dan1"),
        ("查出问题", "查", "cha2"),
        ("三十华氏度", "华", "hua2"),
        ("责任家庭医生", "任", "ren4"),
    ],
)
def test_what_is_no_name(spoken: str, character: str, reading: str) -> None:
    assert [syllable for syllable, _ in said(spoken, character)] == [reading]
