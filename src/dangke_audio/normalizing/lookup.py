"""The word tables beside the rules: `tables/<name>.tsv`, `#` starts a comment line, columns are separated by tabs."""

import re
from functools import cache
from importlib import resources


@cache
def rows(table: str) -> tuple[tuple[str, ...], ...]:
    """All rows of a table, in the order of the file."""
    content = resources.files("dangke_audio.normalizing").joinpath("tables", f"{table}.tsv").read_text("utf-8")
    lines = (line for line in content.splitlines() if line.strip() and not line.startswith("# "))
    return tuple(tuple(line.split("\t")) for line in lines)


@cache
def words(table: str) -> tuple[str, ...]:
    """The first column."""
    return tuple(row[0] for row in rows(table))


@cache
def pairs(table: str) -> dict[str, str]:
    """First column to second column."""
    return {row[0]: row[1] for row in rows(table)}


def any_of(alternatives: tuple[str, ...] | list[str]) -> str:
    """A regular expression for one of these words, the longest first: 公里 before 公."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(alternatives, key=len, reverse=True)) + ")"
