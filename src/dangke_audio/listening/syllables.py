"""What should be heard and what was heard, as toneless syllables. Pure.

Characters that sound alike are no errors: any reading of a character that was heard counts. A word of other letters has
no syllables that anybody could foretell, so it may be heard as anything, or not at all.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pypinyin import Style, pinyin

from dangke_audio.pinyin import is_han

Readings = frozenset[str]
"""Toneless syllables (`zhong`, `lv`), one of which was heard; empty for what is no syllable of Chinese."""

SLOTS_FOR_A_LETTER = 2
"""Syllables that a letter of a foreign word may be heard as: H is 诶吃."""
_WORD = re.compile(r"[A-Za-z]+")
_HEARD = re.compile(r"[A-Za-z]+|\w")


@dataclass(frozen=True, slots=True)
class Expected:
    """One syllable that should be heard."""

    written: str
    """Its character; of a word of letters the whole word with its first slot."""
    syllable: str | None
    """Toneless; None is a slot for anything."""
    is_optional: bool = False
    """Whether it may be missing: what letters are heard as, and 儿, which often is no syllable of its own."""


def expected_syllables(spoken: str, syllables: Sequence[str | None]) -> tuple[Expected, ...]:
    """What should be heard of a sentence; `syllables` has one entry for each character of `spoken`, None if not Han."""
    words = {found.start(): found[0] for found in _WORD.finditer(spoken)}
    return tuple(_expected(spoken, syllables, words))


def _expected(spoken: str, syllables: Sequence[str | None], words: dict[int, str]) -> Iterator[Expected]:
    for place, (character, syllable) in enumerate(zip(spoken, syllables, strict=True)):
        if syllable is not None:
            toneless = syllable.rstrip("012345")
            yield Expected(character, toneless, is_optional=character in "儿兒" and place > 0)
        elif word := words.get(place):
            for slot in range(SLOTS_FOR_A_LETTER * len(word)):
                yield Expected("" if slot else word, None, is_optional=True)


def heard_words(heard: str) -> list[re.Match[str]]:
    """Each character of what was heard, and each word of other letters, in the text's usual form (NFKC)."""
    return list(_HEARD.finditer(unicodedata.normalize("NFKC", heard)))


def heard_readings(heard: str) -> tuple[Readings, ...]:
    """For each of `heard_words` all its readings; a word of other letters is one that is no syllable."""
    return tuple(readings_of(word[0]) for word in heard_words(heard))


@lru_cache(maxsize=8192)
def readings_of(character: str) -> Readings:
    """All toneless readings of a character; none where it is not Han."""
    if len(character) > 1 or not is_han(character):
        return frozenset()
    return frozenset(reading.replace("ü", "v") for reading in pinyin(character, style=Style.NORMAL, heteronym=True)[0])


@lru_cache(maxsize=2048)
def folded(syllable: str) -> str:
    """With one letter for what southern speakers, and recognizers, do not tell apart: `zhong` → `zon`, `nan` → `lan`."""
    without_g = syllable.removesuffix("g") if syllable.endswith("ng") else syllable
    return re.sub(r"^n(?=.)", "l", re.sub(r"^([zcs])h", r"\1", without_g))
