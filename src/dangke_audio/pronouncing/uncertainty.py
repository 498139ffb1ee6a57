"""Which readings are worth a second look: guesses among readings that running text mixes (tables/contested.tsv)."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from dangke_audio.model.report import Finding, Location
from dangke_audio.pinyin import with_tone_mark
from dangke_audio.pronouncing.pronunciation import Reading
from dangke_audio.pronouncing.table_rows import rows

_AROUND = 6
"""How many characters of the clause are shown on either side."""


@cache
def contested() -> dict[tuple[str, str], tuple[str, ...]]:
    """Character and the reading that was guessed → what it may be as well."""
    return {(row[0], row[1]): tuple(row[2].split()) for row in rows("contested")}


def uncertain(spoken: str, readings: Sequence[Reading], location: Location) -> Iterator[Finding]:
    """A finding for each guess: `“重”读作 zhòng，也可能读 chóng：担子重啊`."""
    for place, reading in enumerate(readings):
        others = contested().get((spoken[place], reading.syllable), ()) if reading.guessed and reading.syllable else ()
        if reading.syllable and others:
            choice = f"“{spoken[place]}”读作 {with_tone_mark(reading.syllable)}，也可能读 {_listed(others)}"
            yield Finding("info", "uncertain-reading", f"{choice}：{_clause_around(spoken, place)}", location)


def _listed(syllables: Sequence[str]) -> str:
    return "、".join(map(with_tone_mark, syllables))


def _clause_around(spoken: str, place: int) -> str:
    """The characters next to a place, up to the nearest marks."""
    before = re.split(r"\W", spoken[max(0, place - _AROUND) : place])[-1]
    behind = re.split(r"\W", spoken[place + 1 : place + 1 + _AROUND])[0]
    return before + spoken[place] + behind
