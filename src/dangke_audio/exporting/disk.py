"""What kind of disk the target is on, how much room it has, and how much is needed."""

import os
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

from dangke_audio.errors import StorageError
from dangke_audio.exporting.naming import LARGEST_FILE, fat_fault, units
from dangke_audio.exporting.programme import Slot

FAT = {"vfat", "msdos", "fat", "fat12", "fat16", "fat32"}
LARGEST_CLUSTER = 32 * 1024
"""Bytes: the largest that FAT32 is formatted with, for systems that do not say."""
ENTRY_BYTES = 32
"""Of a directory entry; a long name takes one more for every 13 UTF-16 units (Microsoft's FAT specification)."""
UNITS_PER_ENTRY = 13
MARKER_CLUSTERS = 8
"""For both markers: some hundred kilobytes at most, on disks with small clusters a few more."""
MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Disk:
    """A file system, as far as it can be known."""

    free_bytes: int
    cluster_bytes: int
    kind: str | None
    """As the system calls it, in lower case: vfat, exfat, ntfs …"""
    is_whole: bool
    """Whether the target is the root of it, as a stick is."""

    @property
    def is_fat(self) -> bool:
        """FAT12, 16 or 32: what simple players read; its folders keep the order of writing."""
        return self.kind in FAT


def disk_of(target: Path) -> Disk:
    """Raises StorageError where the system tells nothing about it."""
    try:
        free = shutil.disk_usage(target).free
        cluster = os.statvfs(target).f_frsize if hasattr(os, "statvfs") else LARGEST_CLUSTER
        return Disk(free, max(1, cluster), _kind(target), os.path.ismount(target))
    except OSError as error:
        hint = "请检查 U 盘有没有插好"
        raise StorageError("查不到目标还有多少空间", place=str(target), hint=hint) from error


def _kind(target: Path) -> str | None:
    """Of the innermost mounted file system that the target lies on."""
    real = target.resolve()
    mounts = [part for part in psutil.disk_partitions(all=True) if real.is_relative_to(part.mountpoint)]
    found = max(mounts, key=lambda part: len(part.mountpoint), default=None)
    return found.fstype.lower() or None if found else None


def check_fat_limits(slots: Sequence[Slot]) -> None:
    """Raises StorageError where FAT32 cannot hold a file or have its name."""
    for slot in slots:
        for track in slot.tracks:
            fault = fat_fault(slot.folder) or fat_fault(track.name)
            if fault:
                raise StorageError(f"文件名{fault}", place=f"{slot.folder}/{track.name}", hint="请换一个名字")
            if track.part.size > LARGEST_FILE:
                hint = "FAT32 的文件要小于 4 GB，请把讲稿分成几篇"
                raise StorageError("音频文件太大", place=str(track.part.path), hint=hint)


def check_room(slots: Sequence[Slot], freed: Iterable[int], disk: Disk, place: str) -> None:
    """Raises StorageError where the slots do not fit, also after files of `freed` bytes have been removed."""
    needed = needed_bytes(slots, disk.cluster_bytes)
    room = disk.free_bytes + sum(rounded(size, disk.cluster_bytes) for size in freed)
    if needed > room:
        message = f"目标空间不够：要 {_megabytes(needed)} MB，只有 {room // MB} MB"
        raise StorageError(message, place=place, hint="请删掉 U 盘里不要的文件，或减少讲稿和时段；什么都还没有改动")


def needed_bytes(slots: Sequence[Slot], cluster: int) -> int:
    """Whole clusters for every file, folder and marker."""
    files = sum(rounded(track.part.size, cluster) for slot in slots for track in slot.tracks)
    folders = sum(rounded(_folder_bytes([track.name for track in slot.tracks]), cluster) for slot in slots)
    names = sum(len(track.name) + len(track.part.sha256) + 100 for slot in slots for track in slot.tracks)
    return files + folders + 2 * rounded(2 * names, cluster) + MARKER_CLUSTERS * cluster


def rounded(size: int, cluster: int) -> int:
    """As much as it takes on the disk."""
    return -(-size // cluster) * cluster


def _folder_bytes(names: Sequence[str]) -> int:
    """With `.` and `..`."""
    return ENTRY_BYTES * (2 + sum(1 + -(-units(name) // UNITS_PER_ENTRY) for name in names))


def _megabytes(size: int) -> int:
    return -(-size // MB)
