"""A script without outline: each line is one body paragraph, and nothing is left out."""

from dangke_audio.model.lecture import Lecture
from dangke_audio.model.report import Location
from dangke_audio.model.source import SourceDocument, SourceParagraph
from dangke_audio.parsing.author_marks import take_author_marks
from dangke_audio.parsing.cleaning import clean, findings_on_pictures
from dangke_audio.parsing.outline import plain_section

PLACE = "这句话"
"""Where the words of a command line stand, in place of a file's name."""


def parse_words(words: str) -> Lecture:
    """A few words as a lecture of one line."""
    return parse_lines(SourceDocument(PLACE, "utf-8", "", (SourceParagraph(words, Location(PLACE, 1)),)))


def parse_lines(document: SourceDocument) -> Lecture:
    """One section 0 without heading that holds every line, cut into sentences; only what its author marks is left out."""
    lines = tuple(line for line in map(clean, document.paragraphs) if line.text)
    kept, omitted, found = take_author_marks(lines)
    findings = (*document.findings, *findings_on_pictures(document), *found)
    return Lecture(None, None, None, None, None, (plain_section(kept),), (*document.omitted, *omitted), findings)
