"""The project's own tables: `tables/<name>.tsv`, `#` starts a comment line, columns are separated by tabs."""

from functools import cache
from importlib import resources


@cache
def rows(table: str) -> tuple[tuple[str, ...], ...]:
    """All rows of a table, in the order of the file."""
    content = resources.files("dangke_audio.pronouncing").joinpath("tables", f"{table}.tsv").read_text("utf-8")
    return tuple(tuple(line.split("\t")) for line in content.splitlines() if line.strip() and line[:2] != "# ")
