"""A disk that fails at its n-th operation: full, broken, forbidding, or the process dies in that moment.

It stands between Python and the system, in the process that it is entered in. Operations are counted that change
something below one folder: create, write, fsync, rename, unlink, mkdir, rmdir. What fsync would do is left out: nobody
pulls the plug in these tests, and it is what takes the time.
"""

import builtins
import errno
import io
import os
import signal
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Literal, Self
from unittest.mock import patch

Trouble = Literal["none", "full", "broken", "forbidden", "read-only", "dies"]
"""
none       nothing goes wrong; operations are counted
full       from the n-th operation on nothing can be added (ENOSPC); half of the first write that fails is written
broken     the n-th operation fails (EIO)
forbidden  the n-th operation that concerns a name fails (EACCES)
read-only  from the n-th operation on nothing can be changed (EROFS)
dies       at the n-th operation the process gets SIGKILL
"""
ADDING = {"create", "write", "fsync", "rename", "mkdir"}
OF_NAMES = {"create", "rename", "unlink", "mkdir", "rmdir"}
VARIABLE = "FAULTY_DISK"


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong, and when."""

    trouble: Trouble = "none"
    at: int = 1
    """Counted from 1; of `forbidden` among operations that concern names."""
    under: str = "/"

    def fields(self) -> dict[str, Any]:
        """For a process that shall have it."""
        return asdict(self)


class FaultyDisk(AbstractContextManager["FaultyDisk"]):
    """While it is entered, this process's disk is faulty."""

    def __init__(self, fault: Fault, on_strike: Callable[[str], None] = lambda _: None) -> None:
        """`on_strike` is told the operation that fails first, even if it is the last thing that happens."""
        self.fault = fault
        self._on_strike = on_strike
        self.count = 0
        self.struck: str | None = None
        """The operation that failed first, and on what."""
        self._half_was_written = False
        self._patches = ExitStack()

    def __enter__(self) -> Self:
        opened = self._opening(io.open)
        for module, name, instead in (
            (io, "open", opened),
            (builtins, "open", opened),
            (os, "open", self._creating(os.open)),
            (os, "fsync", self._sync),
            (os, "replace", self._naming("rename", os.replace)),
            (os, "rename", self._naming("rename", os.rename)),
            (os, "unlink", self._naming("unlink", os.unlink)),
            (os, "remove", self._naming("unlink", os.remove)),
            (os, "mkdir", self._naming("mkdir", os.mkdir)),
            (os, "rmdir", self._naming("rmdir", os.rmdir)),
        ):
            self._patches.enter_context(patch.object(module, name, instead))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._patches.close()

    def meet(self, operation: str, path: str) -> None:
        """Count an operation that is about to be done; raises OSError where it fails."""
        trouble, at = self.fault.trouble, self.fault.at
        if trouble == "forbidden" and operation not in OF_NAMES:
            return
        self.count += 1
        if self.count < at or trouble == "none":
            return
        number = _refusal(trouble, operation, first=self.count == at)
        if number and self.struck is None:
            self.struck = f"{operation} {path}"
            self._on_strike(self.struck)
        if number and trouble == "dies":
            os.kill(os.getpid(), signal.SIGKILL)
        if number:
            raise OSError(number, os.strerror(number), path)

    def room_for(self, size: int) -> int:
        """How many of so many bytes can be written before the next operation is met: half, once, or none."""
        if self.fault.trouble != "full" or self.count + 1 != self.fault.at or self._half_was_written:
            return 0
        self._half_was_written = True
        return size // 2

    def _is_ours(self, path: Any) -> bool:
        if isinstance(path, int):
            return False
        named = os.fsdecode(path)
        return os.path.join(os.getcwd(), named).startswith(self.fault.under)  # noqa: PTH109, PTH118 (its open is ours)

    def _sync(self, file: int) -> None:
        path = _path_of(file)
        if self._is_ours(path):
            self.meet("fsync", path)

    def _naming(self, operation: str, original: Callable[..., None]) -> Callable[..., None]:
        def call(path: object, *arguments: object, **keywords: Any) -> None:
            folder = keywords.get("dir_fd")
            named = path if folder is None else f"{_path_of(folder)}/{path}"
            if self._is_ours(named):
                self.meet(operation, str(named))
            original(path, *arguments, **keywords)

        return call

    def _creating(self, original: Callable[..., int]) -> Callable[..., int]:
        def call(path: object, flags: int, *arguments: object, **keywords: Any) -> int:
            if flags & os.O_CREAT and self._is_ours(path):
                self.meet("create", str(path))
            return original(path, flags, *arguments, **keywords)

        return call

    def _opening(self, original: Callable[..., IO[Any]]) -> Callable[..., IO[Any]]:
        def call(file: object, mode: str = "r", *arguments: Any, **keywords: Any) -> IO[Any]:
            if not set(mode) & set("wxa+") or not self._is_ours(file):
                return original(file, mode, *arguments, **keywords)
            if "r" not in mode:
                self.meet("create", str(file))
            raw = _FaultyFile(self, str(file), mode.replace("b", "").replace("t", ""))
            binary = io.BufferedRandom(raw) if "+" in mode else io.BufferedWriter(raw)
            if "b" in mode:
                return binary
            return io.TextIOWrapper(binary, keywords.get("encoding"), keywords.get("errors"))

        return call


class _FaultyFile(io.FileIO):
    """Its writes are counted; the first for which there is no room writes half."""

    def __init__(self, disk: FaultyDisk, path: str, mode: str) -> None:
        super().__init__(path, mode)
        self._disk = disk

    def write(self, data: Any, /) -> int:
        given = memoryview(data).cast("B")
        if room := self._disk.room_for(len(given)):
            return super().write(given[:room]) or 0
        self._disk.meet("write", str(self.name))
        return super().write(given) or 0


def _refusal(trouble: Trouble, operation: str, *, first: bool) -> int | None:
    """The error's number, or None where this operation is done."""
    if trouble == "full" and operation in ADDING:
        return errno.ENOSPC
    if trouble == "read-only":
        return errno.EROFS
    if trouble in {"broken", "dies"} and first:
        return errno.EIO
    return errno.EACCES if trouble == "forbidden" and first else None


def _path_of(file: int) -> str:
    """Where the system tells (Linux), else its number, which is taken for a file in the current folder."""
    try:
        return str(Path(f"/proc/self/fd/{file}").readlink())
    except OSError:
        return str(file)


def below(folder: Path) -> str:
    """As `Fault.under` wants it."""
    return str(folder.absolute())
