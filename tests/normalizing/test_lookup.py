"""The word tables are well formed."""

from importlib import resources

import pytest

from dangke_audio.normalizing.lookup import rows

COLUMNS = {
    "measure_words": 2,
    "named_numbers": 2,
    "unit_symbols": 2,
    "currencies": 2,
    "greek_letters": 2,
    "operators": 2,
    "symbol_names": 2,
}
TABLES = sorted(
    path.name.removesuffix(".tsv")
    for path in resources.files("dangke_audio.normalizing").joinpath("tables").iterdir()
    if path.name.endswith(".tsv")
)


@pytest.mark.parametrize("table", TABLES)
def test_columns_and_no_row_twice(table: str) -> None:
    assert {len(row) for row in rows(table)} == {COLUMNS.get(table, 1)}
    keys = [row[0] for row in rows(table)]
    assert len(keys) == len(set(keys))


def test_two_is_called_one_of_three_ways() -> None:
    assert {two for _word, two in rows("measure_words")} == {"两", "二", "两/二"}
