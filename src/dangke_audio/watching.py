"""When a lecture has to be built again: all that decides its audio is looked at, until it stands still.

What counts is how the files look, not what the system tells of them: a save by rename, events that come twice, late or
never (network drives), and files that vanish for a moment all come out right. The system's word only wakes us sooner.
"""

import os
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dangke_audio.errors import SourceError
from dangke_audio.reading.sidecar import sidecar_of
from dangke_audio.reading.takes import takes_folder

LOOK_S = 2.0
"""Between two looks where the system says nothing."""
POLL_S = 1.0
"""The same where it is not asked."""
SETTLE_S = 0.3
"""As long as files must look the same before they are read: editors write a big file in pieces."""
GRACE_S = 3.0
"""A script that is missing, empty or locked is waited for as long: so editors save. Then that is told."""
GATHER_MS = 200
"""Events that come in one go wake us once."""

Stamp = tuple[int, int, int]
"""Inode, size, time of modification in ns. A save by rename changes the first even within one tick of the clock."""


@dataclass(frozen=True, slots=True)
class Look:
    """How everything looks that decides the audio of one script."""

    script: Stamp | None
    """None where it cannot be opened: not there, or held by Word."""
    others: tuple[tuple[Path, Stamp], ...]
    """Sidecar, dangke.toml, takes, voice profiles and lexicons, as far as they are there."""

    @property
    def is_saved(self) -> bool:
        """Whether there is something to read."""
        return self.script is not None and self.script[1] > 0


def require_scripts(scripts: Iterable[Path]) -> None:
    """A file that was never there is a typing error, and not worth waiting for. Raises SourceError."""
    for script in scripts:
        if not script.is_file():
            raise SourceError("找不到这个文件", place=str(script), hint="请检查文件名和所在的文件夹")


def due(scripts: Sequence[Path], project: Path, *, poll: bool) -> Iterator[Path]:
    """Scripts to build, without end: first each once, then whenever something that decides its audio has changed.

    What is changed while the caller builds comes once more; several saves in a row come once. With `poll` the system is
    not asked to tell of changes.
    """
    built: dict[Path, Look] = {}
    for _ in _wakes(scripts, project, poll=poll):
        for script in scripts:
            while (found := _settled(script, project, built.get(script))) != built.get(script):
                built[script] = found
                yield script


def look(script: Path, project: Path) -> Look:
    """How it is now."""
    voices = project / "voices"
    others = [
        sidecar_of(script),
        project / "dangke.toml",
        *takes_folder(script).glob("[!.]*"),
        *voices.glob("*.toml"),
        *voices.glob("lexicons/*.tsv"),
    ]
    stamps = [(path, stamp) for path in sorted(others) if (stamp := _stamp(path))]
    return Look(_stamp(script) if _opens(script) else None, tuple(stamps))


def _settled(script: Path, project: Path, known: Look | None) -> Look:
    """How it looks once it stands still; at once where it looks as known."""
    began = time.monotonic()
    seen = look(script, project)
    while seen != known:
        time.sleep(SETTLE_S)
        again = look(script, project)
        is_patient = time.monotonic() - began < GRACE_S
        if again == seen and (again.is_saved or not is_patient):
            break
        seen = again
    return seen


def _wakes(scripts: Sequence[Path], project: Path, *, poll: bool) -> Iterator[None]:
    """Moments to look: now, whenever the system tells of a change, and every `LOOK_S` in any case."""
    yield
    while True:
        folders = _folders(scripts, project)
        for _ in _by_clock(POLL_S) if poll else _by_system(folders):
            yield
            if _folders(scripts, project) != folders:  # e.g. the first take has been made
                break


def _by_system(folders: Sequence[Path]) -> Iterator[object]:
    """Folders are watched, not files: a save by rename leaves the watch on the old file."""
    from watchfiles import watch

    try:
        yield from watch(
            *folders,
            watch_filter=None,
            debounce=2 * GATHER_MS,
            step=GATHER_MS // 4,
            rust_timeout=round(1000 * LOOK_S),
            yield_on_timeout=True,
            recursive=False,
        )
    except (OSError, RuntimeError):  # no more watches to be had, or none on this drive
        yield from _by_clock(POLL_S)


def _by_clock(seconds: float) -> Iterator[None]:
    while True:
        time.sleep(seconds)
        yield


def _folders(scripts: Sequence[Path], project: Path) -> tuple[Path, ...]:
    """All folders that what is looked at lies in, or will lie in."""
    voices = project / "voices"
    named = [*(script.absolute().parent for script in scripts), *map(takes_folder, scripts), project, voices]
    return tuple(sorted({folder.absolute() for folder in (*named, voices / "lexicons") if folder.is_dir()}))


def _stamp(path: Path) -> Stamp | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def _opens(path: Path) -> bool:
    try:
        os.close(os.open(path, os.O_RDONLY))
    except OSError:
        return False
    return True
