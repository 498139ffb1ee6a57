"""Who may be in the cache at once: any number of builds, or one prune.

A build holds a lock file of its own in `<cache>/in-use/`. A prune holds `<cache>/prune.lock`; a build takes that one for
the moment in which it makes its own. So a build that starts waits for a running prune, and a prune sees every build. The
system releases the locks of processes that were killed.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from dangke_audio.durable import storage_error
from dangke_audio.errors import BusyError

IN_USE = "in-use"
DOOR = "prune.lock"
BUILD_WAITS_S = 60.0
"""For a prune; then it builds all the same, at worst sentences are spoken again."""
PRUNE_WAITS_S = 2.0
"""For builds that are just starting."""


@contextmanager
def shared(cache: Path) -> Iterator[None]:
    """Keep prunes away. A cache that cannot be written is used without a lock: nobody can prune it either."""
    lock = None
    with suppress(OSError):  # a Timeout is one too
        lock = _entered(cache)
    try:
        yield
    finally:
        if lock is not None:
            lock.release()
            _remove(Path(lock.lock_file))


@contextmanager
def exclusive(cache: Path) -> Iterator[None]:
    """Keep builds and other prunes away. Raises BusyError while one is running, StorageError."""
    door = FileLock(cache / DOOR, thread_local=False)
    try:
        door.acquire(timeout=PRUNE_WAITS_S)
    except Timeout as error:
        raise BusyError("另一个程序正在清理缓存", place=str(cache), hint="请等它完成后再运行") from error
    except OSError as error:
        raise storage_error(cache, error) from error
    try:
        if builds_are_running(cache):
            raise BusyError("正在生成讲稿，现在不能清理缓存", place=str(cache), hint="请等生成完成后再运行")
        yield
    finally:
        door.release()


def _entered(cache: Path) -> FileLock:
    folder = cache / IN_USE
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(cache / DOOR, timeout=BUILD_WAITS_S, thread_local=False):
        builds_are_running(cache)  # removes what killed builds left
        lock = FileLock(folder / f"{secrets.token_hex(8)}.lock", timeout=0, thread_local=False)
        lock.acquire()
    return lock


def builds_are_running(cache: Path) -> bool:
    """Whether anybody holds a lock; the files of those who were killed are removed. Only while holding the door."""
    held = [path for path in (cache / IN_USE).glob("*.lock") if _is_held(path)]
    return bool(held)


def _is_held(path: Path) -> bool:
    lock = FileLock(path, timeout=0, thread_local=False)
    try:
        lock.acquire()
    except OSError:  # held; or another user's, who may be building
        return True
    lock.release()
    _remove(path)
    return False


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink()
