"""The two-column tables of this folder."""

from functools import cache
from importlib.resources import files


@cache
def table(name: str) -> dict[str, str]:
    """First column → second column; package data, read once."""
    rows = files(__package__).joinpath(name).read_text(encoding="utf-8").split("\n")
    return dict(row.split("\t") for row in rows if row)
