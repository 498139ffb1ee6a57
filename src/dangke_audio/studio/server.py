"""The studio's life: bound, running until it is stopped."""

import asyncio
import platform
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from aiohttp import web
from filelock import FileLock, Timeout

from dangke_audio.durable import storage_error
from dangke_audio.errors import BusyError
from dangke_audio.serving import Served, bind
from dangke_audio.serving.hosts import LOCAL, own_names
from dangke_audio.serving.server import LEAVE_S, WAKE_S
from dangke_audio.studio.app import studio_of
from dangke_audio.studio.desk import Desk
from dangke_audio.studio.guard import KEY, Guard, new_token

LOCK = ".lock"


def open_studio(project: Path, port: int, *, is_lan: bool, on_ready: Callable[[Served], None]) -> None:
    """Run until the process is interrupted, which is raised as KeyboardInterrupt. Raises ConfigError: no such port."""
    asyncio.run(_forever(project, port, is_lan, on_ready))


@asynccontextmanager
async def studio_running(project: Path, port: int, *, is_lan: bool) -> AsyncIterator[Served]:
    """A studio that runs as long as the block; port 0 is any free one. The addresses hold the token. Raises ConfigError."""
    guard = Guard(own_names(platform.node()) if is_lan else LOCAL, new_token() if is_lan else None)
    desk = Desk(project)
    studio = studio_of(desk, guard)
    runner = web.AppRunner(studio.app, access_log=None, shutdown_timeout=LEAVE_S)
    lock = _locked(desk)
    try:
        await runner.setup()
        served = await bind(runner, port, is_lan=is_lan)
        studio.addresses.served = served
        key = f"?{KEY}={guard.token}" if guard.token else ""
        yield replace(served, local=served.local + key, lan=tuple(address + key for address in served.lan))
    finally:
        await runner.cleanup()
        lock.release()


def _locked(desk: Desk) -> FileLock:
    """Two studios of one folder would work on the same queue. Raises BusyError, StorageError."""
    lock = FileLock(desk.folder / LOCK, timeout=0)
    try:
        desk.folder.mkdir(exist_ok=True)
        lock.acquire()
    except Timeout as error:
        place, hint = str(desk.project), "请用已经打开的那个窗口和网页"
        raise BusyError("这个文件夹的工作室已经打开了", place=place, hint=hint) from error
    except OSError as error:
        raise storage_error(desk.folder, error) from error
    return lock


async def _forever(project: Path, port: int, is_lan: bool, on_ready: Callable[[Served], None]) -> None:
    async with studio_running(project, port, is_lan=is_lan) as served:
        on_ready(served)
        while True:  # as in serving/server.py: a Ctrl-C is noticed soon
            await asyncio.sleep(WAKE_S)
