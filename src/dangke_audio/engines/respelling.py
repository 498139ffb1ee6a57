"""Readings for engines that take no phonemes: a character is replaced by one that has no other reading (重庆 → 崇庆).

The table homophones.tsv says which: scripts/make_homophones.py makes it. Syllables are citation tones, and an engine
does its own sandhi over characters, so a homophone of the citation tone sounds right wherever it stands. Characters
whose sandhi hangs on the character itself (一, 不, 儿 behind a syllable) are therefore never replaced by their like.

Of a pinned stretch only what an engine may read otherwise is replaced: 调结构 is 条结构, because everyone reads 结构
right (known_words.tsv, made by scripts/make_known_words.py). But a known word that was pinned alone is told, if it can
be: somebody has heard it read wrong.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from dangke_audio import table_rows
from dangke_audio.engines.contract import Respelling
from dangke_audio.segmenting import words

_CITATION = {"一": "yi1", "不": "bu4", "儿": "er2"}
_BY_SANDHI = {("一", "yi2"): "45", ("一", "yi4"): "123", ("不", "bu2"): "4"}
"""Character and reading → tones of the next syllable before which every engine reads it so."""
_NEUTRAL = "5"


@dataclass(frozen=True, slots=True)
class _Sound:
    """One row of the table."""

    homophone: str | None
    read_so: frozenset[str]
    """Characters that are read so without being told."""


_NO_SOUND = _Sound(None, frozenset())


@cache
def _sounds() -> dict[str, _Sound]:
    """By syllable."""
    rows = table_rows.rows("dangke_audio.engines", "homophones.tsv")
    return {
        syllable: _Sound(None if homophone == "-" else homophone, frozenset("".join(read_so)))
        for syllable, homophone, *read_so in rows
    }


@cache
def _only_letters() -> dict[str, str]:
    """Character → its syllable without tone, for those that have the same one in nearly every word."""
    return {character: syllable[:-1] for syllable, sound in _sounds().items() for character in sound.read_so}


@cache
def _known_words() -> dict[str, tuple[str, ...]]:
    """Word → its syllables, which every engine knows."""
    rows = table_rows.rows("dangke_audio.engines", "known_words.tsv")
    return {word: tuple(syllables.split()) for word, syllables in rows}


def respell(
    spoken: str, syllables: tuple[str | None, ...], pinned: frozenset[int]
) -> tuple[str, tuple[Respelling, ...]]:
    """What to say instead of `spoken`, so that the readings at the offsets `pinned` are heard; as long as `spoken`.

    What is left as it is for want of a homophone is a respelling with `after` None. Neighbours are one respelling.
    """
    told = {
        place: _told(spoken[place], syllable, "".join(filter(None, syllables[place + 1 : place + 2])))
        for place in sorted(pinned)
        if (syllable := syllables[place]) is not None
    }
    told |= {place: spoken[place] for place in _known(spoken, syllables, told)}
    respelled = "".join(told.get(place) or character for place, character in enumerate(spoken))
    return respelled, tuple(_respellings(spoken, told))


def _told(character: str, syllable: str, next_syllable: str) -> str | None:
    """The character that will be read so, if need be another; None for none."""
    sound = _sounds().get(syllable, _NO_SOUND)
    if character in sound.read_so or _found_by_sandhi(character, syllable, next_syllable):
        return character
    if syllable.endswith(_NEUTRAL) and _only_letters().get(character) == syllable[:-1]:
        return character  # 豆腐, 晚上: engines know themselves which words end unstressed, and nothing tells them
    return sound.homophone


def _found_by_sandhi(character: str, syllable: str, next_syllable: str) -> bool:
    """Whether the reading is one of those that engines choose between: 一 as yi4 in 一起, but not in 第一."""
    if character not in _CITATION:
        return False
    return (
        syllable == _CITATION[character]
        or syllable.endswith(_NEUTRAL)
        or next_syllable[-1:] in tuple(_BY_SANDHI.get((character, syllable), ""))
    )


def _known(spoken: str, syllables: tuple[str | None, ...], told: dict[int, str | None]) -> Iterator[int]:
    """The places that need not be told, or cannot, and stand in a word of which the engine knows the reading."""
    if all(spoken[place] == character for place, character in told.items()):
        return
    end = 0
    for word in words(spoken):
        start, end = end, end + len(word)
        if _known_words().get(word) != syllables[start:end]:
            continue
        in_word = [place for place in range(start, end) if told.get(place, spoken[place]) != spoken[place]]
        is_pinned_alone = start - 1 not in told and end not in told
        if not is_pinned_alone or all(told[place] is None for place in in_word):
            yield from in_word


def _respellings(spoken: str, told: dict[int, str | None]) -> Iterator[Respelling]:
    """Runs of neighbours, of which something is replaced, or of which nothing can be told."""

    def run(numbered: tuple[int, int]) -> tuple[int, bool]:
        number, place = numbered
        return place - number, told[place] is None

    for (_gap, untold), numbered in groupby(enumerate(told), run):
        places = [place for _number, place in numbered]
        before = "".join(spoken[place] for place in places)
        after = None if untold else "".join(told[place] or "" for place in places)
        if after != before:
            yield Respelling(places[0], before, after)
