"""The script as it is now, as plain text that can be brought again: readings that were fixed stand in marks. Pure."""

from dangke_audio.model.source import SourceDocument, SourceParagraph


def plain_text(document: SourceDocument) -> str:
    """A paragraph a line."""
    return "".join(f"{_marked(paragraph)}\n" for paragraph in document.paragraphs)


def _marked(paragraph: SourceParagraph) -> str:
    """单 with its reading → [读作 shàn]单[/读作]."""
    text = paragraph.text
    for pin in sorted(paragraph.pins, key=lambda pin: -pin.start):
        text = f"{text[: pin.start]}[读作 {pin.reading}]{text[pin.start : pin.end]}[/读作]{text[pin.end :]}"
    return " ".join(text.split("\n"))
