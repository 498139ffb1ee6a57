"""What a page of a PDF holds: pieces of text at places. The values that the steps of this folder pass on."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """Text in one font that stands on one line without a wide gap. Places are in points from the page's upper left."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    font: str = ""

    @property
    def size(self) -> float:
        """The height of its characters: an em, for Han."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Page:
    """One page as it is seen: turned upright, without what stands outside of it."""

    number: int
    """1-based."""
    height: float
    pieces: tuple[Piece, ...]
    unreadable: int = 0
    """Characters whose font does not say what they are (U+FFFD in the text)."""
    pictured: bool = False
    """Whether there is hardly any text but a picture: a scan."""
    lost: int = 0
    """Characters that were drawn alone in a font that is not there: they are not among the pieces."""
    slanted: str = ""
    """Text across the page (watermarks), which is not among the pieces."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a page or of one of its columns."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    page: int
    column: int = 0
    """0-based, from the left; 0 where the line runs over the whole page."""
    columns: int = 1
    """Of the band of the page that it stands in."""
    font: str = ""

    @property
    def size(self) -> float:
        """The height of its characters: an em, for Han."""
        return self.bottom - self.top
