"""A FAT32 stick without being root: an image that mkfs.fat makes and mtools write, and a reader of its raw directories.

The steps that the program performs on folders are replayed here one by one, so that what the order of writing does to a
real FAT directory can be seen. The reader follows Microsoft's specification (fatgen103) and none of the two tools.
"""

import hashlib
import struct
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from mmap import ACCESS_READ, mmap
from pathlib import Path

from tests.support.foreign import run_tool

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

SIZE = 40 * 1024 * 1024
"""Bytes: FAT32 wants 65525 clusters at least, of one sector here."""
DELETED, END = 0xE5, 0
LONG_NAME, FOLDER, LABEL = 0x0F, 0x10, 0x08
LAST_CLUSTER = 0x0FFFFFF8


@dataclass(frozen=True)
class FatEntry:
    """A name in a FAT directory."""

    name: str
    is_folder: bool
    cluster: int
    size: int


@dataclass(frozen=True)
class FatStick:
    """The image."""

    image: Path

    @classmethod
    def formatted(cls, folder: Path) -> "FatStick":
        """An empty one; skips the test where the tools are missing."""
        image = folder / "stick.img"
        with image.open("wb") as file:
            file.truncate(SIZE)
        run_tool("mkfs.fat", "-F", "32", "-s", "1", "-n", "HORN", str(image))
        stick = cls(image)
        stick.tool("mdir", "-b", "::")
        return stick

    def tool(self, name: str, *arguments: str) -> str:
        """What one of the mtools says. They speak UTF-8 where the locale does, which `fat_stick` of the tests sees to."""
        return run_tool(name, "-i", str(self.image), *arguments)

    def perform(self, steps: Iterable[Operation], scratch: Path) -> None:
        """Do to the image what the executor does to a folder. Raises AssertionError where a check fails."""
        for step in steps:
            match step:
                case AppendMarker(name, content):
                    before = self.read(name) if name in self.names() else b""
                    self._put(before + content, name, scratch)
                case WriteMarker(name, content):
                    assert name not in self.names()
                    self._put(content, name, scratch)
                case WriteFile(source, name, _, _):
                    assert name.partition("/")[2] not in self.names(name.partition("/")[0])
                    self.tool("mcopy", "-Q", str(source), f"::{name}")
                case MakeFolder(name):
                    self.tool("mmd", "-D", "s", f"::{name}")
                case RemoveFile(name):
                    self.tool("mdel", f"::{name}")
                case RemoveFolder(name):
                    self.tool("mrd", f"::{name}")
                case ReadBack(name, sha256):
                    assert hashlib.sha256(self.read(name)).hexdigest() == sha256
                case CheckOrder(folder, names):
                    assert [name for name in self.names(folder) if name in names] == list(names)

    def _put(self, content: bytes, name: str, scratch: Path) -> None:
        """With `-D o` mtools keep the entry of a file that they write over, as an append does."""
        scratch.write_bytes(content)
        self.tool("mcopy", "-Q", "-D", "o", str(scratch), f"::{name}")

    def names(self, folder: str = "") -> list[str]:
        """In the order of the directory's entries: what a simple player plays."""
        return [entry.name for entry in self.entries(folder)]

    def entries(self, folder: str = "") -> list[FatEntry]:
        """Of the root, or of a folder in it."""
        with self._read() as disk:
            root = list(disk.entries(disk.root))
            if not folder:
                return root
            return list(disk.entries(next(entry.cluster for entry in root if entry.name == folder)))

    def read(self, name: str) -> bytes:
        """A file's bytes, cluster by cluster."""
        folder, _, file = name.rpartition("/")
        entry = next(entry for entry in self.entries(folder) if entry.name == file)
        with self._read() as disk:
            return disk.content(entry.cluster)[: entry.size]

    @contextmanager
    def _read(self) -> Iterator["_Disk"]:
        with self.image.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as data:
            yield _Disk(data)

    def check(self) -> None:
        """What fsck.fat has to say. Raises CalledProcessError where it finds something."""
        run_tool("fsck.fat", "-n", str(self.image))


class _Disk:
    """FAT32, read from its bytes."""

    def __init__(self, data: mmap) -> None:
        self._data = data
        sector, self._per_cluster, reserved, tables = struct.unpack_from("<HBHB", data, 11)
        table_sectors, self.root = struct.unpack_from("<I", data, 36)[0], struct.unpack_from("<I", data, 44)[0]
        self._table = reserved * sector
        self._first = (reserved + tables * table_sectors) * sector
        self._cluster = sector * self._per_cluster

    def content(self, cluster: int) -> bytes:
        """A chain of clusters."""
        chain = []
        while 2 <= cluster < LAST_CLUSTER:
            start = self._first + (cluster - 2) * self._cluster
            chain.append(self._data[start : start + self._cluster])
            cluster = struct.unpack_from("<I", self._data, self._table + 4 * cluster)[0] & 0x0FFFFFFF
        return b"".join(chain)

    def entries(self, cluster: int) -> Iterator[FatEntry]:
        """Entries in use, in their order, without label, `.` and `..`."""
        content, long_name = self.content(cluster), ""
        for start in range(0, len(content), 32):
            entry = content[start : start + 32]
            if entry[0] == END:
                return
            if entry[0] == DELETED:
                long_name = ""
            elif entry[11] == LONG_NAME:
                long_name = _piece(entry) + long_name
            else:
                if not entry[11] & LABEL and entry[:1] != b".":
                    yield _entry(entry, long_name)
                long_name = ""


def _piece(entry: bytes) -> str:
    """Thirteen units of a long name; the last piece stands first on the disk."""
    units = entry[1:11] + entry[14:26] + entry[28:32]
    return units.decode("utf-16-le").partition("\0")[0].rstrip("\uffff")


def _entry(entry: bytes, long_name: str) -> FatEntry:
    stem, suffix = (entry[start:end].decode("ascii", "replace").rstrip() for start, end in ((0, 8), (8, 11)))
    high, low = struct.unpack_from("<H", entry, 20)[0], struct.unpack_from("<H", entry, 26)[0]
    # A short name in small letters is marked so, and needs no long one.
    stem, suffix = stem.lower() if entry[12] & 0x08 else stem, suffix.lower() if entry[12] & 0x10 else suffix
    short_name = f"{stem}.{suffix}" if suffix else stem
    return FatEntry(
        long_name or short_name, bool(entry[11] & FOLDER), high << 16 | low, struct.unpack_from("<I", entry, 28)[0]
    )
