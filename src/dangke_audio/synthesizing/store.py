"""The content-addressed store on disk: one file an entry, written once, verified on every read.

entries.py has the form of an entry. A damaged one (cut short, bits flipped, emptied) is removed and counts as
missing, so the worst that damage can do is to have a sentence spoken again. Deleting the whole folder is always safe.
A file's time of modification says when it was last used, to a day: nothing else would change it.
"""

import os
import time
from contextlib import suppress
from pathlib import Path

from dangke_audio.durable import write_durably
from dangke_audio.errors import StorageError
from dangke_audio.synthesizing.entries import LONGEST_HEADER, opened, sealed, stated_length

USE_COUNTS_S = 86_400
"""A use is noted where the last one was longer ago."""
ATTEMPTS = 3
"""At writing an entry into a folder that somebody deletes meanwhile."""


class DiskStore:
    """Entries under `folder`, in 256 sub-folders by the first two digits of the key."""

    def __init__(self, folder: Path) -> None:
        """Nothing is created until the first write."""
        self.folder = folder

    def path(self, key: str) -> Path:
        """Where an entry is kept."""
        return self.folder / key[:2] / key

    def read(self, key: str) -> bytes | None:
        """The payload, or None where there is none or it is damaged."""
        try:
            entry = self.path(key).read_bytes()
        except OSError:
            return None
        payload = opened(key, entry)
        if payload is None:
            self._discard(key)
        else:
            _note_use(self.path(key))
        return payload

    def length(self, key: str) -> int | None:
        """What the header says, if the file is as long as that; the bytes are verified when they are read."""
        try:
            with self.path(key).open("rb") as file:
                header = file.readline(LONGEST_HEADER)
                size = file.seek(0, os.SEEK_END)
        except OSError:
            return None
        length = stated_length(header)
        if length is None or size != len(header) + length:
            return None
        _note_use(self.path(key))
        return length

    def is_damaged(self, key: str) -> bool:
        """Whether there is an entry and it is not whole. It stays where it is, and this is no use of it."""
        try:
            return opened(key, self.path(key).read_bytes()) is None
        except FileNotFoundError:
            return False
        except OSError:  # what the disk does not give back
            return True

    def write(self, key: str, payload: bytes) -> None:
        """Keep an entry durably. Raises StorageError."""
        entry = sealed(key, payload)
        for attempts_left in reversed(range(ATTEMPTS)):
            try:
                write_durably(self.path(key), entry)
            except StorageError as error:
                folder_is_gone = isinstance(error.__cause__, FileNotFoundError)
                if folder_is_gone and attempts_left:
                    continue
                # Windows refuses to replace what another build is reading, which is the same.
                if self.read(key) != payload:
                    raise
            return

    def _discard(self, key: str) -> None:
        try:
            self.path(key).unlink()
        except OSError:
            return  # a read-only store keeps its damage; it counts as missing all the same


def _note_use(path: Path) -> None:
    """Where it cannot be noted (a read-only store), the entry only looks older than it is."""
    with suppress(OSError):
        if time.time() - path.stat().st_mtime > USE_COUNTS_S:
            os.utime(path)
