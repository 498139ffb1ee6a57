import pytest

from dangke_audio.model.source import Pin
from dangke_audio.reading.cells import Cell, join_cells, shifted


@pytest.mark.parametrize(
    ("cells", "row"),
    [
        (["周一", "", "王强"], "周一，王强"),
        (["时间：", "八点"], "时间：八点"),
        (["“都到了。”", "签字"], "“都到了。”签字"),
        (["（桥、路……）", "两天"], "（桥、路……），两天"),
        (["等等…", "完"], "等等…完"),
        (["Name:", "Li"], "Name:Li"),
        (["12.", "34"], "12.，34"),
        (["（3）", "四"], "（3），四"),
    ],
)
def test_a_comma_between_cells_unless_a_mark_stands_there(cells: list[str], row: str) -> None:
    assert join_cells(*map(Cell, cells)).text == row


def test_pins_move_with_their_words() -> None:
    row = join_cells(Cell("地点"), Cell(" 蔚县", (Pin(1, 2, "yù"),)), Cell("六安", (Pin(0, 1, "lù"),)))
    assert row == Cell("地点，蔚县，六安", (Pin(3, 4, "yù"), Pin(6, 7, "lù")))


def test_pins_of_what_was_cut_off_are_gone() -> None:
    assert shifted((Pin(1, 2, "háng"), Pin(4, 5, "lù")), -4) == (Pin(0, 1, "lù"),)
