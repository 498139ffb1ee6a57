"""The word tables beside the rules: `tables/<name>.tsv`."""

import re
from functools import cache

from dangke_audio import table_rows


def rows(table: str) -> tuple[tuple[str, ...], ...]:
    """All rows of a table, in the order of the file."""
    return table_rows.rows("dangke_audio.normalizing", f"tables/{table}.tsv")


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
