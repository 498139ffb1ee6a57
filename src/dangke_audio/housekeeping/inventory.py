"""What lies in the cache: the entries of the stores with their sizes and last uses.

Only names that this program gives count as entries: a cache folder may have been put where other files are.
"""

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

STORES = ("blocks", "clips")
"""In the order in which they go: a block costs hundredths of a second to make again, a clip seconds."""
HEARD = "heard"
"""What `listen` heard, a hundred bytes each: of no weight beside the others."""
OLD_STORE = "store"
"""Where both lay in the first versions; nobody reads it any more."""
_SUBFOLDER = re.compile("[0-9a-f]{2}")
_KEY = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of a store."""

    path: Path
    size: int
    """Bytes of the file."""
    used: float
    """When a build last wanted it, in seconds since 1970; exact to a day (synthesizing/store.py)."""

    @property
    def key(self) -> str:
        """Its name in the store."""
        return self.path.name


@dataclass(frozen=True, slots=True)
class Inventory:
    """Everything in the stores."""

    blocks: tuple[Entry, ...]
    clips: tuple[Entry, ...]
    heard: tuple[Entry, ...]
    """What a recognizer heard of published sounds."""
    old: tuple[Entry, ...]
    """Of the store of the first versions."""

    @property
    def size(self) -> int:
        """Bytes of clips and blocks together: what the cap is about."""
        return sum(entry.size for entry in (*self.blocks, *self.clips))


def take_inventory(cache: Path) -> Inventory:
    """What is there now; empty where there is no cache."""
    return Inventory(*(tuple(entries(cache / name)) for name in (*STORES, HEARD, OLD_STORE)))


def entries(store: Path) -> Iterator[Entry]:
    """The entries of one store, in no order. What vanishes meanwhile is left out."""
    for folder in subfolders(store):
        for found in _listing(folder):
            if _KEY.fullmatch(found.name):
                with suppress(OSError):
                    stated = found.stat(follow_symlinks=False)
                    yield Entry(Path(found.path), stated.st_size, stated.st_mtime)


def bytes_in(folder: Path) -> int:
    """What the entries of a store's folder fill."""
    size = 0
    for found in _listing(folder):
        if _KEY.fullmatch(found.name):
            with suppress(OSError):
                size += found.stat(follow_symlinks=False).st_size
    return size


def subfolders(store: Path) -> list[Path]:
    """The folders of a store that entries lie in."""
    return [Path(found.path) for found in _listing(store) if _SUBFOLDER.fullmatch(found.name) and _is_folder(found)]


def _is_folder(found: "os.DirEntry[str]") -> bool:
    return found.is_dir(follow_symlinks=False)


def _listing(folder: Path) -> "list[os.DirEntry[str]]":
    try:
        with os.scandir(folder) as found:
            return list(found)
    except OSError:
        return []
