"""收听.html: one page that holds the text, the player and, up to 20 MB, the sound itself."""

from dangke_audio.delivering.page.page import Beside, Embedded, listening_page

__all__ = ["Beside", "Embedded", "listening_page"]
