"""Footnotes and endnotes: what the marks in the text lead to."""

from dataclasses import dataclass

from dangke_audio.reading.word.package import Package
from dangke_audio.reading.word.xml import Element, attribute, descendants, name_of

_KINDS = {"w:footnote": "footnotes", "w:endnote": "endnotes"}
_GONE = {"w:del", "w:moveFrom"}


@dataclass(frozen=True, slots=True)
class Notes:
    """The texts of all notes."""

    texts: dict[tuple[str, str], str]
    """(`w:footnote` or `w:endnote`, number in the file) → its text."""

    def text_of(self, reference: Element) -> str:
        """What a `w:footnoteReference` or `w:endnoteReference` leads to; "" where it is missing."""
        kind = name_of(reference).removesuffix("Reference")
        return self.texts.get((kind, attribute(reference, "id") or ""), "")


def notes_of(package: Package) -> Notes:
    """Those of a document. Raises SourceError where their part is malformed."""
    texts = {}
    for kind, part in _KINDS.items():
        root = package.part(part)
        for note in () if root is None else descendants(root, kind):
            texts[kind, attribute(note, "id") or ""] = visible_text(note)
    return Notes(texts)


def visible_text(element: Element) -> str:
    """All words below an element, without deleted ones; blanks between paragraphs and for tabs."""
    words = []
    for each in descendants(element, "w:t", "w:tab", "w:p"):
        if name_of(each) != "w:t":
            words.append(" ")
        elif not any(name_of(outer) in _GONE for outer in each.iterancestors()):
            words.append(each.text or "")
    return "".join(words).strip()
