"""What the last build of a lecture left, so that the next one leaves alone what would come out the same.

It is kept in the lecture's state folder. A file counts as the one that was published if its size and its time of
modification are still those; who changes a file changes its time.
"""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import MappingProxyType

from dangke_audio.delivering.edition import StagedFile
from dangke_audio.delivering.manifest import MANIFEST
from dangke_audio.delivering.shelf import Shelf
from dangke_audio.durable import write_durably
from dangke_audio.errors import StorageError

RECORD = "last_build.json"


@dataclass(frozen=True, slots=True)
class KeptFile:
    """One published file."""

    kind: str
    sha256: str
    size: int
    recipe: str
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class LastBuild:
    """Nothing is known where there was no build, or a publish was cut short."""

    made_from: str = ""
    asked_for: str = ""
    files: Mapping[str, KeptFile] = field(default_factory=lambda: MappingProxyType({}))
    """By name below the lecture's folder; the manifest too."""

    def stands(self, folder: Path, made_from: str) -> bool:
        """Whether it was made from the same, and every file is there as it was published."""
        return self.made_from == made_from and self._is_whole(folder)

    def is_of(self, folder: Path, asked_for: str) -> bool:
        """Whether its user has written and chosen just the same since, and every file is there as it was published."""
        return self.asked_for == asked_for and self._is_whole(folder)

    def _is_whole(self, folder: Path) -> bool:
        return MANIFEST in self.files and all(_is_there(folder / name, file) for name, file in self.files.items())

    def kept(self, folder: Path, name: str, recipe: str) -> StagedFile | None:
        """The published file of that name, if it was made by this recipe and is still there."""
        file = self.files.get(name)
        if file is None or file.recipe != recipe or not _is_there(folder / name, file):
            return None
        return StagedFile(name, file.kind, file.sha256, file.size, recipe, is_staged=False)


def last_build(shelf: Shelf) -> LastBuild:
    """What is known of the last build that was published whole."""
    if shelf.intent.exists():
        return LastBuild()
    try:
        record = json.loads((shelf.state / RECORD).read_bytes())
        files = {str(name): KeptFile(**file) for name, file in record["files"].items()}
        return LastBuild(str(record["made_from"]), str(record.get("asked_for", "")), MappingProxyType(files))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return LastBuild()


def remember_build(shelf: Shelf, made_from: str, asked_for: str, files: Sequence[StagedFile]) -> None:
    """Note what has just been published. Where that fails, the next build only has more to do."""
    with suppress(OSError, StorageError):
        kept = {file.name: _kept(shelf.folder / file.name, file) for file in files}
        content = {
            "made_from": made_from,
            "asked_for": asked_for,
            "files": {name: asdict(file) for name, file in kept.items()},
        }
        write_durably(shelf.state / RECORD, [json.dumps(content, ensure_ascii=False).encode()])


def _kept(path: Path, file: StagedFile) -> KeptFile:
    return KeptFile(file.kind, file.sha256, file.size, file.recipe, path.stat().st_mtime_ns)


def _is_there(path: Path, file: KeptFile) -> bool:
    try:
        found = path.stat()
    except OSError:
        return False
    return (found.st_size, found.st_mtime_ns) == (file.size, file.mtime_ns)
