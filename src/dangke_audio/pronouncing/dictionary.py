"""Readings of phrases and of single characters: the project's tables over pypinyin's dictionaries.

pypinyin (0.2 s) is imported by the first call. Its own segmenter and the commonest reading it lists first are not
used: the tables say better defaults, matching.py chooses the phrases.
"""

from functools import cache, lru_cache

from dangke_audio.pronouncing.table_rows import rows

_CITATION = {"一": "yi1", "不": "bu4"}


@cache
def own_phrases() -> dict[str, tuple[str, ...]]:
    """Phrases of the project: they win over everything."""
    return {row[0]: tuple(row[1].split()) for row in rows("phrases")}


@cache
def phrases() -> dict[str, list[list[str]]]:
    """The phrases of pypinyin, still with tone marks: 47,111 of them."""
    from pypinyin.constants import PHRASES_DICT

    return dict(PHRASES_DICT)


@cache
def lengths() -> dict[str, tuple[int, ...]]:
    """For each first character, how long the phrases are that begin with it, longest first."""
    found: dict[str, set[int]] = {}
    for phrase in (*phrases(), *own_phrases()):
        found.setdefault(phrase[0], set()).add(len(phrase))
    return {first: tuple(sorted(known, reverse=True)) for first, known in found.items()}


@lru_cache(maxsize=8192)
def phrase_reading(phrase: str) -> tuple[str, ...]:
    """The syllables of a phrase that one of the dictionaries has."""
    if own := own_phrases().get(phrase):
        return own
    readings = zip(phrase, phrases()[phrase], strict=True)
    # pypinyin has sandhi in some phrases (一定 yi2, 不会 bu2); what is wanted is the citation tone.
    return tuple(_CITATION.get(character) or _numbered(marked[0]) for character, marked in readings)


@cache
def _own_characters() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("characters")}


@lru_cache(maxsize=8192)
def character_reading(character: str) -> str | None:
    """The commonest reading of a character that stands in no phrase; None if no dictionary has it."""
    from pypinyin.constants import PINYIN_DICT

    if own := _own_characters().get(character):
        return own
    readings = PINYIN_DICT.get(ord(character))
    return _numbered(readings.split(",")[0]) if readings else None


@lru_cache(maxsize=4096)
def _numbered(marked: str) -> str:
    """lǜ → lv4, de → de5."""
    from pypinyin.contrib.tone_convert import to_tone3

    return str(to_tone3(marked, v_to_u=False, neutral_tone_with_five=True))
