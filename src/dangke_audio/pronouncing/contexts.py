"""Characters whose reading depends on what stands around them: tables/contexts.tsv, the first row that fits wins.

A row says the character, a pattern that the text in front must end with, one that the text behind must begin with,
and the reading. It is for characters that stand in no phrase; with `!` before the character also for those in a
phrase of pypinyin (还得 hai2 dei3).
"""

import re
from dataclasses import dataclass
from functools import cache

from dangke_audio.pronouncing.table_rows import rows

_REACH = 20
"""How many characters are looked at on either side."""


@dataclass(frozen=True, slots=True)
class Context:
    """One row of the table."""

    before: re.Pattern[str]
    behind: re.Pattern[str]
    reading: str
    in_phrases: bool


@cache
def contexts() -> dict[str, tuple[Context, ...]]:
    """All rows by character."""
    found: dict[str, list[Context]] = {}
    for character, before, behind, reading, *_note in rows("contexts"):
        context = Context(re.compile(f"(?:{before})$"), re.compile(behind), reading, character[0] == "!")
        found.setdefault(character[-1], []).append(context)
    return {character: tuple(rows_of_it) for character, rows_of_it in found.items()}


def reading_in_context(spoken: str, position: int, *, in_phrase: bool) -> str | None:
    """The reading that the surroundings ask for, or None if no row fits."""
    for context in contexts().get(spoken[position], ()):
        if in_phrase and not context.in_phrases:
            continue
        if not context.before.search(spoken[max(0, position - _REACH) : position]):
            continue
        if context.behind.match(spoken[position + 1 : position + 1 + _REACH]):
            return context.reading
    return None
