"""Two sets of changes made into one."""

from hypothesis import given
from hypothesis import strategies as st

from dangke_audio.model.speech import Change
from dangke_audio.normalizing.composing import apply, compose


def change(start: int, before: str, after: str) -> Change:
    return Change("rule", start, start + len(before), before, after)


def test_changes_are_made() -> None:
    assert apply("a1b2", (change(1, "1", "一"), change(3, "2", ""))) == "a一b"


def test_a_second_change_may_run_over_the_edge_of_a_first() -> None:
    first = (change(1, "1", "一二"), change(3, "2", ""))
    second = (Change("later", 2, 4, "二b", "x"),)
    assert apply("a1b2", first) == "a一二b"
    (one,) = [found for found in compose("a1b2", first, second) if found.rule == "rule" and found.after]
    assert (one.start, one.end, one.before, one.after) == (1, 3, "1b", "一x")


@st.composite
def changes_to(draw: st.DrawFn, text: str) -> tuple[Change, ...]:
    places = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
    spans = zip(places[::2], places[1::2], strict=False)
    return tuple(change(start, text[start:end], draw(st.text("xy", max_size=3))) for start, end in spans)


@given(st.data(), st.text("abc", max_size=12))
def test_composed_changes_do_what_both_do(data: st.DataObject, text: str) -> None:
    first = data.draw(changes_to(text))
    middle = apply(text, first)
    second = data.draw(changes_to(middle))
    assert apply(text, compose(text, first, second)) == apply(middle, second)
