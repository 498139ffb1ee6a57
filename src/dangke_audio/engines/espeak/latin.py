"""Latin letters and words between Chinese: letters by their names, as Chinese people say them; words by English rules.

Words are handed to espeak-ng as the phonemes of its English (`[[_^_en …_^_cmn]]`): no other part of it then decides how
they are read, and no pause is made where the language changes.
"""

import re
from functools import cache
from itertools import groupby

from dangke_audio.engines.espeak_library import english_sounds
from dangke_audio.table_rows import rows

_WORD = "[A-Za-z]+(?:['’][A-Za-z]+)*"
PHRASE = re.compile(f"{_WORD}(?: +{_WORD})*")
"""Latin words with nothing but blanks between them."""
_SENTENCE_WORDS = 3
"""So many words in a row are an English sentence, where A is an article and NOT a word."""
_LONGEST_ABBREVIATION = 5
_LONGEST_WORD = 28
"""Letters. Of longer ones espeak-ng loses the end (measured)."""
_MNEMONICS = ord("|") << 8
"""espeak-ng's own names of sounds, with `|` between them: `'I|n|t|3|n|,E|t`."""
_SYLLABIC = re.compile(r"[',%=]*(?:[@3aAeEiI0oOuUV&]|[lnm]-)")


def latin_sounds(phrase: str) -> tuple[str, int]:
    """What espeak-ng is told, and how many syllables that are: `GDP` → (`ji4 di4 pi4`, 3). Raises EngineError."""
    words = phrase.replace("’", "'").split()
    is_sentence = len(words) >= _SENTENCE_WORDS
    told: list[str] = []
    count = 0
    for is_english, group in groupby(words, lambda word: _is_english(word, is_sentence)):
        run = list(group)
        sound, syllables = _english(run) if is_english else _spelled("".join(run))
        told.append(sound)
        count += syllables
    return " ".join(told), count


def _is_english(word: str, is_sentence: bool) -> bool:
    """Whether it is a word; else its letters are named."""
    if len(word) == 1:
        return is_sentence and word in "aAI"
    is_abbreviation = word.isupper() and len(word) <= _LONGEST_ABBREVIATION
    return len(word) <= _LONGEST_WORD and (is_sentence or not is_abbreviation)


def _english(words: list[str]) -> tuple[str, int]:
    """Together, because the and a change with what follows."""
    mnemonics = english_sounds(" ".join(words), _MNEMONICS)
    count = sum(_SYLLABIC.match(sound) is not None for sound in re.split("[| ]+", mnemonics))
    return (f"[[_^_en {mnemonics} _^_cmn]]", count) if count else _spelled("".join(words))


def _spelled(letters: str) -> tuple[str, int]:
    names = [_names()[letter] for letter in letters.upper() if letter != "'"]
    return " ".join(names), sum(len(name.split()) for name in names)


@cache
def _names() -> dict[str, str]:
    """Letter → pinyin, or phonemes."""
    return {row[0]: row[1] for row in rows("dangke_audio.engines.espeak", "letters.tsv")}
