"""How a run of Latin letters is written for an engine: in capitals when its letters are named, else as a word."""

from dangke_audio.normalizing.lookup import words

_WORDS = frozenset(word.casefold() for word in words("latin_words"))


def spell(letters: str) -> str:
    """Capitals for names of letters, gdp → GDP; WiFi, App and the other words of the table keep their case."""
    return letters if letters.casefold() in _WORDS else letters.upper()
