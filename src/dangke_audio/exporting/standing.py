"""What stands on the target: looked at once, nothing followed, nothing changed."""

import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from dangke_audio.errors import StorageError
from dangke_audio.exporting.markers import BEGUN, FINISHED
from dangke_audio.exporting.naming import OUR_FOLDER, folded

Kind = Literal["file", "folder", "link"]
LARGEST_MARKER = 10_000_000
"""Bytes: 99 folders of 99 names are a tenth of it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A name in a folder."""

    name: str
    kind: Kind
    """A link is never looked through."""
    size: int


@dataclass(frozen=True, slots=True)
class Standing:
    """The root, what is in those of its folders that may be ours, and the markers."""

    entries: tuple[Entry, ...] = ()
    inside: dict[str, tuple[Entry, ...]] = field(default_factory=dict)
    finished: bytes | None = None
    begun: bytes | None = None


def look(target: Path) -> Standing:
    """Raises StorageError where the target is no folder, or cannot be read."""
    place = str(target)
    try:
        if not target.exists():
            hint = "请插好 U 盘，检查盘符或路径的写法；要导出到新文件夹，请先建好它"
            raise StorageError("没有这个目标文件夹", place=place, hint=hint)
        if not target.is_dir():
            raise StorageError("目标是一个文件，不是文件夹", place=place, hint="请给出 U 盘的盘符或一个文件夹")
        entries = _entries(target)
        markers = {folded(entry.name): entry for entry in entries if entry.kind == "file"}
        inside = {
            entry.name: _entries(target / entry.name)
            for entry in entries
            if entry.kind == "folder" and OUR_FOLDER.fullmatch(entry.name)
        }
        return Standing(entries, inside, *(_content(target, markers.get(folded(name))) for name in (FINISHED, BEGUN)))
    except OSError as error:
        hint = "请检查 U 盘有没有插好、有没有权限"
        raise StorageError(f"读不了目标文件夹：{error.strerror or error}", place=place, hint=hint) from error


def _entries(folder: Path) -> tuple[Entry, ...]:
    return tuple(_entry(path) for path in sorted(folder.iterdir()))


def _entry(path: Path) -> Entry:
    state = path.lstat()
    kind: Kind = "folder" if stat.S_ISDIR(state.st_mode) else "file" if stat.S_ISREG(state.st_mode) else "link"
    if getattr(state, "st_reparse_tag", 0):  # Windows: a junction looks like a folder
        kind = "link"
    return Entry(path.name, kind, state.st_size)


def _content(target: Path, entry: Entry | None) -> bytes | None:
    return None if entry is None or entry.size > LARGEST_MARKER else (target / entry.name).read_bytes()
