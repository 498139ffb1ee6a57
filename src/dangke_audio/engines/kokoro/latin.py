"""Latin letters in a Mandarin script: which are said as words, which by their names, and the phonemes of both.

`GDP`, `ppt`, `A` are letters; `Internet`, `iPhone`, `serve the people` are words; `ChatGPT` is both. What is in english.tsv
is a word, with the phonemes that stand there; abbreviations.tsv has what looks like a word and is none (vip, led).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from dangke_audio.engines.kokoro.english import aspirated, english_phonemes
from dangke_audio.engines.kokoro.tables import table

_WORD = "[A-Za-z]+(?:['’][A-Za-z]+)*"
PHRASE = re.compile(f"{_WORD}(?: +{_WORD})*")
"""Latin words with nothing but blanks between them."""
SENTENCE_WORDS = 3
"""So many words in a row are an English sentence, where `it` and `led` are words and A is an article."""
LONGEST_ABBREVIATION = 5
SHORTEST_LONE_WORD = 3
# iPhone → i Phone, eSIM → e SIM, ChatGPT → Chat GPT, CEOs stays.
_PARTS = re.compile(r"Mc[A-Z][a-z]+|[A-Z]{2,}s?(?![a-z])|[A-Z]?[a-z]+|[A-Z]")
# How English syllables begin, consonants in classes: with l, r, w, h, behind s, of three. gdp, kpi, dna cannot be said.
_SAYABLE = re.compile(
    r"(?!.*(?!ngth|ght)[bcdfghjklmnpqrstvwxz]{5})"
    r"(?:qu|[bcdfghjklmnprstvwyz]|[bcfgkps]l|[bcdfgkptw]r|[dtsk]w|s[cfhkmnpqt]|[cpstwgkr]h|[gkp]n|ps|mc[dgkl]?|"
    r"sc[hlr]|sp[lr]|str|squ|shr|thr|chr|phr)?[aeiouy]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Part:
    """A word, or a piece of one, that is read in one way."""

    letters: str
    sound: str | None
    """None where espeak-ng reads it, together with such neighbours: the, a and to change with what follows."""


def latin_phonemes(phrase: str, among_chinese: bool = False) -> str:
    """What Kokoro hears of Latin words parted by blanks: `WiFi` → `wˈIfˌI`, `GDP` → `ʤˈi dˈi pˈi`. Raises EngineError.

    `among_chinese`: whether Chinese is spoken in the same breath; p, t, k are marked otherwise then.
    """
    words = phrase.replace("’", "'").split()
    sounds: list[str] = []
    for is_english, group in groupby(_parts(words), lambda part: part.sound is None):
        parts = tuple(group)
        if is_english:
            english = _english([part.letters for part in parts])
            sounds.append(aspirated(english) if among_chinese else english)
        else:
            sounds += [part.sound or "" for part in parts]
    return " ".join(sounds)


def _english(words: list[str]) -> str:
    """What espeak-ng cannot say is spelled, so that nothing is lost."""
    together = english_phonemes(" ".join(words))
    return together or " ".join(english_phonemes(word) or _spelled(word) for word in words)


def _parts(words: list[str]) -> Iterator[_Part]:
    is_sentence = len(words) >= SENTENCE_WORDS and 2 * sum(map(_is_sayable, words)) > len(words)
    is_shouted = is_sentence and all(word.isupper() or _known(word) for word in words)
    for word, behind in zip(words, [*words[1:], ""], strict=True):
        if is_shouted and _is_sayable(word) and not _is_abbreviation(word):
            yield _known(word) or _Part(word.lower(), None)
        elif _known(word) or _stands_for_itself(word, behind, is_sentence):
            yield _known(word) or _Part(word, None)
        elif len(words) == 1 and len(word) < SHORTEST_LONE_WORD:
            yield _Part(word, _spelled(word))
        else:
            yield from (_known(piece) or _piece(piece, is_sentence) for piece in _PARTS.findall(word))


def _stands_for_itself(word: str, behind: str, is_sentence: bool) -> bool:
    """Whether it is a word though it is short or has a mark in it: don't, I am, a dream."""
    is_small_word = word in {"a", "I"} or (word == "A" and is_sentence)
    return "'" in word or (is_small_word and behind[1:].islower())


def _piece(piece: str, is_sentence: bool) -> _Part:
    capitals = piece[:-1] if piece[-1] == "s" and piece[:-1].isupper() and len(piece) > 2 else piece
    if capitals.isupper():
        is_word = len(capitals) > LONGEST_ABBREVIATION and _is_sayable(capitals)
    else:
        is_word = len(piece) > 1 and _is_sayable(piece) and (is_sentence or not _is_abbreviation(piece))
    if is_word:
        return _Part(piece.lower() if capitals.isupper() else piece, None)
    known = _known(capitals)
    plural = "z" if capitals != piece else ""
    return _Part(piece, (known.sound if known and known.sound else _spelled(capitals)) + plural)


def _known(word: str) -> _Part | None:
    """A row in capitals holds for the word in any case, another one (Mr, Xi) only as it is written."""
    rows = table("english.tsv")
    sound = rows.get(word, rows.get(word.upper()))
    return None if sound is None else _Part(word, sound or None)


def _spelled(word: str) -> str:
    return " ".join(table("letters.tsv")[letter] for letter in word.upper() if letter != "'")


def _is_sayable(word: str) -> bool:
    return _SAYABLE.match(word) is not None


def _is_abbreviation(word: str) -> bool:
    return word.upper() in table("abbreviations.tsv")
