"""Characters whose reading depends on what stands around them: tables/contexts.tsv, the first row that fits wins.

A row says the character, a pattern that the text in front must end with, one that the text behind must begin with,
and the reading. It is for characters that stand in no phrase; with `!` before the character also for those in a
phrase of pypinyin (还得 hai2 dei3); with `?` its reading is only the likelier one.
"""

import re
from dataclasses import dataclass
from functools import cache

from dangke_audio.pronouncing.pronunciation import Reading
from dangke_audio.pronouncing.table_rows import rows

_REACH = 20
"""How many characters are looked at on either side."""


@dataclass(frozen=True, slots=True)
class Context:
    """One row of the table."""

    before: re.Pattern[str]
    behind: re.Pattern[str]
    reading: Reading
    in_phrases: bool


@cache
def contexts_of(character: str) -> tuple[Context, ...]:
    """The rows of a character; compiled when it is first met, for that takes a while over the whole table."""
    return tuple(
        Context(re.compile(f"(?:{before})$"), re.compile(behind), Reading(syllable, mark == "?"), mark == "!")
        for mark, before, behind, syllable in _rows_by_character().get(character, ())
    )


@cache
def _rows_by_character() -> dict[str, list[tuple[str, str, str, str]]]:
    """The mark or nothing, the two patterns and the syllable."""
    found: dict[str, list[tuple[str, str, str, str]]] = {}
    for marked, before, behind, syllable, *_example in rows("contexts"):
        found.setdefault(marked[-1], []).append((marked[:-1], before, behind, syllable))
    return found


def reading_in_context(spoken: str, position: int, *, in_phrase: bool) -> Reading | None:
    """The reading that the surroundings ask for, or None if no row fits."""
    for context in contexts_of(spoken[position]):
        if in_phrase and not context.in_phrases:
            continue
        if not context.before.search(spoken[max(0, position - _REACH) : position]):
            continue
        if context.behind.match(spoken[position + 1 : position + 1 + _REACH]):
            return context.reading
    return None
