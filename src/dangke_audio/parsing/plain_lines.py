"""A script without outline: each line is one body paragraph, and nothing is left out."""

from dangke_audio.model.lecture import Lecture
from dangke_audio.model.source import SourceDocument
from dangke_audio.parsing.cleaning import clean, findings_on_pictures
from dangke_audio.parsing.outline import plain_section


def parse_lines(document: SourceDocument) -> Lecture:
    """One section 0 without heading that holds every line, cut into sentences."""
    lines = (clean(paragraph) for paragraph in document.paragraphs)
    section = plain_section(line for line in lines if line.text)
    return Lecture(None, None, None, None, None, (section,), (), (*document.findings, *findings_on_pictures(document)))
