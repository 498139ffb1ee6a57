"""The builds of a lecture, as its state folder remembers them: a line of JSON each, oldest first."""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from dangke_audio.durable import write_durably
from dangke_audio.errors import StorageError
from dangke_audio.model.changes import Changes, ChapterChanges, Counts, ToldLine
from dangke_audio.model.history import PastBuild
from dangke_audio.model.rendition import Place

HISTORY = "history.jsonl"
MOST_BUILDS = 100
MOST_LINES = 60
"""Sentences that one build names."""


def past_builds(state: Path) -> tuple[PastBuild, ...]:
    """All that are remembered in a lecture's state folder, oldest first; a damaged line is passed over."""
    try:
        lines = (state / HISTORY).read_bytes().splitlines()
    except OSError:
        return ()
    return tuple(_readable(lines))


def remember(state: Path, build: PastBuild) -> None:
    """Add a build; of several in a row that found nothing to do, the last stays. Where it cannot be kept, it is not."""
    builds = [*past_builds(state)]
    if build.is_idle and builds and builds[-1].is_idle:
        builds.pop()
    builds.append(build if build.changes is None else replace(build, changes=_shortened(build.changes)))
    with suppress(StorageError):
        write_durably(state / HISTORY, [_written(one) for one in builds[-MOST_BUILDS:]])


def _shortened(changes: Changes) -> Changes:
    """With the first sentences only."""
    left = MOST_LINES
    chapters = []
    for chapter in changes.chapters:
        chapters.append(replace(chapter, lines=chapter.lines[:left]))
        left -= len(chapters[-1].lines)
    return replace(changes, chapters=tuple(chapters))


def _written(build: PastBuild) -> bytes:
    return json.dumps(asdict(build), ensure_ascii=False).encode("utf-8", "replace") + b"\n"


def _readable(lines: list[bytes]) -> Iterator[PastBuild]:
    for line in lines:
        with suppress(ValueError, KeyError, TypeError, AttributeError):
            yield _build(json.loads(line))


def _build(told: Mapping[str, Any]) -> PastBuild:
    return PastBuild(
        time=str(told["time"]),
        voice=str(told["voice"]),
        wall_s=float(told["wall_s"]),
        sentences=int(told["sentences"]),
        audio_ms=int(told["audio_ms"]),
        changes=_changes(told["changes"]) if told["changes"] else None,
        error=str(told["error"]) if told["error"] else None,
    )


def _changes(told: Mapping[str, Any]) -> Changes:
    return Changes(bool(told["is_first"]), tuple(map(_chapter, told["chapters"])))


def _chapter(told: Mapping[str, Any]) -> ChapterChanges:
    return ChapterChanges(
        number=int(told["number"]),
        title=str(told["title"]),
        is_gone=bool(told["is_gone"]),
        file_changes=bool(told["file_changes"]),
        counts=Counts(**{name: int(count) for name, count in told["counts"].items()}),
        lines=tuple(map(_line, told["lines"])),
    )


def _line(told: Mapping[str, Any]) -> ToldLine:
    return ToldLine(told["kind"], told["before"], _place(told["was_at"]), told["after"], _place(told["stands_at"]))


def _place(told: Mapping[str, Any] | None) -> Place | None:
    return Place(int(told["chapter"]), int(told["sentence"])) if told else None
