"""What parsing produces: a lecture as its author meant it, in written words."""

from dataclasses import dataclass
from typing import Literal

from dangke_audio.model.report import Finding, Location

SentenceKind = Literal["title", "salutation", "heading", "body", "closing"]
Level = Literal[1, 2, 3]


@dataclass(frozen=True, slots=True)
class Sentence:
    """At most 100 characters that are spoken in one go, exactly as written."""

    written: str
    kind: SentenceKind
    location: Location
    """Where the sentence starts."""
    ends_paragraph: bool
    """Whether a paragraph ends with it: the pause behind it is longer."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it, up to the next heading of any level.

    The heading is also the section's first sentence (kind `heading`). Section 0 is what stands before the first
    heading; its heading is None and, when the title is spoken, the title is its first sentence.
    """

    number: int
    level: Level
    heading: str | None
    """The exact text as written."""
    run_in: bool
    """Whether the heading is the first sentence of a paragraph (一要…。) and not a line of its own; then level is 3."""
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Omission:
    """A piece of the source that is not read aloud, and why."""

    text: str
    reason: str
    """A stable name: copyright, url, title-repeated, speaker, date, control …"""
    location: Location


@dataclass(frozen=True, slots=True)
class Lecture:
    """The whole script. Every Han character of the source stands once, in a sentence or in `omitted`."""

    title: str | None
    subtitle: str | None
    speaker: str | None
    date: str | None
    salutation: str | None
    sections: tuple[Section, ...]
    omitted: tuple[Omission, ...]
    findings: tuple[Finding, ...]
