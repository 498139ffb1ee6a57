"""Writing a file so that its name only ever stands for all of its bytes."""

import errno
import os
import secrets
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from dangke_audio.errors import StorageError

TEMPORARY_PREFIX = ".writing-"
HEAD_BYTES = 2000
"""Within which a page or table of ours says whose it is."""
ORPHAN_S = 3600
"""No writer takes that long for one file."""


def write_durably(path: Path, chunks: Iterable[bytes]) -> None:
    """Write to a temporary file in the same folder, fsync it, rename it, fsync the folder.

    Raises StorageError (no room, no permission); then nothing is left behind and an older file stands as it was.
    """
    # Not tempfile: its files can be read by their owner alone, and keep that when they get their final name.
    temporary = path.with_name(f"{TEMPORARY_PREFIX}{secrets.token_hex(8)}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("xb") as file:
            for chunk in chunks:
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        raise storage_error(path, error) from error
    finally:
        with suppress(OSError):  # gone already, after the rename; or never made
            temporary.unlink()
    sync_folder(path.parent)


def read_own(path: Path, mark: str) -> bytes | None:
    """What a file holds that is about to be replaced; None where there is none.

    Raises StorageError where it cannot be read, and where its head lacks the mark by which our own files name us.
    """
    try:
        there = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise storage_error(path, error) from error
    if there and mark.encode() not in there[:HEAD_BYTES]:
        raise StorageError("这里已经有一个不是本程序写的同名文件", place=str(path), hint="请把它移走或改名后重试")
    return there


def remove_orphans(folder: Path) -> int:
    """Remove what killed writers left in a folder more than an hour ago; says how many files that were."""
    oldest = time.time() - ORPHAN_S
    removed = 0
    for orphan in folder.glob(f"{TEMPORARY_PREFIX}*"):
        with suppress(OSError):  # somebody else's, or removed by another build
            if orphan.stat().st_mtime < oldest:
                orphan.unlink()
                removed += 1
    return removed


def sync_folder(folder: Path) -> None:
    """Make a rename in a folder last over a power cut, where the system can (Windows cannot open folders)."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    with suppress(OSError):  # some network file systems refuse; the rename itself has happened
        os.fsync(handle)
    os.close(handle)


def storage_error(path: Path, error: OSError) -> StorageError:
    """An operating system's refusal in the user's words."""
    place = str(path)
    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return StorageError("磁盘空间不足，没有写完", place=place, hint="请腾出空间后重新运行，已经做好的部分不会重做")
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return StorageError(
            "没有写入权限",
            place=place,
            hint="请换一个可以写入的文件夹，或关闭正在播放它的程序；缓存文件夹可用环境变量 DANGKE_AUDIO_CACHE 另选",
        )
    if error.errno in {errno.ENOTDIR, errno.EEXIST}:
        return StorageError("该是文件夹的地方有一个同名的文件", place=place, hint="请把它移走、改名，或换一个地方")
    return StorageError(f"无法写入：{error.strerror or error}", place=place, hint="请检查磁盘和文件夹")
