"""Horn editions of lectures → a USB stick as simple players need it, and the sheet that says what is on it."""

from dangke_audio.exporting.export import Exported, Request, export
from dangke_audio.exporting.naming import slot_names

__all__ = ["Exported", "Request", "export", "slot_names"]
