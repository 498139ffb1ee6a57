"""Performs the steps on a real file system, each of them seen on the disk before the next begins."""

import errno
import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from dangke_audio.durable import sync_folder
from dangke_audio.errors import SourceError, StorageError
from dangke_audio.exporting.naming import INTO_EMPTY, folded
from dangke_audio.exporting.operations import (
    AppendMarker,
    CheckOrder,
    MakeFolder,
    Operation,
    ReadBack,
    RemoveFile,
    RemoveFolder,
    WriteFile,
    WriteMarker,
)

CHUNK = 1 << 20
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}
INCOMPLETE = "导出没有完成，目标里的内容不完整，不要拿去播放"
AGAIN = "重新运行同一条命令，写了一半的会先清掉"


def perform(
    steps: Sequence[Operation],
    target: Path,
    *,
    keeps_order: bool,
    on_step: Callable[[Operation], None] = lambda _: None,
) -> None:
    """Perform all steps; `keeps_order` says whether the disk's folders keep the order of writing (FAT).

    Raises StorageError where the disk fails, has gone, or does not hold what was written, and SourceError where a
    source is no longer what it was. What was done until then stays; the next export removes it.
    """
    identity = _identity(target)
    for index, step in enumerate(steps):
        on_step(step)
        try:
            if _identity(target) != identity:
                raise _vanished(target)
            _perform(step, target, keeps_order)
        except OSError as error:
            raise _failed(step, target, error, is_first=index == 0) from error


def _identity(target: Path) -> tuple[int, int] | None:
    """What the target is. Where a stick was mounted there may be a folder still, of the computer's own disk."""
    try:
        state = target.stat()
    except OSError:
        return None
    return state.st_dev, state.st_ino


def _perform(step: Operation, target: Path, keeps_order: bool) -> None:
    match step:
        case AppendMarker(name, content):
            _write(target / name, [content], "ab")
        case WriteMarker(name, content):
            _write(target / name, [content], "xb")
        case WriteFile(source, name, _, sha256):
            _write(target / name, _copied(source, sha256), "xb")
        case RemoveFile(name):
            (target / name).unlink(missing_ok=True)
            sync_folder((target / name).parent)
        case RemoveFolder(name):
            (target / name).rmdir()
            sync_folder(target)
        case MakeFolder(name):
            (target / name).mkdir()
            sync_folder(target)
        case ReadBack(name, sha256):
            _read_back(target / name, sha256)
        case CheckOrder(folder, names):
            if keeps_order:
                _check_order(target / folder, names)


def _write(path: Path, chunks: Iterator[bytes] | Sequence[bytes], mode: str) -> None:
    """`xb` fails where the name is there, also as a link: nothing is ever written over or through one."""
    with path.open(mode) as file:
        for chunk in chunks:
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    sync_folder(path.parent)


def _copied(source: Path, sha256: str) -> Iterator[bytes]:
    """The source, piece by piece. Raises SourceError behind the last where it is not what it was."""
    digest = hashlib.sha256()
    try:
        with source.open("rb") as file:
            while chunk := file.read(CHUNK):
                digest.update(chunk)
                yield chunk
    except OSError as error:
        raise _source_failed(source) from error
    if digest.hexdigest() != sha256:
        raise _source_failed(source)


def _source_failed(source: Path) -> SourceError:
    hint = f"可能正在重新生成。请等生成完后{AGAIN}"
    return SourceError(f"导出途中音频文件变了或读不到，{INCOMPLETE}", place=str(source), hint=hint)


def _read_back(path: Path, sha256: str) -> None:
    """From the disk and not from memory, where the system lets us: it drops what it remembers of a file when told to."""
    digest = hashlib.sha256()
    with path.open("rb", buffering=0) as file:
        if hasattr(os, "posix_fadvise"):
            with suppress(OSError):  # some file systems do not take advice
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    if digest.hexdigest() != sha256:
        hint = f"U 盘可能坏了或是扩容盘，请换一个 U 盘{AGAIN}"
        raise StorageError(f"写入的内容读回来不一样，{INCOMPLETE}", place=str(path), hint=hint)


def _check_order(folder: Path, names: Sequence[str]) -> None:
    """os.scandir gives entries as the disk has them; on FAT that is the order of playing."""
    wanted = [folded(name) for name in names]  # macOS may give names in another form of Unicode
    with os.scandir(folder) as entries:
        there = [name for name in (folded(entry.name) for entry in entries) if name in wanted]
    if there != wanted:
        hint = f"请把里面要留的文件拷走，把 U 盘格式化为 FAT32 后，{INTO_EMPTY} {AGAIN}"
        raise StorageError(f"文件在盘上的顺序不是播放顺序，{INCOMPLETE}", place=str(folder), hint=hint)


def _failed(step: Operation, target: Path, error: OSError, *, is_first: bool) -> StorageError:
    """An operating system's refusal in the user's words."""
    place = str(target / (step.folder if isinstance(step, CheckOrder) else step.name))
    result = "原来的内容没有改动" if is_first else INCOMPLETE
    if _identity(target) is None:
        return _vanished(target)
    if error.errno in FULL:
        return StorageError(f"目标空间不足，{result}", place=place, hint=f"请腾出空间，{AGAIN}")
    if error.errno in FORBIDDEN:
        hint = f"请检查 U 盘的写保护开关和权限，关闭正在用里面文件的程序，{AGAIN}"
        return StorageError(f"目标不能写入，{result}", place=place, hint=hint)
    hint = f"U 盘可能被拔出或损坏，请插好或换一个，{AGAIN}"
    return StorageError(f"读写目标出错（{error.strerror or error}），{result}", place=place, hint=hint)


def _vanished(target: Path) -> StorageError:
    hint = f"请插好 U 盘，{AGAIN}"
    return StorageError(f"目标不见了，U 盘可能被拔出，{INCOMPLETE}", place=str(target), hint=hint)
