"""The steps of an export: a list of plain values, which one executor performs on a disk (and tests on an image of one).

Names are relative to the target, with `/` between folder and file.
"""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class AppendMarker:
    """Write at the end of a file in the root, which is made where it is missing, and see it on the disk."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class RemoveFile:
    """Remove a file; a link is removed and not followed. One that has gone already is no error."""

    name: str


@dataclass(frozen=True, slots=True)
class RemoveFolder:
    """Remove an empty folder."""

    name: str


@dataclass(frozen=True, slots=True)
class MakeFolder:
    """Make a folder that is not there."""

    name: str


@dataclass(frozen=True, slots=True)
class WriteFile:
    """Copy a file under a name that is not there, straight and not by way of another name, and see it on the disk."""

    source: Path
    name: str
    size: int
    sha256: str
    """Of what is read from `source`: it may have changed since it was looked at."""


@dataclass(frozen=True, slots=True)
class ReadBack:
    """Read a file from the disk itself, and compare."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class CheckOrder:
    """See that these stand in a folder (`` is the root) in this order, where the disk keeps an order (FAT)."""

    folder: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WriteMarker:
    """Write a new file in the root, and see it on the disk."""

    name: str
    content: bytes


Operation = (
    AppendMarker | RemoveFile | RemoveFolder | MakeFolder | WriteFile | ReadBack | CheckOrder | WriteMarker
)  # fmt: skip
