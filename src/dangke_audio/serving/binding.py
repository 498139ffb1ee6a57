"""A port of this machine, and the addresses that it is reached by."""

import errno
from dataclasses import dataclass

from aiohttp import web

from dangke_audio.errors import ConfigError
from dangke_audio.serving.network import lan_addresses

THIS_MACHINE = "127.0.0.1"
ALL_INTERFACES = "0.0.0.0"


@dataclass(frozen=True, slots=True)
class Served:
    """Where a running server is reached."""

    port: int
    local: str
    """The address on this machine, e.g. `http://127.0.0.1:8000/`."""
    lan: tuple[str, ...]
    """Addresses for others, the likeliest first; none where only this machine may ask."""


async def bind(runner: web.BaseRunner, port: int, *, is_lan: bool) -> Served:
    """Listen on a port, 0 is any free one. Raises ConfigError where the port is not to be had."""
    site = web.TCPSite(runner, ALL_INTERFACES if is_lan else THIS_MACHINE, port)
    try:
        await site.start()
    except OSError as error:
        raise _not_to_be_had(port, error) from error
    bound = int(runner.addresses[0][1])
    lan = tuple(f"http://{address}:{bound}/" for address in lan_addresses()) if is_lan else ()
    return Served(bound, f"http://{THIS_MACHINE}:{bound}/", lan)


def _not_to_be_had(port: int, error: OSError) -> ConfigError:
    place = f"端口 {port}"
    if error.errno == errno.EADDRINUSE:
        hint = f"换一个端口：--port {port + 1 if port < 65535 else 8000}；或者关掉占用它的程序"
        return ConfigError("已被别的程序占用", place=place, hint=hint)
    if error.errno in {errno.EACCES, errno.EPERM}:
        return ConfigError("没有权限使用", place=place, hint="1024 以下的端口要管理员权限，请用 --port 8000")
    return ConfigError(f"无法使用：{error.strerror or error}", place=place, hint="换一个端口，例如 --port 8001")
