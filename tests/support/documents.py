"""Scripts as reading would hand them over, from a string."""

from dangke_audio.model.report import Location
from dangke_audio.model.source import SourceDocument, SourceParagraph


def document(text: str, name: str = "讲稿.txt") -> SourceDocument:
    """One paragraph for each line that is not blank."""
    paragraphs = tuple(
        SourceParagraph(line, Location(name, number, line.strip()[:12]))
        for number, line in enumerate(text.split("\n"), start=1)
        if line.strip()
    )
    return SourceDocument(name, "utf-8", "0" * 64, paragraphs)
