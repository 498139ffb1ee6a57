"""The server's life: bound, running until it is stopped."""

import asyncio
import platform
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from aiohttp import web

from dangke_audio.serving.answers import Librarian
from dangke_audio.serving.binding import Served, bind
from dangke_audio.serving.hosts import own_names

LEAVE_S = 0.5
"""How long transfers under way may go on after Ctrl-C."""
WAKE_S = 0.5
"""How often an idle server looks whether it was interrupted."""


def serve(out: Path, port: int, *, is_lan: bool, on_ready: Callable[[Served], None]) -> None:
    """Serve until the process is interrupted, which is raised as KeyboardInterrupt. Raises ConfigError: no such port."""
    asyncio.run(_forever(out, port, is_lan, on_ready))


@asynccontextmanager
async def serving(out: Path, port: int, *, is_lan: bool) -> AsyncIterator[Served]:
    """A server that runs as long as the block; port 0 is any free one. Raises ConfigError where the port is not to be had."""
    librarian = Librarian(out, own_names(platform.node()))
    runner = web.ServerRunner(web.Server(librarian.answer, access_log=None), shutdown_timeout=LEAVE_S)
    await runner.setup()
    try:
        yield await bind(runner, port, is_lan=is_lan)
    finally:
        await runner.cleanup()


async def _forever(out: Path, port: int, is_lan: bool, on_ready: Callable[[Served], None]) -> None:
    async with serving(out, port, is_lan=is_lan) as served:
        on_ready(served)
        while True:  # not one endless wait: a Ctrl-C in the moment before it would be noticed only at the next request
            await asyncio.sleep(WAKE_S)
