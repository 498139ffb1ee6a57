"""Timeline and encoded blocks → its editions on disk."""

from dangke_audio.delivering.delivery import deliver

__all__ = ["deliver"]
