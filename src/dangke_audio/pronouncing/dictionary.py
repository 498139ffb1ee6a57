"""Readings of phrases and of single characters: the project's tables over pypinyin's dictionaries.

pypinyin (0.2 s) is imported by the first call. Its own segmenter and the commonest reading it lists first are not
used: the tables say better defaults, matching.py chooses the phrases.
"""

from functools import cache, lru_cache

from dangke_audio.pronouncing.pronunciation import Reading
from dangke_audio.pronouncing.table_rows import rows
from dangke_audio.pronouncing.uncertainty import contested

_CITATION = {"一": "yi1", "不": "bu4"}
_NEUTRAL = "5"


@cache
def own_phrases() -> dict[str, tuple[str, ...]]:
    """Phrases of the project: they win over everything."""
    return {row[0]: tuple(row[1].split()) for row in rows("phrases")}


@cache
def _everyday_phrases() -> frozenset[str]:
    return frozenset(row[0] for row in rows("everyday"))


@lru_cache(maxsize=8192)
def own_readings(phrase: str) -> tuple[Reading, ...]:
    """The readings of a phrase of the project.

    Pinned are those which are not the commonest of their character (六安 lu4), and besides them those of characters
    that only the word told apart: the chao2 of 朝鲜 once 鲜 is respelled. None is where everybody knows the word, or
    where one is neutral: such words live in speech, every engine knows them, and no homophone has that tone.
    """
    syllables = own_phrases()[phrase]
    rare = [character_reading(character) != said for character, said in zip(phrase, syllables, strict=True)]
    known = phrase in _everyday_phrases() or any(said.endswith(_NEUTRAL) for said in syllables)
    told = any(rare) and not known
    return tuple(
        Reading(said, pinned=told and (is_rare or (character, said) in contested()))
        for character, said, is_rare in zip(phrase, syllables, rare, strict=True)
    )


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
    if own := _own_characters().get(character):
        return own
    return next(iter(numbered_readings(character)), None)


@lru_cache(maxsize=8192)
def numbered_readings(character: str) -> tuple[str, ...]:
    """All readings that pypinyin lists for a character, the one it holds for the commonest first."""
    from pypinyin.constants import PINYIN_DICT

    readings = PINYIN_DICT.get(ord(character))
    return tuple(_numbered(reading) for reading in readings.split(",")) if readings else ()


@lru_cache(maxsize=4096)
def _numbered(marked: str) -> str:
    """lǜ → lv4, de → de5."""
    from pypinyin.contrib.tone_convert import to_tone3

    return str(to_tone3(marked, v_to_u=False, neutral_tone_with_five=True))
