"""The USB sticks that are plugged in, as far as the system tells."""

import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Protocol

import psutil

from dangke_audio.exporting.disk import FAT

REMOVABLE = "removable"
"""What psutil tells of such drives on Windows, among the options of their mount."""
WHERE_STICKS_ARE = ("/media/", "/run/media/", "/Volumes/")
"""Where desktops of Linux, and macOS, mount what is plugged in (udisks2; the system's own disk is `/`)."""


class Partition(Protocol):
    """One of psutil's."""

    @property
    def mountpoint(self) -> str:
        """Its folder."""

    @property
    def fstype(self) -> str:
        """Of its file system."""

    @property
    def opts(self) -> str:
        """Of its mount, with commas between."""


@dataclass(frozen=True, slots=True)
class Stick:
    """A drive that an export can go to."""

    path: str
    """`E:\\`, `/media/user/NAME`."""
    name: str
    """For people."""
    free_bytes: int
    kind: str
    """Of its file system, in lower case; empty where it is not told."""

    @property
    def is_fat(self) -> bool:
        """What simple players read."""
        return self.kind in FAT


def find_sticks(partitions: Callable[[], Iterable[Partition]] | None = None) -> tuple[Stick, ...]:
    """All that can be written, by their paths. One that is pulled out meanwhile is left out."""
    found = (partitions or psutil.disk_partitions)()
    return tuple(sorted(_sticks(found), key=lambda stick: stick.path))


def _sticks(partitions: Iterable[Partition]) -> Iterator[Stick]:
    for one in partitions:
        options = one.opts.lower().split(",")
        is_plugged_in = REMOVABLE in options or one.mountpoint.startswith(WHERE_STICKS_ARE)
        if not is_plugged_in or "ro" in options or "cdrom" in options:
            continue
        try:
            free = shutil.disk_usage(one.mountpoint).free
        except OSError:  # a card reader without a card
            continue
        yield Stick(one.mountpoint, PurePath(one.mountpoint).name or one.mountpoint, free, one.fstype.lower())
