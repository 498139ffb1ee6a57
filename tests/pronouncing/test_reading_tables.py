"""The project's tables are well formed."""

import re

import pytest

from dangke_audio.pronouncing.contexts import contexts_of, reading_in_context
from dangke_audio.pronouncing.pronunciation import Reading
from dangke_audio.pronouncing.readings import readings_of
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
    for character in {row[0][-1] for row in rows("contexts")}:
        assert all(SYLLABLE.fullmatch(context.reading.syllable or "") for context in contexts_of(character))


EXAMPLES = [(row[0][-1], row[3], row[4]) for row in rows("contexts") if row[4:] and row[4]]


def test_most_contexts_have_an_example() -> None:
    assert len(EXAMPLES) > 0.9 * len(rows("contexts"))


@pytest.mark.parametrize(("character", "reading", "example"), EXAMPLES)
def test_examples_are_read_as_their_context_says(character: str, reading: str, example: str) -> None:
    found = [said.syllable for letter, said in zip(example, readings_of(example), strict=True) if letter == character]
    assert reading in found


def test_a_context_holds_only_where_it_fits() -> None:
    assert reading_in_context("时间最长", 3, in_phrase=False) == Reading("chang2")
    assert reading_in_context("村委会", 1, in_phrase=False) is None
    assert reading_in_context("还得靠大家", 1, in_phrase=True) == Reading("dei3")


def test_contested_readings_are_living_ones_of_the_character() -> None:
    from pypinyin.constants import PINYIN_DICT
    from pypinyin.contrib.tone_convert import to_tone3

    for character, guess, others in rows("contested"):
        listed = {
            to_tone3(one, v_to_u=False, neutral_tone_with_five=True) for one in PINYIN_DICT[ord(character)].split(",")
        }
        assert {guess, *others.split()} <= listed, character
        assert guess not in others.split()


def test_no_guess_is_contested_twice() -> None:
    keys = [row[:2] for row in rows("contested")]
    assert len(keys) == len(set(keys))
