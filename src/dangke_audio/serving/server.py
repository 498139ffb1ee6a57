"""The server's life: bound, running until it is stopped."""

import asyncio
import errno
import platform
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from dangke_audio.errors import ConfigError
from dangke_audio.serving.answers import Librarian
from dangke_audio.serving.hosts import own_names
from dangke_audio.serving.network import lan_addresses

THIS_MACHINE = "127.0.0.1"
ALL_INTERFACES = "0.0.0.0"
LEAVE_S = 0.5
"""How long transfers under way may go on after Ctrl-C."""
WAKE_S = 0.5
"""How often an idle server looks whether it was interrupted."""


@dataclass(frozen=True, slots=True)
class Served:
    """Where a running server is reached."""

    port: int
    local: str
    """The address on this machine, e.g. `http://127.0.0.1:8000/`."""
    lan: tuple[str, ...]
    """Addresses for others, the likeliest first; none where only this machine may ask."""


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
        site = web.TCPSite(runner, ALL_INTERFACES if is_lan else THIS_MACHINE, port)
        try:
            await site.start()
        except OSError as error:
            raise _not_to_be_had(port, error) from error
        bound = int(runner.addresses[0][1])
        lan = tuple(f"http://{address}:{bound}/" for address in lan_addresses()) if is_lan else ()
        yield Served(bound, f"http://{THIS_MACHINE}:{bound}/", lan)
    finally:
        await runner.cleanup()


async def _forever(out: Path, port: int, is_lan: bool, on_ready: Callable[[Served], None]) -> None:
    async with serving(out, port, is_lan=is_lan) as served:
        on_ready(served)
        while True:  # not one endless wait: a Ctrl-C in the moment before it would be noticed only at the next request
            await asyncio.sleep(WAKE_S)


def _not_to_be_had(port: int, error: OSError) -> ConfigError:
    place = f"端口 {port}"
    if error.errno == errno.EADDRINUSE:
        hint = f"换一个端口：--port {port + 1 if port < 65535 else 8000}；或者关掉占用它的程序"
        return ConfigError("已被别的程序占用", place=place, hint=hint)
    if error.errno in {errno.EACCES, errno.EPERM}:
        return ConfigError("没有权限使用", place=place, hint="1024 以下的端口要管理员权限，请用 --port 8000")
    return ConfigError(f"无法使用：{error.strerror or error}", place=place, hint="换一个端口，例如 --port 8001")
