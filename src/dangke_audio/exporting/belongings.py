"""Whose is what stands on the target? Ours is what a marker lists; all else is kept, or forbids the export. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dangke_audio.errors import StorageError
from dangke_audio.exporting.markers import BEGUN, FINISHED, Record, read_begun, read_finished
from dangke_audio.exporting.naming import INTO_EMPTY, SUFFIX, folded
from dangke_audio.exporting.standing import Entry, Standing

# What operating systems put on a stick by themselves.
LITTER_FOLDERS = {
    "system volume information",
    "$recycle.bin",
    "recycler",
    ".trashes",
    ".fseventsd",
    ".spotlight-v100",
    ".temporaryitems",
    ".documentrevisions-v100",
    "lost+found",
    "lost.dir",
}
LITTER_FILES = {".ds_store", "thumbs.db", "desktop.ini", ".metadata_never_index", ".hidden"}
LITTER = re.compile(r"\._.+|\.trash-\d+|found\.\d{3}", re.DOTALL)
MANY = 3
"""Names that a message gives before it says 等."""


@dataclass(frozen=True, slots=True)
class Belongings:
    """What an export finds, sorted; names as they stand on the disk."""

    ours: Record
    """What an unfinished export's marker has to list beside the new files."""
    files: tuple[str, ...]
    """To be removed: ours, and what systems left in our folders, where players would try to play it."""
    folders: tuple[str, ...]
    """To be removed after them."""
    lived_in: tuple[str, ...]
    """Folders of ours that stay, because a file of the user's lies there."""
    kept: tuple[str, ...]
    """The user's."""
    finished: bool
    begun: bool


def sort_out(standing: Standing, new: Record, *, may_be_unmarked: bool, place: str) -> Belongings:
    """Raises StorageError where something forbids the export: a target that is not ours, or is the user's in part."""
    roots = [entry for entry in standing.entries if not is_litter(entry)]
    ours = _ours(standing, roots, may_be_unmarked, place)
    listed = {folded(name) for name in ours.folders}
    folders = [entry for entry in roots if folded(entry.name) in listed]
    markers = {folded(FINISHED), folded(BEGUN)}
    others = [entry for entry in roots if folded(entry.name) not in listed | markers]
    _refuse_links(folders, place)
    _refuse_clashes(others, new, place)
    files, strangers = _inside(standing, ours, [entry.name for entry in folders])
    _refuse_strangers(strangers, place)
    lived_in = tuple(dict.fromkeys(folder for folder, _ in strangers))
    return Belongings(
        ours=ours,
        files=files,
        folders=tuple(entry.name for entry in folders if entry.name not in lived_in),
        lived_in=lived_in,
        kept=(*(entry.name for entry in others), *(f"{folder}/{entry.name}" for folder, entry in strangers)),
        finished=standing.finished is not None,
        begun=standing.begun is not None,
    )


def is_litter(entry: Entry) -> bool:
    """Whether a system put it there."""
    name = entry.name.lower()
    if LITTER.fullmatch(name):
        return True
    return name in (LITTER_FOLDERS if entry.kind == "folder" else LITTER_FILES)


def _ours(standing: Standing, roots: list[Entry], may_be_unmarked: bool, place: str) -> Record:
    """What the markers list."""
    done = read_finished(standing.finished) if standing.finished is not None else None
    if standing.begun is not None:
        begun = read_begun(standing.begun)
        if begun is None:
            raise StorageError(f"{BEGUN} 不是本程序写的", place=place, hint="请把它移走或改名后重试")
        return begun.joined(done or Record())  # a damaged DANGKE.TXT beside it was being written, or removed
    if done is not None:
        return done
    if standing.finished is not None:
        hint = f"请把 U 盘里要留的文件拷走，清空或格式化（FAT32）后{INTO_EMPTY} 重试"
        raise StorageError(f"标记文件 {FINISHED} 已损坏，分不清哪些文件是本程序写的", place=place, hint=hint)
    if roots:
        hint = f"不会改动它。请换一个空的 U 盘或文件夹，或把里面的东西移走，再{INTO_EMPTY} 重试"
        raise StorageError(f"目标不是空的，也不是本程序导出过的（有 {_some(roots)}）", place=place, hint=hint)
    if not may_be_unmarked:
        hint = f"第一次导出到空的 U 盘或文件夹，请{INTO_EMPTY}"
        raise StorageError("目标是空的，还没有导出过", place=place, hint=hint)
    return Record()


def _refuse_links(folders: Iterable[Entry], place: str) -> None:
    for entry in folders:
        if entry.kind != "folder":
            message = f"“{entry.name}”应该是本程序建的文件夹，现在不是了"
            raise StorageError(message, place=place, hint="请把它移走或改名后重试")


def _refuse_clashes(others: Iterable[Entry], new: Record, place: str) -> None:
    """A file or folder of the user's under a name that we need, in whatever case."""
    needed = {folded(name) for name in (*new.folders, FINISHED, BEGUN)}
    for entry in others:
        if folded(entry.name) in needed:
            message = f"目标里已有不是本程序建的“{entry.name}”，名字正好要用"
            raise StorageError(message, place=place, hint="请把它移走或改名后重试")


def _inside(
    standing: Standing, ours: Record, folders: Iterable[str]
) -> tuple[tuple[str, ...], tuple[tuple[str, Entry], ...]]:
    """Files to remove, and what is the user's in our folders."""
    listed = {(folded(folder), folded(name)) for folder, name in ours.files}
    files: list[str] = []
    strangers: list[tuple[str, Entry]] = []
    for folder in folders:
        for entry in standing.inside.get(folder, ()):
            is_ours = (folded(folder), folded(entry.name)) in listed or is_litter(entry)
            if entry.kind != "folder" and is_ours:
                files.append(f"{folder}/{entry.name}")
            else:
                strangers.append((folder, entry))
    return tuple(files), tuple(strangers)


def _refuse_strangers(strangers: Iterable[tuple[str, Entry]], place: str) -> None:
    """An MP3 would be played between ours, and players lose their count at a folder in a folder."""
    for folder, entry in strangers:
        if entry.kind == "folder" or entry.name.lower().endswith(SUFFIX):
            what = "文件夹" if entry.kind == "folder" else "音频"
            message = f"“{folder}/{entry.name}”不是本程序写的{what}，会打乱播放"
            raise StorageError(message, place=place, hint=f"请把它移到“{folder}”外面后重试，什么都还没有删")


def _some(entries: list[Entry]) -> str:
    names = "、".join(entry.name for entry in entries[:MANY])
    return f"{names} 等" if len(entries) > MANY else names
