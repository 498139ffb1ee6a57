"""SpokenLecture → Script: what an engine is given to speak, in order, and the chapters it falls into."""

from dangke_audio.scripting.script import write_script
from dangke_audio.scripting.takes import apply_takes

__all__ = ["apply_takes", "write_script"]
