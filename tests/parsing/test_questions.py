"""Numbered questions are chapters, however they are numbered."""

import pytest
from tests.support.documents import document

from dangke_audio.parsing import parse

MARKS = [
    "1．2．3．",
    "1.2.3.",
    "1、2、3、",
    "一、二、三、",
    "（一）（二）（三）",
    "（1）（2）（3）",
    "1）2）3）",
    "①②③",
]
ANSWER = "答：请到村部找水管员登记。\n"


def headings(script: str) -> list[tuple[int, str, str | None]]:
    """(level, heading, who says it)."""
    lecture = parse(document(f"用水问答\n{script}"), frozenset({"问", "答"}))
    return [(s.level, s.heading, s.sentences[0].role) for s in lecture.sections if s.heading]


@pytest.mark.parametrize("written", MARKS)
def test_every_way_of_numbering_makes_chapters(written: str) -> None:
    size = len(written) // 3
    marks = [written[start : start + size] for start in range(0, 3 * size, size)]
    script = "".join(f"{mark}问：怎么装表？\n{ANSWER}" for mark in marks)
    assert headings(script) == [(1, f"{mark}怎么装表？", "问") for mark in marks]


def test_one_list_in_several_ways_has_one_level() -> None:
    marks = ["1．", "2.", "3、", "（四）", "（5）"]
    script = "".join(f"{mark}问：怎么装表？\n{ANSWER}" for mark in marks)
    assert headings(script) == [(1, f"{mark}怎么装表？", "问") for mark in marks]
    below = headings(f"一、装表\n{script}")
    assert [level for level, _, _ in below] == [1, 2, 2, 2, 2, 2]


def test_their_level_is_that_of_their_numbers() -> None:
    script = f"一、装表\n（一）问：怎么装表？\n{ANSWER}1．问：找谁？\n{ANSWER}二、换表\n（一）问：怎么换？\n{ANSWER}"
    assert [level for level, _, _ in headings(script)] == [1, 2, 3, 1, 2]


def test_a_single_number_is_a_chapter_too() -> None:
    assert headings(f"3、问：怎么装表？\n{ANSWER}") == [(1, "3、怎么装表？", "问")]


def test_questions_to_think_about_are_a_list() -> None:
    assert headings(f"问：怎么装表？\n{ANSWER}1、问：找谁？\n2、问：何时找？\n3、问：何处找？") == []


def test_a_question_of_several_sentences_is_no_heading() -> None:
    long = "去年装的表今年坏了。村里没有人会修。这种事情以后应该找谁来办才能办得又快又好？"
    assert headings(f"1、问：{long}\n{ANSWER}") == []
