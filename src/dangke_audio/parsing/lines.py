"""A paragraph under the parser's hands: text that knows where each part of it came from, and what was said about it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from dangke_audio.model.lecture import Omission
from dangke_audio.model.report import Location
from dangke_audio.model.source import Alignment, Pin, Role, SourceParagraph
from dangke_audio.pinyin import is_han, syllables_of

EXCERPT = 12
"""Characters that a location quotes."""

_BULLET = re.compile(r"[\s●■◆▲►▶▪•※★☆◎□]+(?=\S)")

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Look:
    """What a paragraph is by its format, or by the word of its user."""

    role: Role = "text"
    level: int = 0
    """Of a heading, 1-based."""
    alignment: Alignment = "left"
    bold: bool = False
    settled: bool = False
    """Whether the user said it: then no guess is made about the line."""


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class Turn:
    """What one role says in one go: from its label to the next one, or to where somebody else must be speaking."""

    number: int
    """1-based, in the order of the script."""
    label: str
    """Who speaks by the script, without blanks."""
    role: str | None
    """The same as the user named it; None where it has no voice of its own."""


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph or a part of one, without blanks at its ends."""

    text: str
    places: tuple[tuple[int, Location], ...]
    """(offset, where the text from there on stands), ascending, the first offset 0."""
    look: Look = PLAIN
    pins: tuple[Pin, ...] = ()
    pauses: tuple[tuple[int, int], ...] = ()
    """(offset, milliseconds): pauses that the author asked for, each before the character at its offset."""
    turn: Turn | None = None
    """Whose words these are, in a script whose user named roles; None for the narrator."""
    is_speech: bool = False
    """Whether a role begins to speak with it: then it is neither title nor heading nor date, whatever it looks like."""

    def location(self, offset: int = 0) -> Location:
        """Where the character at an offset stands, quoting the words from there on."""
        place = next(location for start, location in reversed(self.places) if start <= offset)
        return replace(place, excerpt=self.text[offset : offset + EXCERPT])

    def part(self, start: int, end: int | None = None) -> "Line":
        """The text between two offsets, blanks at its ends taken off."""
        return self.only([self._stripped(start, len(self.text) if end is None else end)])

    def without(self, spans: Iterable[Stretch]) -> "Line":
        """The line with some stretches (ascending, apart) taken out, and the blanks around them."""
        kept = (self._stripped(*stretch) for stretch in self.between(spans))
        return self.only([(start, end) for start, end in kept if start < end])

    def between(self, spans: Iterable[Stretch]) -> Iterator[Stretch]:
        """The stretches that lie before, between and behind some others."""
        position = 0
        for start, end in spans:
            yield position, start
            position = end
        yield position, len(self.text)

    def only(self, stretches: Iterable[Stretch]) -> "Line":
        """The line made of some stretches (ascending, apart); what was said about what is gone, is gone."""
        text = ""
        places: list[tuple[int, Location]] = []
        pins: list[Pin] = []
        pauses: list[tuple[int, int]] = []
        for start, end in stretches:
            shift = len(text) - start
            places.append((len(text), self.location(start)))
            places += [(place + shift, location) for place, location in self.places if start < place < end]
            pins += [
                Pin(pin.start + shift, pin.end + shift, pin.reading)
                for pin in self.pins
                if start <= pin.start and pin.end <= end
            ]
            pauses += [
                (min(max(offset, start), end) + shift, length)
                for offset, length in self.pauses
                if not self.text[end:offset].strip() and not self.text[offset:start].strip()
            ]
            text += self.text[start:end]
        return replace(
            self,
            text=text,
            places=tuple(places) or self.places[:1],
            pins=tuple(pins),
            pauses=tuple(dict.fromkeys(pauses)),
        )

    def _stripped(self, start: int, end: int) -> Stretch:
        piece = self.text[start:end]
        first = start + len(piece) - len(piece.lstrip())
        return first, first + len(piece.strip())

    def omitted(self, reason: str) -> Omission:
        """The line as something that is not read aloud."""
        return Omission(self.text, reason, self.location())


def join(lines: Sequence[Line], joint: str) -> Line:
    """One line of several; it looks like the first."""
    texts: list[str] = []
    places: list[tuple[int, Location]] = []
    pins: list[Pin] = []
    pauses: list[tuple[int, int]] = []
    length = 0
    for line in lines:
        between = joint if length and line.text else ""
        length += len(between)
        places += [(offset + length, location) for offset, location in line.places]
        pins += [Pin(pin.start + length, pin.end + length, pin.reading) for pin in line.pins]
        pauses += [(offset + length, pause_ms) for offset, pause_ms in line.pauses]
        texts += between, line.text
        length += len(line.text)
    return replace(lines[0], text="".join(texts), places=tuple(places), pins=tuple(pins), pauses=tuple(pauses))


def spread(pin: Pin, text: str) -> tuple[Pin, ...]:
    """A pin of pinyin as one pin for each character, so that a cut between them loses nothing."""
    syllables = syllables_of(pin.reading) or ()
    places = [place for place in range(pin.start, pin.end) if is_han(text[place])]
    if not syllables or len(syllables) != len(places):
        return (pin,)
    return tuple(Pin(place, place + 1, syllable) for place, syllable in zip(places, syllables, strict=True))


def line_of(paragraph: SourceParagraph) -> Line:
    """A paragraph of the source as it is, blanks and all."""
    look = Look(paragraph.role, paragraph.level, paragraph.alignment, paragraph.bold)
    pins = tuple(part for pin in paragraph.pins for part in spread(pin, paragraph.text))
    return Line(paragraph.text, ((0, paragraph.location),), look, pins)


def without_bullet(line: Line) -> Line:
    """The line without the bullet at its head and the blanks at its ends."""
    bullet = _BULLET.match(line.text)
    return line.part(bullet.end() if bullet else 0)
