"""What changed, for programs."""

from dataclasses import asdict
from typing import TYPE_CHECKING

from dangke_audio.cli.findings import as_json as finding_json
from dangke_audio.model.changes import Changes, ChapterChanges
from dangke_audio.planning import summarize

if TYPE_CHECKING:
    from dangke_audio.foreseeing import Foreseen


def compact_changes(changes: Changes) -> dict[str, object]:
    """Counts, and of the chapters those that are not as they were; without the sentences."""
    told = [chapter for chapter in changes.chapters if chapter.file_changes or not chapter.counts.is_idle]
    return _whole(changes) | {"chapters": [_chapter(chapter) for chapter in told]}


def full_changes(changes: Changes) -> dict[str, object]:
    """Every chapter, with the sentences that are not as they were."""
    chapters = [_chapter(chapter) | {"lines": list(map(asdict, chapter.lines))} for chapter in changes.chapters]
    return _whole(changes) | {"chapters": chapters}


def plan_json(event: str, path: str, foreseen: "Foreseen") -> dict[str, object]:
    """What a build would do, as one object."""
    return {
        "event": event,
        "path": path,
        "title": foreseen.title,
        "folder": foreseen.folder,
        "audio_ms": foreseen.audio_ms,
        "work_s": None if foreseen.work_s is None else round(foreseen.work_s, 3),
        "files": list(foreseen.section_files),
        "changed_files": list(foreseen.changed_files),
        "removed_files": list(foreseen.removed_files),
        "findings": list(map(finding_json, foreseen.findings)),
        **full_changes(summarize(foreseen.plan)),
    }


def _whole(changes: Changes) -> dict[str, object]:
    counts = asdict(changes.counts)
    del counts["moved_out"]  # in the whole lecture nobody does
    return {"is_first": changes.is_first, **counts}


def _chapter(chapter: ChapterChanges) -> dict[str, object]:
    place = {"number": chapter.number, "title": chapter.title}
    return {**place, "is_gone": chapter.is_gone, "file_changes": chapter.file_changes, **asdict(chapter.counts)}
