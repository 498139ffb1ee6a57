"""A plan in short: what is told of it, printed, and kept in a lecture's history."""

from dataclasses import dataclass, fields

from dangke_audio.model.plan import ChangeKind
from dangke_audio.model.rendition import Place


@dataclass(frozen=True, slots=True)
class Counts:
    """How many sentences of each kind (`plan.ChangeKind`)."""

    kept: int = 0
    retyped: int = 0
    moved: int = 0
    changed: int = 0
    reread: int = 0
    added: int = 0
    removed: int = 0
    moved_out: int = 0
    """Of those that moved, who left this chapter; they are counted as moved where they stand now."""
    made: int = 0
    """Of all these, how many have to be spoken, or had to be."""
    to_make_ms: int = 0
    """Their speech, about."""

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))

    @property
    def is_idle(self) -> bool:
        """Whether all is as before, and nothing has to be made."""
        return self == Counts(kept=self.kept)


@dataclass(frozen=True, slots=True)
class ToldLine:
    """A sentence that is not as it was."""

    kind: ChangeKind
    before: str | None
    """As it was written; None of what was added."""
    was_at: Place | None
    after: str | None
    """None of what was removed."""
    stands_at: Place | None


@dataclass(frozen=True, slots=True)
class ChapterChanges:
    """One chapter."""

    number: int
    title: str
    is_gone: bool
    file_changes: bool
    counts: Counts
    lines: tuple[ToldLine, ...]
    """All that are not kept, in order."""


@dataclass(frozen=True, slots=True)
class Changes:
    """A whole lecture."""

    is_first: bool
    """Whether nothing was there before."""
    chapters: tuple[ChapterChanges, ...]

    @property
    def counts(self) -> Counts:
        """Of all chapters."""
        return sum((chapter.counts for chapter in self.chapters), Counts())

    @property
    def is_idle(self) -> bool:
        """Whether every file and every sentence is as before, and nothing has to be made."""
        return self.counts.is_idle and not any(chapter.file_changes for chapter in self.chapters)
