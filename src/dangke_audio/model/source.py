"""What reading produces: the paragraphs of a script, each with its place."""

from dataclasses import dataclass

from dangke_audio.model.report import Finding, Location


@dataclass(frozen=True, slots=True)
class SourceParagraph:
    """One paragraph (for plain text: one line that is not blank), as it stands in the file."""

    text: str
    location: Location


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A script after reading: decoded, cut into paragraphs, nothing taken away but blank lines."""

    name: str
    """The file's name with its suffix."""
    encoding: str
    """The name of the encoding it was read in, `utf-8` and so on."""
    sha256: str
    """Of the file's bytes, hexadecimal."""
    paragraphs: tuple[SourceParagraph, ...]
    findings: tuple[Finding, ...] = ()
