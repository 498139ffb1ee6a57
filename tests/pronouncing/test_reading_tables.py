"""The project's tables are well formed."""

import re

import pytest

from dangke_audio.pronouncing.contexts import contexts, reading_in_context
from dangke_audio.pronouncing.table_rows import rows

SYLLABLE = re.compile(r"[a-z]{1,6}[1-5]")


def test_phrases_have_one_syllable_for_each_character() -> None:
    for phrase, readings, *_note in rows("phrases"):
        assert len(readings.split()) == len(phrase) > 1, phrase
        assert all(SYLLABLE.fullmatch(reading) for reading in readings.split()), phrase


def test_phrases_have_citation_tones() -> None:
    for phrase, readings, *_note in rows("phrases"):
        said = dict(zip(phrase, readings.split(), strict=True))
        assert said.get("一", "yi1") == "yi1"
        assert said.get("不", "bu4") == "bu4"


@pytest.mark.parametrize("table", ["phrases", "characters", "surnames"])
def test_no_row_stands_twice(table: str) -> None:
    keys = [row[0] for row in rows(table)]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("table", ["characters", "surnames"])
def test_single_characters_have_a_syllable(table: str) -> None:
    assert all(len(row[0]) == 1 and SYLLABLE.fullmatch(row[1]) for row in rows(table))


def test_contexts_compile_and_name_a_syllable() -> None:
    assert all(SYLLABLE.fullmatch(context.reading) for found in contexts().values() for context in found)


def test_a_context_holds_only_where_it_fits() -> None:
    assert reading_in_context("时间最长", 3, in_phrase=False) == "chang2"
    assert reading_in_context("村长", 1, in_phrase=False) is None
    assert reading_in_context("还得靠大家", 1, in_phrase=True) == "dei3"
