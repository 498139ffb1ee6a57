"""What a build has to do, or did: the difference between two renditions of a lecture."""

from dataclasses import dataclass
from typing import Literal

from dangke_audio.model.rendition import Place, SpokenLine

ChangeKind = Literal["kept", "retyped", "moved", "changed", "reread", "added", "removed"]
"""kept     the same sentence, in the same order as before
retyped  the same to the ear, but written in another way: another comma, 3 for 三
moved    the same to the ear, at another place
changed  another sentence instead of one that is like it
reread   written as before, but with other clips: another reading, another voice
added    a sentence that was not there
removed  an old sentence that is not there any more"""


@dataclass(frozen=True, slots=True)
class LineChange:
    """What became of one sentence."""

    kind: ChangeKind
    before: SpokenLine | None
    """None of what was added."""
    was_at: Place | None
    after: SpokenLine | None
    """None of what was removed."""
    stands_at: Place | None
    to_make_ms: int
    """Speech that has to be made, about. None for clips that are there (what is new here may have been spoken in another
    lecture), nor for those that an earlier sentence has asked for."""

    @property
    def must_be_made(self) -> bool:
        """Whether it has to be spoken."""
        return self.to_make_ms > 0


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
    moved_out: int = 0
    """Sentences that stood here, and stand in another chapter now: those are told there."""
    is_gone: bool = False

    def count(self, kind: ChangeKind) -> int:
        """How many sentences of a kind."""
        return sum(change.kind == kind for change in self.changes)

    @property
    def to_make_ms(self) -> int:
        """Speech that has to be made, about."""
        return sum(change.to_make_ms for change in self.changes)


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
