"""Horn editions of lectures → a USB stick as simple players need it, and the sheet that says what is on it."""

from dangke_audio.exporting.export import Exported, Request, export
from dangke_audio.exporting.naming import slot_names
from dangke_audio.exporting.sticks import Stick, find_sticks

__all__ = ["Exported", "Request", "Stick", "export", "find_sticks", "slot_names"]
