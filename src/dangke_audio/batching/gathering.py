"""What the user names → scripts: files as they are, all scripts below a folder, patterns, a list in a file."""

import glob
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from dangke_audio.errors import SourceError
from dangke_audio.reading import SCRIPT_SUFFIXES
from dangke_audio.reading.text import read_text

_NOT_SCRIPTS = (".takes", ".proof")
"""Folders beside a script that hold what belongs to it."""


def gather(named: Sequence[Path], listed: Path | None, out: Path) -> tuple[Path, ...]:
    """All scripts, each once, in the order in which they are named; those of a folder by name.

    `listed` is a file with one name on each line. Nothing below `out` is a script. A name that stands for nothing is
    kept: the build of it tells that it is not there. Raises SourceError for a folder or a list without any script.
    """
    names = [*named, *(_from_list(listed) if listed else ())]
    found: dict[str, Path] = {}
    for name in names:
        for script in _scripts(name, out):
            found.setdefault(os.path.abspath(script), script)  # noqa: PTH100  (Path.absolute keeps `..`)
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
        found = sorted(_below(name, out.absolute()))
        if not found:
            hint = f"能读的有 {'、'.join(SCRIPT_SUFFIXES)}"
            raise SourceError("文件夹里没有讲稿", place=str(name), hint=hint)
        return found
    if not name.exists() and glob.has_magic(str(name)):  # Windows leaves patterns to the program
        matched = sorted(Path(one) for one in glob.iglob(str(name), recursive=True))  # noqa: PTH207  (absolute patterns too)
        return [one for one in matched if one.is_file() and not one.name.startswith("~$")] or [name]
    return [name]


def _below(folder: Path, out: Path) -> Iterator[Path]:
    for entry in folder.iterdir():
        if entry.name.startswith((".", "~$")):  # hidden; Word's note that a file is open
            continue
        if entry.is_dir():
            if entry.absolute() != out and not entry.name.endswith(_NOT_SCRIPTS):
                yield from _below(entry, out)
        elif entry.suffix.lower() in SCRIPT_SUFFIXES:
            yield entry
