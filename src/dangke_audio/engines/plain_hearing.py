"""What engines that take plain text are sent: the spoken text itself, with homophones where a reading was fixed. Pure."""

import re

from dangke_audio.engines.contract import Heard
from dangke_audio.engines.respelling import respell
from dangke_audio.pinyin import is_han

# The service pauses at these or passes over them; it would read % & # * + = aloud, in its own way.
MARKS = frozenset("，、。！？：；“”‘’《》〈〉「」『』（）…—·,.!?:;'\"() ")
_LATIN = re.compile(r"[A-Za-z]+")
_NUCLEI = re.compile(r"[aeiouy]+")
_LONGEST_ABBREVIATION = 5


def hear(spoken: str, syllables: tuple[str | None, ...], pinned: frozenset[int]) -> Heard:
    """`syllables` has one entry for each character of `spoken`. Digits and symbols should be words by now."""
    text, respellings = respell(spoken, syllables, pinned)
    pairs = tuple(zip(spoken, syllables, strict=True))
    unspeakable = tuple(character for character, reading in pairs if not _has_sound(character, reading))
    sounds = sum(reading is not None for reading in syllables)
    sounds += sum(_latin_syllables(word) for word in _LATIN.findall(spoken))
    return Heard(text.strip(), sounds, unspeakable, respellings)


def has_words(text: str) -> bool:
    """Whether there is anything to say: for mere marks the service sends no sound."""
    return any(is_han(character) or character.isalnum() for character in text)


def _has_sound(character: str, reading: str | None) -> bool:
    if is_han(character):
        return reading is not None
    return character in MARKS or (character.isascii() and character.isalpha())


def _latin_syllables(word: str) -> int:
    """An estimate: `GDP` three, `WTO` five, `Internet` three, `make` two."""
    nuclei = len(_NUCLEI.findall(word.lower()))
    if not nuclei or (word.isupper() and len(word) <= _LONGEST_ABBREVIATION):
        return sum(3 if letter in "Ww" else 1 for letter in word)
    return nuclei
