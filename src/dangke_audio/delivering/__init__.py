"""Timeline and encoded blocks → the phone edition on disk."""

from dangke_audio.delivering.phone import deliver

__all__ = ["deliver"]
