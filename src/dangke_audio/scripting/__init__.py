"""SpokenLecture → Script: what an engine is given to speak, in order, and the chapters it falls into."""

from dangke_audio.scripting.script import write_script

__all__ = ["write_script"]
