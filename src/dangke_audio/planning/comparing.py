"""Two renditions of a lecture → what has to be done, chapter by chapter."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from dangke_audio.model.plan import ChapterPlan, LineChange, Plan
from dangke_audio.model.rendition import Rendition, SpokenLine
from dangke_audio.planning.chapters import chapter_heirs
from dangke_audio.planning.pairing import Step, steps

NOTHING = Rendition((), ())


@dataclass(frozen=True, slots=True)
class _Home:
    """The chapter in which a sentence is told: one of the new lecture, or an old one that is gone; index from 0."""

    index: int
    is_gone: bool = False


def compare(before: Rendition | None, after: Rendition, missing: AbstractSet[str]) -> Plan:
    """What leads from one to the other; `missing` are the keys of clips that have to be made."""
    old = before or NOTHING
    found = tuple(steps(old, after))
    heirs = chapter_heirs(old, after, found)
    heir_of = [
        _Home(heirs[index]) if index in heirs else _Home(index, is_gone=True) for index in range(len(old.chapters))
    ]
    told: defaultdict[_Home, list[LineChange]] = defaultdict(list)
    moved_out: Counter[_Home] = Counter()
    for change in _line_changes(old, after, found, missing):
        stood_in = heir_of[change.before.chapter] if change.before else None
        stands_in = _Home(change.after.chapter) if change.after else stood_in
        assert stands_in, "a change is about a sentence"
        told[stands_in].append(change)
        if stood_in and stood_in != stands_in and change.kind == "moved":
            moved_out[stood_in] += 1
    chapters = [
        ChapterPlan(title, index + 1, tuple(told[home]), not _same_file(old, after, index), moved_out[home])
        for index, title in enumerate(after.chapters)
        for home in [_Home(index)]
    ]
    gone = [
        ChapterPlan(old.chapters[home.index], home.index + 1, tuple(told[home]), True, moved_out[home], is_gone=True)
        for home in heir_of
        if home.is_gone
    ]
    return Plan((*chapters, *gone), is_first=before is None)


def _line_changes(
    old: Rendition, new: Rendition, found: Sequence[Step], missing: AbstractSet[str]
) -> Iterator[LineChange]:
    stood, stands = old.places, new.places
    asked: set[str] = set()
    for step in found:
        was = None if step.old is None else old.lines[step.old]
        line = None if step.new is None else new.lines[step.new]
        wanted = {key for key in line.clips if key in missing and key not in asked} if line else set()
        asked.update(wanted)
        yield LineChange(
            kind=step.kind,
            before=was,
            was_at=None if step.old is None else stood[step.old],
            after=line,
            stands_at=None if step.new is None else stands[step.new],
            to_make_ms=_share_ms(line, len(wanted)) if line and wanted else 0,
        )


def _share_ms(line: SpokenLine, clips: int) -> int:
    """The speech of so many of a sentence's clips, about."""
    return max(1, round(line.milliseconds * clips / len(line.clips)))


def _same_file(old: Rendition, new: Rendition, chapter: int) -> bool:
    """Whether a chapter's file is the one that stands there already: the tags, the count and the sound are the same."""
    heads = [
        (rendition.chapters[chapter : chapter + 1], len(rendition.chapters), rendition.tags) for rendition in (old, new)
    ]
    stood, stands = ([line for line in rendition.lines if line.chapter == chapter] for rendition in (old, new))
    return heads[0] == heads[1] and len(stood) == len(stands) and all(map(_same_words_and_sound, stood, stands))


def _same_words_and_sound(was: SpokenLine, line: SpokenLine) -> bool:
    """The words are in the file's tag. A clip that has to be made again comes out as it was, so its block does too."""
    if was.written != line.written:
        return False
    if not (was.blocks and line.blocks):
        return was.clips == line.clips
    return (was.clips, was.blocks, was.span) == (line.clips, line.blocks, line.span)
