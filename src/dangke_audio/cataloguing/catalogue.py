"""The values: what is published below one folder."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class CataloguedFile:
    """A file that a manifest names and that is there."""

    kind: str
    """As in the manifest: lecture, section, m4b, vtt, page …"""
    name: str
    """Below the lecture's folder, with `/` between its parts; none of them is `..` or begins with a dot."""
    size: int
    """In bytes, as the disk says."""


@dataclass(frozen=True, slots=True)
class CataloguedChapter:
    """A chapter and where it begins."""

    title: str
    start_ms: int


@dataclass(frozen=True, slots=True)
class CataloguedSentence:
    """A sentence as it is written, and where it begins in the whole lecture."""

    written: str
    start_ms: int


@dataclass(frozen=True, slots=True)
class CataloguedLecture:
    """A published lecture."""

    folder: str
    """Name of its folder."""
    title: str
    speaker: str | None
    date: str | None
    """As its author wrote it."""
    published: datetime | None
    """That date, or else when it was first built; with its offset. None where neither is known."""
    duration_ms: int
    chapters: tuple[CataloguedChapter, ...]
    sentences: tuple[CataloguedSentence, ...]
    """In the order of the manifest: the index from 0 is the number of the sentence's mark in the lecture's page."""
    files: tuple[CataloguedFile, ...]

    def file(self, kind: str) -> CataloguedFile | None:
        """The first file of a kind."""
        return next((file for file in self.files if file.kind == kind), None)

    def path(self, file: CataloguedFile) -> str:
        """A file's path below the catalogue's folder."""
        return f"{self.folder}/{file.name}"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All lectures that are published below a folder, the newest first."""

    lectures: tuple[CataloguedLecture, ...]
