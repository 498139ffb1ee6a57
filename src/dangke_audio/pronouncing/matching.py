"""Which phrases of the dictionaries a sentence is made of: from left to right the longest, never across a word's edge.

最小曲线 is 最小 and 曲线 and not 小曲: a phrase that begins inside one word and ends inside another is none.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from dangke_audio.pronouncing.dictionary import lengths, own_phrases, phrases


@dataclass(frozen=True, slots=True)
class Piece:
    """A phrase, or a character that stands in none."""

    start: int
    end: int
    own: bool
    """Whether it is a phrase of the project's own table."""

    @property
    def is_phrase(self) -> bool:
        """More than one character."""
        return self.end - self.start > 1


def pieces(spoken: str, words: tuple[str, ...]) -> Iterator[Piece]:
    """The whole sentence in phrases and single characters; `words` are those of the sentence."""
    word_of = [number for number, word in enumerate(words) for _ in word]
    known, own, long = phrases(), own_phrases(), lengths()
    start = 0
    while start < len(spoken):
        end, is_own = start + 1, False
        for length in long.get(spoken[start], ()):
            phrase = spoken[start : start + length]
            if (phrase in own or phrase in known) and not _straddles(word_of, start, start + length):
                end, is_own = start + length, phrase in own
                break
        yield Piece(start, end, is_own)
        start = end


def _straddles(word_of: list[int], start: int, end: int) -> bool:
    """Whether a stretch begins or ends inside a word that reaches beyond it, and is not inside one word."""
    if end > len(word_of) or word_of[start] == word_of[end - 1]:
        return False
    cuts_head = start > 0 and word_of[start - 1] == word_of[start]
    cuts_tail = end < len(word_of) and word_of[end] == word_of[end - 1]
    return cuts_head or cuts_tail
