import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangke_audio.assembling.cutting import Border, cut_into_parts

LONGEST = 600


def lecture(seed: int, sentences: int = 300) -> list[tuple[str, int, int]]:
    """Sentences of (text, length, rank of the border behind), with paragraphs of some five and chapters of some forty."""
    chance = random.Random(seed)
    ranks = [4 if chance.random() < 0.025 else 2 if chance.random() < 0.2 else 1 for _ in range(sentences)]
    return [(f"{seed}/{number}", chance.randint(3, 20), rank) for number, rank in enumerate(ranks)]


def parts_of(sentences: list[tuple[str, int, int]], longest: int = LONGEST) -> list[list[str]]:
    """The texts of each part."""
    texts, lengths, ranks = ([one[column] for one in sentences] for column in range(3))
    borders = [Border(index, ranks[index], texts[index + 1]) for index in range(len(texts) - 1)]  # type: ignore[arg-type]
    ends = cut_into_parts(lengths, borders, longest)  # type: ignore[arg-type]
    return [texts[first:end] for first, end in zip((0, *ends), ends, strict=False)]  # type: ignore[misc]


def length_of(part: list[str], sentences: list[tuple[str, int, int]]) -> int:
    lengths = {text: length for text, length, _ in sentences}
    return sum(lengths[text] for text in part)


@given(st.integers(0, 10_000), st.integers(1, 300), st.integers(25, 2000))
def test_parts_cover_the_text_in_order_and_none_is_too_long(seed: int, count: int, longest: int) -> None:
    sentences = lecture(seed, count)
    parts = parts_of(sentences, longest)
    assert [text for part in parts for text in part] == [text for text, _, _ in sentences]
    assert all(part and length_of(part, sentences) <= longest for part in parts)


@given(st.integers(0, 10_000))
def test_no_part_is_a_scrap(seed: int) -> None:
    sentences = lecture(seed)
    parts = parts_of(sentences)
    assert len(parts) > 2
    assert all(length_of(part, sentences) >= LONGEST // 5 for part in parts)


def test_what_fits_stays_whole() -> None:
    assert len(parts_of(lecture(1, 20))) == 1


def test_a_chapter_is_the_best_place() -> None:
    sentences = [(str(number), 10, 2) for number in range(100)]
    sentences[34] = ("34", 10, 4)
    assert parts_of(sentences)[0][-1] == "34"


def test_an_utterance_that_is_too_long_is_a_part_of_its_own() -> None:
    sentences = [("a", 10, 1), ("b", 2000, 1), ("c", 10, 1), ("d", 2000, 1)]
    assert parts_of(sentences) == [["a"], ["b"], ["c"], ["d"]]


@pytest.mark.parametrize("place", [5, 60, 150, 240])
def test_an_edit_moves_the_cuts_near_it_and_no_others(place: int) -> None:
    """Of many lectures with a sentence inserted: parts before stay, and nearly all of those two parts behind."""
    behind = kept = 0
    for seed in range(60):
        sentences = lecture(seed)
        edited = [*sentences[:place], ("new", 12, 1), *sentences[place:]]
        before, after = parts_of(sentences), parts_of(edited)
        ends = {part[-1] for part in before}
        where = next(index for index, part in enumerate(after) if "new" in part)
        assert after[: max(0, where - 1)] == before[: max(0, where - 1)]
        later = [part[-1] for part in after[where + 2 : -1]]
        behind += len(later)
        kept += sum(end in ends for end in later)
    assert kept >= 0.9 * behind
