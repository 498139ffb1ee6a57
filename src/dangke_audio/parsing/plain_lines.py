"""A script without outline: each line is one body paragraph, and nothing is left out."""

from dangke_audio.model.lecture import Lecture
from dangke_audio.model.source import SourceDocument
from dangke_audio.parsing.author_marks import take_author_marks
from dangke_audio.parsing.cleaning import clean, findings_on_pictures
from dangke_audio.parsing.outline import plain_section


def parse_lines(document: SourceDocument) -> Lecture:
    """One section 0 without heading that holds every line, cut into sentences; only what its author marks is left out."""
    lines = tuple(line for line in map(clean, document.paragraphs) if line.text)
    kept, omitted, found = take_author_marks(lines)
    findings = (*document.findings, *findings_on_pictures(document), *found)
    return Lecture(None, None, None, None, None, (plain_section(kept),), (*document.omitted, *omitted), findings)
