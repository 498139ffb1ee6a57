"""The project's own tables of readings: `tables/<name>.tsv`."""

from dangke_audio import table_rows


def rows(table: str) -> tuple[tuple[str, ...], ...]:
    """All rows of a table, in the order of the file."""
    return table_rows.rows("dangke_audio.pronouncing", f"tables/{table}.tsv")
