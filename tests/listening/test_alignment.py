import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangke_audio.listening.alignment import Mark, align
from dangke_audio.listening.syllables import Expected

R, W, M = Mark.RIGHT, Mark.WRONG, Mark.MISSING
SYLLABLES = st.lists(st.sampled_from(["ma", "ba", "nan", "lan", "zhi"]), max_size=8)


def expected(words: str) -> list[Expected]:
    return [Expected(word, word) for word in words.split()]


def heard(words: str) -> list[frozenset[str]]:
    return [frozenset(word.split("/")) for word in words.split()]


@pytest.mark.parametrize(
    ("wanted", "got", "marks", "extra"),
    [
        ("a b c", "a b c", (R, R, R), (0, 0, 0, 0)),
        ("a b c", "a x c", (R, W, R), (0, 0, 0, 0)),
        ("a b c", "a c", (R, M, R), (0, 0, 0, 0)),
        ("a b c", "a b x c", (R, R, R), (0, 0, 1, 0)),
        ("a b c", "x y a b c", (R, R, R), (2, 0, 0, 0)),
        ("a b c", "a b c z", (R, R, R), (0, 0, 0, 1)),
        ("a b", "", (M, M), (0, 0, 0)),
        ("", "a b", (), (2,)),
        ("a b", "a/x y/b", (R, R), (0, 0, 0)),
    ],
)
def test_what_became_of_each(wanted: str, got: str, marks: tuple[Mark, ...], extra: tuple[int, ...]) -> None:
    found = align(expected(wanted), heard(got))
    assert (found.marks, found.extra) == (marks, extra)


def test_lenient_takes_what_recognizers_mix_up_as_equal() -> None:
    wanted, got = expected("zhong chan shan lian"), heard("zong can san nian")
    assert align(wanted, got).errors == 4
    assert align(wanted, got, is_lenient=True).errors == 0


def test_optional_syllables_cost_nothing_when_missing_and_hear_anything_without_syllable() -> None:
    slots = [Expected("用", "yong"), Expected("H", None, True), Expected("", None, True), Expected("学", "xue")]
    for got in ("yong xue", "yong ai xue", "yong ai chi xue"):
        assert align(slots, heard(got)).errors == 0
    assert align(slots, [frozenset({"yong"}), frozenset(), frozenset({"xue"})]).errors == 0
    assert align(slots, heard("yong a b c xue")).errors == 1


def runs(wanted: str, got: str) -> list[int]:
    return [run.errors for run in align(expected(wanted), heard(got)).runs()]


def test_errors_side_by_side_are_a_run() -> None:
    assert runs("a b c d e", "a x y d e") == [2]
    assert runs("a b c d e", "x b y d z") == [1, 1, 1]
    assert runs("a b c", "a b x y z c") == [3]
    assert runs("a b c", "a x y c") == [2]  # one wrong, one too many beside it
    assert runs("a b c", "a b c") == []


def test_a_part_keeps_what_was_too_many_at_its_borders() -> None:
    whole = align(expected("a b c d"), heard("a x b c y d"))
    assert whole.part(1, 3).extra == (1, 0, 1)
    assert whole.part(1, 3).errors == 2
    assert whole.part(3, 4).errors == 1


def test_runs_say_what_was_heard_in_their_place() -> None:
    found = list(align(expected("a b c d e"), heard("x b z d")).runs())
    assert [(run.first, run.end, run.heard_first, run.heard_end, run.errors) for run in found] == [
        (0, 1, 0, 1, 1),
        (2, 3, 2, 3, 1),
        (4, 5, 4, 4, 1),
    ]


@given(SYLLABLES, SYLLABLES)
def test_without_its_runs_an_alignment_has_no_errors(wanted: list[str], got: list[str]) -> None:
    found = align([Expected(each, each) for each in wanted], [frozenset({each}) for each in got])
    assert sum(run.errors for run in found.runs()) == found.errors
    for run in found.runs():
        assert found.without(run).errors == found.errors - run.errors


@given(SYLLABLES, SYLLABLES)
def test_errors_are_the_distance_of_levenshtein(wanted: list[str], got: list[str]) -> None:
    found = align([Expected(each, each) for each in wanted], [frozenset({each}) for each in got])
    assert found.errors == plain_distance(tuple(wanted), tuple(got))
    heard_right = len(wanted) - sum(mark is M for mark in found.marks)
    assert heard_right + sum(found.extra) == len(got)


def plain_distance(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    if not one or not other:
        return len(one) + len(other)
    rest = plain_distance(one[1:], other[1:])
    if one[0] == other[0]:
        return rest
    return 1 + min(rest, plain_distance(one[1:], other), plain_distance(one, other[1:]))
