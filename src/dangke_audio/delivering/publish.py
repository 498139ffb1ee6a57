"""Putting staged files under their final names so that a crash at any moment is mended by the next build.

Replacing a folder of files cannot be atomic (DESIGN §7), so: the intent is written first, then file by file is
replaced, files of an older build are removed, the manifest comes last, and the intent is removed. Each file is whole
at every moment, old or new.
"""

import hashlib
import json
import os
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath

from dangke_audio.delivering.edition import StagedFile
from dangke_audio.delivering.manifest import MANIFEST, named_files
from dangke_audio.delivering.shelf import Shelf
from dangke_audio.durable import storage_error, sync_folder, write_durably
from dangke_audio.errors import StorageError


def publish(shelf: Shelf, files: Sequence[StagedFile], manifest: bytes) -> tuple[Path, ...]:
    """Publish what lies in the staging folder; the paths in the order of `files`, then the manifest's.

    A file whose bytes are already there is left alone, and so is one that was not staged. Files that only an older
    manifest or an unfinished intent names are removed, no others. Raises StorageError (no room, no permission, a file
    in use) and RuntimeError where a staged file is not what `files` says.
    """
    staged = [file for file in files if file.is_staged]
    _verify(shelf.staging, staged)
    _stage_manifest(shelf, manifest)
    fresh = [file for file in staged if not _same(shelf.folder / file.name, file)]
    made = _made_before(shelf)
    stale = _stale(shelf, made, files)
    if fresh or stale or shelf.intent.exists() or not _same(shelf.folder / MANIFEST, marker(manifest)):
        _write_intent(shelf, made.union(file.name for file in files))
        _replace_all(shelf, [file.name for file in fresh])
        _remove_all(shelf.folder, stale)
        _replace(shelf, MANIFEST)
        _remove_intent(shelf)
    return tuple(shelf.folder / file.name for file in (*files, marker(manifest)))


def marker(manifest: bytes) -> StagedFile:
    """The manifest itself, which is published last."""
    return StagedFile(MANIFEST, "manifest", hashlib.sha256(manifest).hexdigest(), len(manifest))


def _verify(staging: Path, files: Sequence[StagedFile]) -> None:
    for file in files:
        if not _same(staging / file.name, file):
            raise RuntimeError(f"the staged file {file.name} is not what was written there")


def _same(path: Path, file: StagedFile) -> bool:
    """Whether the bytes at `path` are the file's. What cannot be read is not the same."""
    try:
        if path.stat().st_size != file.size:
            return False
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest() == file.sha256
    except OSError:
        return False


def _stage_manifest(shelf: Shelf, manifest: bytes) -> None:
    path = shelf.staging / MANIFEST
    try:
        path.write_bytes(manifest)
    except OSError as error:
        raise storage_error(path, error) from error


def _made_before(shelf: Shelf) -> frozenset[str]:
    """All that earlier builds made and that may still lie there."""
    names: set[str] = set()
    for record in (shelf.folder / MANIFEST, shelf.intent):
        try:
            content = record.read_bytes()
        except OSError:
            continue
        names |= named_files(content)
    return frozenset(filter(_is_below, names))


def _is_below(name: str) -> bool:
    """A record may be damaged or forged: nothing outside the lecture's folder is ever touched."""
    path = PurePosixPath(name)
    plain = not any(mark in name for mark in "\\:\0")
    return bool(path.parts) and plain and not path.is_absolute() and ".." not in path.parts and name != MANIFEST


def _stale(shelf: Shelf, made: Iterable[str], files: Sequence[StagedFile]) -> list[str]:
    """What was made before, is there, and is not one of `files`.

    Where the file system ignores case or Unicode form, an old name may be the same file as a new one.
    """
    names = {file.name for file in files}
    twins = {_folded(name): name for name in names}
    stale = []
    for name in sorted(set(made) - names):
        path, twin = shelf.folder / name, twins.get(_folded(name))
        if not path.is_file() or (twin and _is_same_entry(path, shelf.folder / twin)):
            continue
        stale.append(name)
    return stale


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _is_same_entry(path: Path, other: Path) -> bool:
    return other.exists() and path.samefile(other)


def _replace_all(shelf: Shelf, names: Sequence[str]) -> None:
    """Replace what can be replaced; a file that is in use does not keep the others from being renewed."""
    refused: list[OSError] = []
    for name in names:
        try:
            _replace(shelf, name)
        except StorageError as error:
            if not isinstance(error.__cause__, PermissionError):
                raise
            refused.append(error.__cause__)
            busy = shelf.folder / name
    if refused:
        raise _in_use(busy, len(refused)) from refused[-1]
    for folder in {(shelf.folder / name).parent for name in names}:
        sync_folder(folder)


def _in_use(path: Path, count: int) -> StorageError:
    """Windows refuses to replace a file that a player has open."""
    others = f"等 {count} 个文件" if count > 1 else ""
    hint = "请关闭正在播放它的程序（或检查写入权限）后重新运行，其余文件已经更新"
    return StorageError(f"文件{others}无法替换", place=str(path), hint=hint)


def _replace(shelf: Shelf, name: str) -> None:
    """Make one staged file durable and give it its final name."""
    source, target = shelf.staging / name, shelf.folder / name
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with source.open("rb+") as stream:
            os.fsync(stream.fileno())
        source.replace(target)
    except OSError as error:
        raise storage_error(target, error) from error


def _remove_all(folder: Path, names: Sequence[str]) -> None:
    """Remove files, and the folders below the lecture's own that become empty by it."""
    for name in names:
        path = folder / name
        try:
            path.unlink(missing_ok=True)
            for parent in path.parents:
                if parent == folder or any(parent.iterdir()):
                    break
                parent.rmdir()
        except OSError as error:
            raise storage_error(path, error) from error


def _write_intent(shelf: Shelf, names: Iterable[str]) -> None:
    """In the manifest's form, so that both are read in the same way."""
    content = {"files": [{"name": name} for name in sorted(names)]}
    write_durably(shelf.intent, [json.dumps(content).encode()])


def _remove_intent(shelf: Shelf) -> None:
    sync_folder(shelf.folder)
    try:
        shelf.intent.unlink()
    except OSError as error:
        raise storage_error(shelf.intent, error) from error
    sync_folder(shelf.state)
