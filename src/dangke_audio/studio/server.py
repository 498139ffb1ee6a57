"""The studio's life: bound, running until it is stopped."""

import asyncio
import platform
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from aiohttp import web

from dangke_audio.serving import Served, bind
from dangke_audio.serving.hosts import LOCAL, own_names
from dangke_audio.serving.server import LEAVE_S, WAKE_S
from dangke_audio.studio.app import studio_of
from dangke_audio.studio.desk import Desk
from dangke_audio.studio.guard import KEY, Guard, new_token


def open_studio(project: Path, port: int, *, is_lan: bool, on_ready: Callable[[Served], None]) -> None:
    """Run until the process is interrupted, which is raised as KeyboardInterrupt. Raises ConfigError: no such port."""
    asyncio.run(_forever(project, port, is_lan, on_ready))


@asynccontextmanager
async def studio_running(project: Path, port: int, *, is_lan: bool) -> AsyncIterator[Served]:
    """A studio that runs as long as the block; port 0 is any free one. The addresses hold the token. Raises ConfigError."""
    guard = Guard(own_names(platform.node()) if is_lan else LOCAL, new_token() if is_lan else None)
    studio = studio_of(Desk(project), guard)
    runner = web.AppRunner(studio.app, access_log=None, shutdown_timeout=LEAVE_S)
    await runner.setup()
    try:
        served = await bind(runner, port, is_lan=is_lan)
        studio.addresses.served = served
        key = f"?{KEY}={guard.token}" if guard.token else ""
        yield replace(served, local=served.local + key, lan=tuple(address + key for address in served.lan))
    finally:
        await runner.cleanup()


async def _forever(project: Path, port: int, is_lan: bool, on_ready: Callable[[Served], None]) -> None:
    async with studio_running(project, port, is_lan=is_lan) as served:
        on_ready(served)
        while True:  # as in serving/server.py: a Ctrl-C is noticed soon
            await asyncio.sleep(WAKE_S)
