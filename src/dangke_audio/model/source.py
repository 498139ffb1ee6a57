"""What reading produces: the paragraphs of a script, each with its place."""

from dataclasses import dataclass
from typing import Literal

from dangke_audio.model.report import Finding, Location
from dangke_audio.model.sidecar import Sidecar

Role = Literal["text", "title", "heading", "row"]
Alignment = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Pin:
    """`text[start:end]` is read as its author said, whatever the rules and dictionaries hold."""

    start: int
    end: int
    reading: str
    """As the author wrote it: pinyin (chóng qìng, chong2 qing4), or characters that sound so."""


@dataclass(frozen=True, slots=True)
class SourceParagraph:
    """One paragraph (for plain text: one line that is not blank), as it stands in the file."""

    text: str
    """With the number that the format computes for it (Word's 一、), and without the format's own marks."""
    location: Location
    role: Role = "text"
    """What the format says it is: `title` and `heading` by style or tag, `row` of a table."""
    level: int = 0
    """Of a heading, 1-based, as the format counts; else 0."""
    alignment: Alignment = "left"
    bold: bool = False
    """Whether all of it is bold."""
    pins: tuple[Pin, ...] = ()
    """Readings that the format holds (Word's 拼音指南)."""


@dataclass(frozen=True, slots=True)
class Omission:
    """A piece of the source that is not read aloud, and why."""

    text: str
    reason: str
    """A stable name: copyright, url, title-repeated, speaker, date, control …"""
    location: Location


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A script after reading: decoded, cut into paragraphs, nothing taken away but blank lines."""

    name: str
    """The file's name with its suffix."""
    encoding: str
    """The name of the encoding it was read in, `utf-8` and so on; the format's name where it has no choice (docx)."""
    sha256: str
    """Of the file's bytes, hexadecimal."""
    paragraphs: tuple[SourceParagraph, ...]
    findings: tuple[Finding, ...] = ()
    omitted: tuple[Omission, ...] = ()
    """What the format holds and does not show as text of the script: struck-out words, notes, contents, code."""
    sidecar: Sidecar | None = None
    """What `<file name>.toml` beside the script says about it."""
