"""What the user names → scripts: files as they are, all scripts below a folder, patterns, a list in a file."""

import glob
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from dangke_audio.batching.report import AUTHOR
from dangke_audio.delivering.manifest import MANIFEST
from dangke_audio.delivering.shelf import STATE_FOLDER
from dangke_audio.durable import HEAD_BYTES
from dangke_audio.errors import SourceError
from dangke_audio.reading import SCRIPT_SUFFIXES
from dangke_audio.reading.text import read_text

_NOT_SCRIPTS = (".takes", ".proof")
"""Folders beside a script that hold what belongs to it."""
_OWN_PAGE = f'content="{AUTHOR}"'.encode()


def gather(named: Sequence[Path], listed: Path | None, out: Path) -> tuple[Path, ...]:
    """All scripts, each once, in the order in which they are named; those of a folder by name.

    `listed` is a file with one name on each line. Nothing below `out` is a script, nor what was published elsewhere,
    where it is not named itself; what links lead to counts once. A name that stands for nothing is
    kept: the build of it tells that it is not there. Raises SourceError for a folder or a list without any script.
    """
    names = [*named, *(_from_list(listed) if listed else ())]
    found: dict[str, Path] = {}
    for name in names:
        for script in _scripts(name, out):
            found.setdefault(os.path.realpath(script), script)
    return tuple(found.values())


def _from_list(path: Path) -> Iterator[Path]:
    """Relative names are seen from the list's folder, as the one who wrote it sees them."""
    lines = [paragraph.text.strip().strip('"') for paragraph in read_text(path).paragraphs]
    names = [line for line in lines if line and not line.startswith("#")]
    if not names:
        raise SourceError("名单里没有讲稿", place=str(path), hint="每行写一个讲稿的文件名")
    return (path.parent / name for name in names)


def _scripts(name: Path, out: Path) -> Iterable[Path]:
    try:
        return _meant(name, out)
    except OSError:  # a name that no file can have, a folder that nobody may look into
        return [name]


def _meant(name: Path, out: Path) -> Iterable[Path]:
    if name.is_dir():
        found = sorted(_below(name, out.absolute(), set()))
        if not found:
            hint = f"能读的有 {'、'.join(SCRIPT_SUFFIXES)}"
            raise SourceError("文件夹里没有讲稿", place=str(name), hint=hint)
        return found
    if not name.exists() and glob.has_magic(str(name)):  # Windows leaves patterns to the program
        matched = sorted(Path(one) for one in glob.iglob(str(name), recursive=True))  # noqa: PTH207  (absolute patterns too)
        return [one for one in matched if one.is_file() and _can_be_meant(one)] or [name]
    return [name]


def _can_be_meant(file: Path) -> bool:
    """Whether it is none of a published lecture's files, no page about lectures, and not what belongs to a script."""
    if file.name.startswith("~$"):  # Word's note that a file is open
        return False
    if any(folder.name.endswith(_NOT_SCRIPTS) or _is_published(folder) for folder in file.parents):
        return False
    if file.suffix.lower() != ".html":
        return True
    try:
        with file.open("rb") as opened:
            return _OWN_PAGE not in opened.read(HEAD_BYTES)
    except OSError:  # its build tells
        return True


def _is_published(folder: Path) -> bool:
    return (folder / MANIFEST).is_file() and (folder.parent / STATE_FOLDER / folder.name).is_dir()


def _below(folder: Path, out: Path, seen: set[str]) -> Iterator[Path]:
    """Each folder once, so that links cannot lead round in circles; one that does not open stands for itself."""
    seen.add(os.path.realpath(folder))
    try:
        entries = list(folder.iterdir())
    except OSError:
        yield folder
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            if entry.absolute() != out and os.path.realpath(entry) not in seen:
                yield from _below(entry, out, seen)
        elif entry.suffix.lower() in SCRIPT_SUFFIXES and _can_be_meant(entry):
            yield entry
