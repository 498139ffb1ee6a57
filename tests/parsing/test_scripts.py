"""Whole scripts in the manner of real ones, against what a careful reader sees in them."""

from pathlib import Path

import pytest
from tests.support.documents import document

from dangke_audio.model.lecture import Lecture
from dangke_audio.parsing import parse

CASES = [
    case.split("\n", 1)
    for case in (Path(__file__).parent / "cases" / "scripts.txt").read_text("utf-8").split("\n%% ")[1:]
]


def seen(lecture: Lecture) -> list[str]:
    """A lecture in the words of the case file."""
    said = (
        ("题目", lecture.title),
        ("副题", lecture.subtitle),
        ("主讲", lecture.speaker),
        ("日期", lecture.date),
        ("称呼", lecture.salutation),
    )
    return [
        *(f"{name} {value}" for name, value in said if value),
        *(f"{s.level}{'r' if s.run_in else ''} {s.heading}" for s in lecture.sections if s.heading),
        *(f"- {omission.reason} {omission.text}" for omission in lecture.omitted),
    ]


@pytest.mark.parametrize(("name", "case"), CASES, ids=[name for name, _ in CASES])
def test_a_script_is_read_as_a_careful_reader_does(name: str, case: str) -> None:
    script, _, wanted = case.partition("\n=>\n")
    assert seen(parse(document(script))) == [line for line in wanted.split("\n") if line.strip()], name
