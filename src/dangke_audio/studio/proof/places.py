"""Where in the source the characters of a sentence stand. Pure.

Parsing takes characters away (blanks, marks of the author, labels, numbers of pages) and adds none, so a sentence is
found by its visible characters, from where its place says it begins, each sentence behind the one before it.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dangke_audio.model.lecture import Sentence
from dangke_audio.model.report import Location
from dangke_audio.model.source import SourceDocument
from dangke_audio.parsing.author_marks import mark_spans
from dangke_audio.parsing.cleaning import unwritten_spans

_SHORTEST_PIECE = 3
"""Characters by which a sentence is found again behind something that was taken out of its middle."""
_FURTHEST = 400
"""Characters that may have been taken out of one sentence."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A character of the source."""

    paragraph: int
    offset: int


@dataclass(frozen=True, slots=True)
class Places:
    """The visible characters of a script, in order, and where each sentence's are among them."""

    visible: str
    spots: tuple[Spot, ...]
    sentences: tuple[tuple[int, ...] | None, ...]
    """For each sentence the index of each of its visible characters; None where it could not be found."""

    def spots_of(self, number: int, written: str) -> tuple[Spot | None, ...] | None:
        """For each character of a sentence where it stands; None for blanks. None where the sentence was not found."""
        found = self.sentences[number]
        if found is None:
            return None
        indexes = iter(found)
        return tuple(None if character.isspace() else self.spots[next(indexes)] for character in written)


def places_of(document: SourceDocument, sentences: Sequence[Sentence]) -> Places:
    """Find all sentences of a lecture in its source."""
    spots = tuple(spot for index in range(len(document.paragraphs)) for spot in _visible(document, index))
    visible = "".join(document.paragraphs[spot.paragraph].text[spot.offset] for spot in spots)
    starts: dict[Location, int] = {}
    paragraphs = [spot.paragraph for spot in spots]
    for index, paragraph in enumerate(document.paragraphs):
        starts.setdefault(_place(paragraph.location), bisect_right(paragraphs, index - 1))
    return Places(visible, spots, tuple(_found(visible, starts, sentences)))


def _visible(document: SourceDocument, index: int) -> Iterator[Spot]:
    """The characters of a paragraph that may be part of a sentence."""
    text = document.paragraphs[index].text
    hidden = {place for span in (*mark_spans(text), *unwritten_spans(text)) for place in range(*span)}
    return (Spot(index, place) for place, c in enumerate(text) if not c.isspace() and place not in hidden)


def _place(location: Location) -> Location:
    return replace(location, excerpt="")


def _found(
    visible: str, starts: dict[Location, int], sentences: Sequence[Sentence]
) -> Iterator[tuple[int, ...] | None]:
    """`starts` moves on behind each sentence, so that one which is said twice in a paragraph is found twice."""
    for sentence in sentences:
        words = "".join(sentence.written.split())
        place = _place(sentence.location)
        indexes = _indexes(visible, words, starts.get(place, 0))
        if indexes:
            starts[place] = indexes[-1] + 1
        yield indexes


def _indexes(visible: str, words: str, start: int) -> tuple[int, ...] | None:
    """Where the characters of a sentence are: in one piece, or with gaps where something was taken out."""
    whole = visible.find(words, start, start + len(words) + _FURTHEST)
    if whole >= 0:
        return tuple(range(whole, whole + len(words)))
    found: list[int] = []
    position = start
    while len(found) < len(words):
        piece = words[len(found) : len(found) + _SHORTEST_PIECE]
        position = visible.find(piece, position, position + len(piece) + _FURTHEST)
        if position < 0:
            return None
        while len(found) < len(words) and visible[position : position + 1] == words[len(found)]:
            found.append(position)
            position += 1
    return tuple(found)
