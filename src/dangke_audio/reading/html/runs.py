"""The text of one block while it is put together from the stretches between tags."""

import re
from dataclasses import dataclass, field
from unicodedata import east_asian_width

from dangke_audio.model.source import Pin
from dangke_audio.pinyin import syllables_of
from dangke_audio.reading.html.styles import Style

_PIECE = re.compile(r"[ \t\r\n\f\xa0\u3000]+|[^ \t\r\n\f\xa0\u3000]+")
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")


@dataclass(slots=True)
class Runs:
    """Blanks are made one, a line break between two Chinese characters none, as nobody means them."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    pins: list[Pin] = field(default_factory=list)
    _blank: str = ""
    """Blanks that stand before what comes next."""
    _linked: int = 0
    _bold: int = 0
    _inked: int = 0
    """Characters that are no blanks."""
    _base: int | None = None
    """Where the characters began that a reading will stand above."""
    _base_piece: int = 0
    """How many pieces there were before them."""
    _readings: list[str] = field(default_factory=list)
    _in_ruby: bool = False
    _in_reading: bool = False
    _number: tuple[int, int] = (0, 0)
    """Where a number that Word wrote began: pieces and characters before it."""

    def add(self, text: str, style: Style) -> None:
        """Go on with a stretch of text between two tags."""
        if self._in_reading:
            self._readings.append(text.strip())
            return
        for piece in _PIECE.findall(text):
            if piece.strip(" \t\r\n\f\xa0\u3000"):
                self._ink(piece, style)
            else:
                self._blank += piece

    def _ink(self, piece: str, style: Style) -> None:
        self._settle_reading()
        self._append(self._joint(piece))
        self._blank = ""
        if self._in_ruby and self._base is None:
            self._base, self._base_piece = self.length, len(self.pieces)
        self._append(piece)
        self._inked += len(piece)
        self._bold += len(piece) if style.bold else 0
        self._linked += len(piece) if style.linked else 0

    def _append(self, piece: str) -> None:
        if piece:
            self.pieces.append(piece)
            self.length += len(piece)

    def _joint(self, following: str) -> str:
        """What the blanks between two pieces come to."""
        if not self._blank or not self.pieces:
            return ""
        only_source = not self._blank.strip(" \t\r\n\f") and "\n" in self._blank
        if only_source and _is_wide(self.pieces[-1][-1]) and _is_wide(following[0]):
            return ""
        return "\u3000" if "\u3000" in self._blank else " "

    def mark(self, tag: str) -> None:
        """A ruby, the reading in it, or a number that Word wrote begins."""
        if tag == "ruby":
            self._settle_reading()
            self._in_ruby, self._base = True, None
        elif tag == "rt":
            self._in_reading = True
        else:
            self._number = len(self.pieces), self.length

    def close_ruby(self, tag: str) -> None:
        """A reading or a ruby ends."""
        self._in_reading = False
        if tag == "ruby":
            self._settle_reading()
            self._in_ruby = False

    def close_number(self, bullet: re.Pattern[str]) -> None:
        """A number of Word's ends: a bullet is taken back, a number keeps its blank only behind a figure."""
        pieces, length = self._number
        written = "".join(self.pieces[pieces:]).strip()
        if bullet.fullmatch(written):
            del self.pieces[pieces:]
            self.length = length
            self._inked -= len(written)
        if not written or bullet.fullmatch(written) or _is_wide(written[-1]):
            self._blank = ""

    def _settle_reading(self) -> None:
        """Pin the reading that has just ended to its base, if it is pinyin for each character."""
        if self._base is None or not self._readings:
            return
        reading = " ".join(filter(None, self._readings))
        syllables = syllables_of(reading)
        base = "".join(self.pieces[self._base_piece :])
        if syllables and len(syllables) == len(base) == len(_HAN.findall(base)):
            self.pins.append(Pin(self._base, self._base + len(base), reading))
        self._base, self._readings = None, []

    def text(self) -> str:
        """All of it."""
        return "".join(self.pieces)

    def is_bold(self) -> bool:
        """Whether no character is without bold."""
        return 0 < self._inked <= self._bold

    def linked_share(self) -> float:
        """Share of the characters that are links."""
        return self._linked / self._inked if self._inked else 0.0


def _is_wide(character: str) -> bool:
    return east_asian_width(character) in "WFA"
