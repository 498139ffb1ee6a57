"""What a build has to do, or did: the difference between two renditions of a lecture."""

from dataclasses import dataclass
from typing import Literal

from dangke_audio.model.rendition import SpokenLine

ChangeKind = Literal["kept", "moved", "changed", "added", "removed"]
"""kept     the same sentence, in the same order as before
moved    the same sentence, at another place
changed  another sentence where an old one stood
added    a sentence that was not there
removed  an old sentence that is not there any more"""


@dataclass(frozen=True, slots=True)
class LineChange:
    """What became of one sentence."""

    kind: ChangeKind
    before: SpokenLine | None
    """None of what was added."""
    after: SpokenLine | None
    """None of what was removed."""
    must_be_made: bool
    """Whether clips of it are missing: a sentence that is new here may have been spoken in another lecture."""


@dataclass(frozen=True, slots=True)
class ChapterPlan:
    """What happens to one chapter."""

    title: str
    number: int
    """From 1; of a chapter that is gone, the number it had."""
    changes: tuple[LineChange, ...]
    """In the order of the new lecture; what was removed stands where it stood."""
    file_changes: bool
    """Whether the chapter's own file will not be what it was."""
    is_gone: bool = False

    def count(self, kind: ChangeKind) -> int:
        """How many sentences of a kind."""
        return sum(change.kind == kind for change in self.changes)

    @property
    def to_make_ms(self) -> int:
        """Speech that has to be made, about."""
        return sum(change.after.milliseconds for change in self.changes if change.after and change.must_be_made)


@dataclass(frozen=True, slots=True)
class Plan:
    """All chapters, those that are gone last."""

    chapters: tuple[ChapterPlan, ...]
    is_first: bool
    """Whether nothing was there before."""

    def count(self, kind: ChangeKind) -> int:
        """How many sentences of a kind in the whole lecture."""
        return sum(chapter.count(kind) for chapter in self.chapters)

    @property
    def to_make_ms(self) -> int:
        """Speech that has to be made, about."""
        return sum(chapter.to_make_ms for chapter in self.chapters)

    @property
    def is_empty(self) -> bool:
        """Whether every file stays as it is."""
        return not any(chapter.file_changes for chapter in self.chapters)
