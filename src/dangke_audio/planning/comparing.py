"""Which sentences of a new rendition were there before, which moved, which are new, and which are gone.

Sentences are compared by their clips: what sounds the same is the same. The longest run that keeps its order counts as
kept (difflib); of the rest, what is found elsewhere has moved, and what stands where something else stood is changed.
"""

from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from difflib import SequenceMatcher

from dangke_audio.model.plan import ChangeKind, ChapterPlan, LineChange, Plan
from dangke_audio.model.rendition import Rendition

NOTHING = Rendition((), ())


@dataclass(frozen=True, slots=True)
class _Step:
    """What became of a line; indexes into the lines of the old and of the new rendition."""

    kind: ChangeKind
    old: int | None
    new: int | None


def compare(before: Rendition | None, after: Rendition, missing: AbstractSet[str]) -> Plan:
    """What leads from one to the other; `missing` are the keys of clips that have to be made."""
    old = before or NOTHING
    changes: defaultdict[int, list[LineChange]] = defaultdict(list)
    for chapter, step in _told_in(list(_steps(old, after)), old, after):
        was = None if step.old is None else old.lines[step.old]
        line = None if step.new is None else after.lines[step.new]
        changes[chapter].append(LineChange(step.kind, was, line, bool(line and not missing.isdisjoint(line.clips))))
    chapters = [
        ChapterPlan(title, index + 1, tuple(changes[index]), _file_of(after, index) != _file_of(old, index))
        for index, title in enumerate(after.chapters)
    ]
    gone = [
        ChapterPlan(old.chapters[index], index + 1, tuple(changes[index]), file_changes=True, is_gone=True)
        for index in range(len(after.chapters), len(old.chapters))
    ]
    return Plan((*chapters, *gone), is_first=before is None)


def _file_of(rendition: Rendition, chapter: int) -> tuple[object, ...]:
    """What decides a chapter's file: its title, how many there are, and its blocks."""
    if chapter >= len(rendition.chapters):
        return ()
    blocks = tuple(block for line in rendition.lines if line.chapter == chapter for block in line.blocks)
    return rendition.chapters[chapter], len(rendition.chapters), blocks


def _steps(old: Rendition, new: Rendition) -> Iterator[_Step]:
    """In the order of the new lecture; what was removed, where it stood."""
    stood, stands = ([line.clips for line in rendition.lines] for rendition in (old, new))
    opcodes = SequenceMatcher(None, stood, stands, autojunk=False).get_opcodes()
    gaps = [opcode[1:] for opcode in opcodes if opcode[0] != "equal"]
    left = [index for first, end, _, _ in gaps for index in range(first, end)]
    came = [index for _, _, start, stop in gaps for index in range(start, stop)]
    origins = _origins(old, new, left, came)
    moved = set(origins.values())
    for kind, first, end, start, stop in opcodes:
        if kind == "equal":
            yield from (_Step("kept", first + offset, start + offset) for offset in range(end - first))
        else:
            gone = [index for index in range(first, end) if index not in moved]
            for index in range(start, stop):
                if index in origins:
                    yield _Step("moved", origins[index], index)
                else:
                    yield _Step("changed", gone.pop(0), index) if gone else _Step("added", None, index)
            yield from (_Step("removed", index, None) for index in gone)


def _origins(old: Rendition, new: Rendition, left: list[int], came: list[int]) -> dict[int, int]:
    """For lines that stand elsewhere now: where they stood. Equal sentences are taken in their order."""
    places: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for index in reversed(left):
        places[old.lines[index].clips].append(index)
    return {index: stood.pop() for index in came if (stood := places[new.lines[index].clips])}


def _told_in(steps: list[_Step], old: Rendition, new: Rendition) -> Iterator[tuple[int, _Step]]:
    """Each step with the chapter in which it is told: the new line's, or that in which the removed line would stand."""
    here = 0
    for step in steps:
        if step.new is not None:
            here = new.lines[step.new].chapter
            yield here, step
        else:
            assert step.old is not None
            stood = old.lines[step.old].chapter
            yield stood if stood >= len(new.chapters) else max(here, min(stood, len(new.chapters) - 1)), step
