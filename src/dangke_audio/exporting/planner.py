"""Slots and what stands on the target → the steps of the export. Pure.

The order is what makes it safe and what makes it play right: the marker that an export has begun, out with the old,
folder by folder and file by file in playing order, all of it read back, the marker that it is done, and the first
marker away. Simple players play in the order of directory entries, which is the order of writing in a fresh folder:
so each folder is made anew, nothing in it is written under another name first, and where the disk keeps the order it is
looked at afterwards.
"""

from collections.abc import Iterator, Sequence

from dangke_audio.exporting.belongings import Belongings
from dangke_audio.exporting.markers import BEGUN, FINISHED, begun_line, finished, record_of
from dangke_audio.exporting.naming import folded
from dangke_audio.exporting.operations import (
    AppendMarker,
    CheckOrder,
    MakeFolder,
    Operation,
    ReadBack,
    RemoveFile,
    RemoveFolder,
    WriteFile,
    WriteMarker,
)
from dangke_audio.exporting.programme import Slot


def plan(slots: Sequence[Slot], found: Belongings, begun_before: bytes, program: str) -> tuple[Operation, ...]:
    """`begun_before` is what an unfinished export left in DANGKE.NEW, `program` our name and version."""
    ours = found.ours.joined(record_of(slots))
    return (
        AppendMarker(BEGUN, begun_line(ours, begun_before)),
        *_removals(found),
        *_writes(slots, {folded(folder) for folder in found.lived_in}),
        *_checks(slots),
        WriteMarker(FINISHED, finished(slots, program)),
        RemoveFile(BEGUN),
    )


def _removals(found: Belongings) -> Iterator[Operation]:
    """The old marker goes first: it would call a stick done that is not."""
    if found.finished:
        yield RemoveFile(FINISHED)
    yield from map(RemoveFile, found.files)
    yield from map(RemoveFolder, found.folders)


def _writes(slots: Sequence[Slot], lived_in: set[str]) -> Iterator[Operation]:
    for slot in slots:
        if folded(slot.folder) not in lived_in:
            yield MakeFolder(slot.folder)
        for track in slot.tracks:
            yield WriteFile(track.part.path, f"{slot.folder}/{track.name}", track.part.size, track.part.sha256)


def _checks(slots: Sequence[Slot]) -> Iterator[Operation]:
    yield CheckOrder("", tuple(slot.folder for slot in slots))
    for slot in slots:
        yield CheckOrder(slot.folder, tuple(track.name for track in slot.tracks))
        for track in slot.tracks:
            yield ReadBack(f"{slot.folder}/{track.name}", track.part.sha256)
