"""A paragraph under the parser's hands: text that knows where each part of it came from."""

import re
from dataclasses import dataclass, replace

from dangke_audio.model.lecture import Omission
from dangke_audio.model.report import Location

EXCERPT = 12
"""Characters that a location quotes."""

_BULLET = re.compile(r"[\s●■◆▲►▶▪•※★☆◎□]+(?=\S)")


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph or a part of one, without blanks at its ends."""

    text: str
    places: tuple[tuple[int, Location], ...]
    """(offset, where the text from there on stands), ascending, the first offset 0."""

    def location(self, offset: int = 0) -> Location:
        """Where the character at an offset stands, quoting the words from there on."""
        place = next(location for start, location in reversed(self.places) if start <= offset)
        return replace(place, excerpt=self.text[offset : offset + EXCERPT])

    def part(self, start: int, end: int | None = None) -> "Line":
        """The text between two offsets, blanks at its ends taken off."""
        piece = self.text[start:end]
        first = start + len(piece) - len(piece.lstrip())
        stripped = piece.strip()
        inside = ((max(0, place - first), location) for place, location in self.places if place < first + len(stripped))
        places = dict(inside) or {0: self.places[0][1]}
        return Line(stripped, tuple(places.items()))

    def without(self, spans: list[tuple[int, int]]) -> "Line":
        """The line with some stretches (ascending, apart) taken out."""
        if not spans:
            return self
        starts = [0, *(end for _, end in spans)]
        ends = [*(start for start, _ in spans), len(self.text)]
        pieces = [self.part(start, end) for start, end in zip(starts, ends, strict=True)]
        kept = [piece for piece in pieces if piece.text]
        return join(kept, "") if kept else self.part(0, 0)

    def omitted(self, reason: str) -> Omission:
        """The line as something that is not read aloud."""
        return Omission(self.text, reason, self.location())


def join(lines: list[Line], joint: str) -> Line:
    """One line of several."""
    text, places = "", []
    for line in lines:
        text += joint if text and line.text else ""
        places += [(offset + len(text), location) for offset, location in line.places]
        text += line.text
    return Line(text, tuple(places))


def line_of(text: str, location: Location) -> Line:
    """A line from a paragraph of the source: bullets at its head and blanks at its ends are taken off."""
    bullet = _BULLET.match(text)
    return Line(text[bullet.end() if bullet else 0 :].strip(), ((0, location),))
