"""Width folding keeps every offset."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangke_audio.normalizing.folding import fold


@given(st.text(max_size=60))
def test_the_length_stays(written: str) -> None:
    assert len(fold(written)) == len(written)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("１２０㎡（３．５％）", "120㎡(3.5%)"),
        ("〔２０２１〕", "(2021)"),
        ("café", "cafe"),
        ("٣", "3"),
        ("金", "金"),
        ("й", "й"),
    ],
)
def test_look_alikes_become_plain(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_numerals_that_are_marks_stay() -> None:
    assert fold("①Ⅳ²") == "①Ⅳ²"
