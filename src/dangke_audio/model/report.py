"""Places, findings and results: what is told to the user."""

from dataclasses import dataclass
from typing import Literal

from dangke_audio.model.plan import Plan

EditionName = Literal["phone", "horn"]
Severity = Literal["info", "warning", "error"]
Phase = Literal["speaking", "encoding", "staging", "publishing", "hearing"]
"""Of a build: clips are made; what is still missing of MP3 and AAC; files are written; they get their final names. Of `listen`: sounds are heard."""
UNCERTAIN_READING = "uncertain-reading"
"""Code of the findings on readings that were a choice; there may be many, so they are listed apart."""


@dataclass(frozen=True, slots=True)
class Location:
    """Where something stands in the script, so that any complaint can say `讲稿.txt:41` or `讲稿.docx 第 41 段`."""

    path: str
    """The script's file name."""
    line: int | None = None
    """1-based; None where the format has no lines."""
    excerpt: str = ""
    """The first words there."""
    paragraph: int | None = None
    """1-based, in formats of paragraphs (Word, web pages)."""
    page: int | None = None
    """1-based, in formats of pages (PDF)."""

    @property
    def number(self) -> int | None:
        """The line, paragraph or page: what other programs get as `line`, and what orders places within a file."""
        return self.line or self.paragraph or self.page

    def __str__(self) -> str:
        if self.line is not None:
            place = f"{self.path}:{self.line}"
        elif self.paragraph is not None:
            place = f"{self.path} 第 {self.paragraph} 段"
        else:
            place = self.path if self.page is None else f"{self.path} 第 {self.page} 页"
        return f"{place}「{self.excerpt}」" if self.excerpt else place


@dataclass(frozen=True, slots=True)
class Finding:
    """Something odd about the script that the user should know; `error` forbids a build."""

    severity: Severity
    code: str
    """A stable name, kebab-case."""
    message: str
    """For the user, in Chinese."""
    location: Location | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build is."""

    done: int
    """Clips that are in the store; while encoding, pieces of those that had to be encoded. 0 of 0 in later phases."""
    total: int
    made_share: float
    """Share of the work of this run and phase that is done, 0 … 1, by length of what is heard and not by number."""
    phase: Phase = "speaking"


@dataclass(frozen=True, slots=True)
class Output:
    """One published file."""

    edition: EditionName
    kind: str
    """lecture, section or manifest (DESIGN §6 lists the others)."""
    path: str
    """As the user can open it."""


def output_of(kind: str, path: str) -> Output:
    """A published file: parts are for loudspeakers."""
    return Output("horn" if kind == "part" else "phone", kind, path)


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What one build did."""

    title: str
    folder: str
    sentences: int
    clips: int
    synthesized: int
    reused: int
    blocks_encoded: int
    audio_ms: int
    wall_s: float
    outputs: tuple[Output, ...]
    findings: tuple[Finding, ...]
    plan: Plan
    """What was there before, and what is there now."""
