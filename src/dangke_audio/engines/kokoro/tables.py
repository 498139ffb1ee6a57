"""The two-column tables of this folder."""

from functools import cache

from dangke_audio.table_rows import rows


@cache
def table(name: str) -> dict[str, str]:
    """First column → second column; package data, read once."""
    return {row[0]: row[1] for row in rows("dangke_audio.engines.kokoro", name)}
