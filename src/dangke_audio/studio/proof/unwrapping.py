"""Lines of equal width that parsing puts together again, put together for good: an edit would change their width."""

from dataclasses import replace

from dangke_audio.model.lecture import Lecture
from dangke_audio.model.source import SourceDocument, SourceParagraph
from dangke_audio.parsing import parse
from dangke_audio.parsing.role_labels import named_roles
from dangke_audio.parsing.wrapping import joined_runs


def unwrapped(document: SourceDocument) -> SourceDocument:
    """The script with a paragraph for each that was broken into lines; the same where the lecture would be another."""
    roles = [label for label, _ in document.sidecar.roles] if document.sidecar else []
    runs = joined_runs(document.paragraphs, named_roles(roles))
    if all(len(run) == 1 for run in runs):
        return document
    whole = replace(document, paragraphs=tuple(map(_whole, runs)))
    return whole if gist_of(parse(whole)) == gist_of(parse(document)) else document


def gist_of(lecture: Lecture) -> tuple[object, ...]:
    """Titles, sections and sentences: what is said, and under which headings."""
    sections = [
        (section.level, section.heading, section.run_in, [(one.kind, one.written) for one in section.sentences])
        for section in lecture.sections
    ]
    return (lecture.title, lecture.subtitle, lecture.speaker, lecture.date, lecture.salutation, sections)


def _whole(run: list[SourceParagraph]) -> SourceParagraph:
    """One paragraph that stands where the first line does."""
    if len(run) == 1:
        return run[0]
    text = run[0].text.rstrip()
    for line in run[1:]:
        words = line.text.strip()
        latin = text[-1:].isascii() and text[-1:].isalpha() and words[:1].isascii() and words[:1].isalpha()
        text += f" {words}" if latin else words
    return replace(run[0], text=text)
