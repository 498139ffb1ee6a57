"""Doing to a store's entries what disks, people and other programs do to files."""

import random
import threading
import time
from collections import Counter
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

KINDS = ("cut short", "bit flipped", "header flipped", "emptied", "deleted", "grown", "folder deleted")
LONGEST_PAUSE_S = 0.004


def entries(cache: Path, stores: tuple[str, ...] = ("clips", "blocks")) -> list[Path]:
    """The files of all whole entries."""
    found = [path for store in stores for path in (cache / store).glob("*/*")]
    return sorted(path for path in found if not path.name.startswith("."))


def damage(path: Path, kind: str, choice: random.Random) -> None:
    """Damage an entry where it lies; nothing where it has gone meanwhile."""
    with suppress(OSError):
        size = path.stat().st_size
        if size == 0 and kind in {"cut short", "bit flipped", "header flipped"}:
            return
        if kind == "cut short":
            with path.open("rb+") as file:
                file.truncate(choice.randrange(size))
        elif kind in {"bit flipped", "header flipped"}:
            _flip(path, choice.randrange(min(size, 80) if kind == "header flipped" else size), choice.randrange(8))
        elif kind == "emptied":
            path.write_bytes(b"")
        elif kind == "grown":
            with path.open("ab") as file:
                file.write(b"\0")
        else:
            path.unlink()
            if kind == "folder deleted":
                path.parent.rmdir()  # an empty one only: a crowd of entries stays


def _flip(path: Path, at: int, bit: int) -> None:
    with path.open("rb+") as file:
        file.seek(at)
        flipped = bytes(byte ^ 1 << bit for byte in file.read(1))
        file.seek(at)
        file.write(flipped)


class Vandal(AbstractContextManager["Vandal"]):
    """While it is entered, it damages one entry after the other, whoever is reading or writing them."""

    def __init__(self, cache: Path, choice: random.Random, longest_s: float) -> None:
        """It tires after `longest_s`."""
        self.done: Counter[str] = Counter()
        self._cache = cache
        self._choice = choice
        self._ends = time.monotonic() + longest_s
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._rage, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        self._thread.join()

    def _rage(self) -> None:
        while not self._stop.is_set() and time.monotonic() < self._ends:
            found = entries(self._cache)
            if found:
                kind = self._choice.choice(KINDS)
                damage(self._choice.choice(found), kind, self._choice)
                self.done[kind] += 1
            self._stop.wait(self._choice.uniform(0.0, LONGEST_PAUSE_S))
