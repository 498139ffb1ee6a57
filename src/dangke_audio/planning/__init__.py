"""Two renditions → what has to be done. Pure."""

from dangke_audio.planning.comparing import compare

__all__ = ["compare"]
