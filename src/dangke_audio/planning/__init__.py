"""Two renditions → what has to be done, and what is told of it. Pure."""

from dangke_audio.planning.comparing import compare
from dangke_audio.planning.marking import marked
from dangke_audio.planning.summary import summarize

__all__ = ["compare", "marked", "summarize"]
