"""Which folder a lecture is published in, and the lock that keeps two builds of it apart.

`<out>/<lecture>/` is what the user sees; `<out>/.dangke/<lecture>/` on the same file system holds the lock, the name
of the script that owns the folder, the intent of an unfinished publish, and the staging folder of the running build.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from dangke_audio.delivering.names import file_stem
from dangke_audio.durable import TEMPORARY_PREFIX, remove_orphans, storage_error, write_durably
from dangke_audio.errors import BusyError
from dangke_audio.working_copy import original_path

STATE_FOLDER = ".dangke"
OWNER = "source.json"
FALLBACK_NAME = "讲稿"


@dataclass(frozen=True, slots=True)
class Shelf:
    """The place of one lecture; who writes there holds its lock (`publishing`)."""

    folder: Path
    """Where files are published."""
    state: Path

    @property
    def staging(self) -> Path:
        """Empty at first; what is put here can be published, the rest is thrown away."""
        return self.state / "staging"

    @property
    def intent(self) -> Path:
        """Exists while a publish is under way, or was cut short: the names of all files that it may have touched."""
        return self.state / "intent.json"


def shelf_of(out: Path, script: Path) -> Shelf:
    """A lecture's place below `out`, for looking: its lock is not held."""
    name = lecture_folder_name(out, script)
    return Shelf(out / name, out / STATE_FOLDER / name)


@contextmanager
def publishing(out: Path, script: Path) -> Iterator[Shelf]:
    """Hold a lecture's place below `out`, with an empty staging folder that is removed at the end.

    Raises BusyError where another build holds it, StorageError where `out` cannot be written.
    """
    script = original_path(script)
    name, lock = _locked(out, script)
    shelf = Shelf(out / name, out / STATE_FOLDER / name)
    with ExitStack() as at_end:
        at_end.callback(lock.release)
        at_end.callback(shutil.rmtree, shelf.staging, ignore_errors=True)
        write_durably(shelf.state / OWNER, [json.dumps({"script": _seen_from(out, script)}).encode()])
        _sweep(shelf)
        yield shelf


def lecture_folder_name(out: Path, script: Path) -> str:
    """The stem of the script's file; with six hex digits of its path where another existing script has that folder.

    E.g. a/讲稿.docx → `讲稿`, then b/讲稿.docx → `讲稿-3f9c01`. A working copy of the studio has its original's.
    """
    script = original_path(script)
    stem = file_stem(script.stem, FALLBACK_NAME)
    owner = _owner(out, stem)
    if owner is None or owner == _plain(script) or not owner.exists():
        return stem
    return f"{stem}-{hashlib.sha256(str(script.absolute()).encode(errors='surrogateescape')).hexdigest()[:6]}"


def _owner(out: Path, name: str) -> Path | None:
    """The script whose lecture this is, as source.json says; None where it says nothing."""
    try:
        return _plain(out / json.loads((out / STATE_FOLDER / name / OWNER).read_bytes())["script"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _seen_from(out: Path, script: Path) -> str:
    """Relative where it can be, so that a project folder that is copied or moved as a whole keeps its lectures."""
    try:
        return os.path.relpath(script, out)
    except ValueError:  # Windows: on another drive
        return str(script.absolute())


def _plain(path: Path) -> Path:
    """Absolute and without `..`; links are left as they are, as they are in what the user typed."""
    return Path(os.path.abspath(path))  # noqa: PTH100  (Path.absolute keeps `..`)


def _locked(out: Path, script: Path) -> tuple[str, FileLock]:
    """Lock the lecture's state folder, and look again: before the lock another script may have taken the name."""
    while True:
        name = lecture_folder_name(out, script)
        lock = _acquired(out / STATE_FOLDER / name / "lock", script)
        if lecture_folder_name(out, script) == name:
            return name, lock
        lock.release()


def _acquired(path: Path, script: Path) -> FileLock:
    lock = FileLock(path, timeout=0)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout as error:
        raise BusyError("这篇讲稿正在由另一个程序生成", place=str(script), hint="请等它完成后再运行") from error
    except OSError as error:
        raise storage_error(path.parent, error) from error
    return lock


def _sweep(shelf: Shelf) -> None:
    """Throw away what a killed build left, and begin with an empty staging folder.

    The lecture's own state is nobody else's while the lock is held; what lies beside it may be another build's.
    """
    try:
        remove_orphans(shelf.state.parent)
        for leftover in shelf.state.glob(f"{TEMPORARY_PREFIX}*"):
            leftover.unlink()
        if shelf.staging.exists():
            shutil.rmtree(shelf.staging)
        shelf.staging.mkdir()
    except OSError as error:
        raise storage_error(shelf.staging, error) from error
