"""Sentences with the reading of each contested character: cases/*.tsv."""

import re
from pathlib import Path

import pytest

from dangke_audio.model.report import Location
from dangke_audio.pronouncing import pronounce

CASES = Path(__file__).parent / "cases"
ANNOTATED = re.compile(r"([^a-z0-9])([a-z]+[1-5])?")
PLACE = Location("讲稿.txt", 1)


def cases() -> list[str]:
    """All rows of all files."""
    rows = (row for file in sorted(CASES.glob("*.tsv")) for row in file.read_text(encoding="utf-8").splitlines())
    return [row for row in rows if row and not row.startswith("# ")]


def test_there_are_cases_of_all_kinds() -> None:
    assert len(cases()) > 900


@pytest.mark.parametrize("annotated", cases())
def test_contested_characters(annotated: str) -> None:
    expected = ANNOTATED.findall(annotated)
    spoken = "".join(character for character, _ in expected)
    syllables = pronounce(spoken, PLACE).syllables
    wrong = [
        f"{character} is {said}, not {reading}"
        for (character, reading), said in zip(expected, syllables, strict=True)
        if reading and said != reading
    ]
    assert not wrong, spoken
