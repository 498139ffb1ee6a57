"""What parsing produces: a lecture as its author meant it, in written words."""

import re
from dataclasses import dataclass
from typing import Literal

from dangke_audio.model.report import Finding, Location
from dangke_audio.model.sidecar import Level as Level
from dangke_audio.model.source import Omission as Omission
from dangke_audio.model.source import Pin

OPENING = "开场"
"""Name of what stands before the first heading."""
_LONGEST_NAME = 16
"""Characters of a name that is made of first words."""
_CLAUSE = re.compile(r"[“‘《（]?[^，。！？；：、,!?;:“”‘’《》（）…]{2,}")

SentenceKind = Literal["label", "title", "salutation", "heading", "body", "closing"]
"""A label is the voice profile's, not the script's (`labelling`)."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """At most 100 characters that are spoken in one go, exactly as written."""

    written: str
    kind: SentenceKind
    location: Location
    """Where the sentence starts."""
    ends_paragraph: bool
    """Whether a paragraph ends with it: the pause behind it is longer."""
    pins: tuple[Pin, ...] = ()
    """Readings that the author fixed, in offsets of `written`."""
    pause_after_ms: int | None = None
    """The pause that the author asked for behind it; None for the usual one."""
    role: str | None = None
    """Who says it, in a script whose user gave that role a voice of its own; the label is not part of `written`."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it, up to the next heading of any level.

    The heading is also the section's first sentence (kind `heading`). Section 0 is what stands before the first
    heading; its heading is None and, when the title is spoken, the title is its first sentence. A lecture without any
    heading has sections of 3–5 minutes, all with heading None.
    """

    number: int
    level: Level
    heading: str | None
    """The exact text as written."""
    run_in: bool
    """Whether the heading is the first sentence of a paragraph (一要…。) and not a line of its own; then level is 3."""
    sentences: tuple[Sentence, ...]

    @property
    def name(self) -> str:
        """What it is called where it has no heading: 开场, or the first words of what is said there."""
        if self.heading is not None:
            return self.heading
        return self.first_words if self.number else OPENING

    @property
    def first_words(self) -> str:
        """Of its text, up to the first mark, or so many characters and …"""
        body = [
            sentence.written for sentence in self.sentences if sentence.kind not in ("label", "title", "salutation")
        ]
        if not body:
            return OPENING
        clause = _CLAUSE.match(body[0])
        words = clause[0].strip() if clause else body[0]
        return words if len(words) <= _LONGEST_NAME else f"{words[: _LONGEST_NAME - 1]}…"


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
