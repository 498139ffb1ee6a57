"""SourceDocument → Lecture: what the author meant, in written words. `parse_lines` takes each line as it is."""

from dangke_audio.parsing.lecture import parse
from dangke_audio.parsing.plain_lines import parse_lines

__all__ = ["parse", "parse_lines"]
