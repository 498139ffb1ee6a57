"""A web proxy for tests: CONNECT only, and wherever one wants to go one comes to the same local port."""

import asyncio
import base64
from collections.abc import Coroutine
from contextlib import suppress
from dataclasses import dataclass, field


@dataclass
class ConnectProxy:
    """Runs in the event loop that calls `start`."""

    target_port: int
    login: str | None = None
    """`user:password` that it wants, if any."""
    status: int = 200
    """What it answers to everybody."""
    asked: list[str] = field(default_factory=list)
    """The places that were asked for, as host:port."""
    port: int = 0
    _server: asyncio.Server | None = None
    _tunnels: set[asyncio.Task[None]] = field(default_factory=set)

    async def start(self) -> None:
        """Listen on a free port."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Drop all tunnels."""
        assert self._server is not None
        self._server.close()
        for tunnel in self._tunnels:
            tunnel.cancel()
        await asyncio.gather(*self._tunnels, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tunnels.add(task)
        try:
            with suppress(OSError, asyncio.IncompleteReadError):
                await self._tunnel(reader, writer)
        finally:
            self._tunnels.discard(task)
            writer.transport.abort()

    async def _tunnel(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        self.asked.append(head.split()[1])
        status = self._status(head)
        writer.write(f"HTTP/1.1 {status} Said\r\n\r\n".encode())
        await writer.drain()
        if status != 200:
            return
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self.target_port)
        try:
            await _first_to_end(_pipe(reader, far_writer), _pipe(far_reader, writer))
        finally:
            far_writer.transport.abort()

    def _status(self, head: str) -> int:
        if self.login is None:
            return self.status
        wanted = f"Proxy-Authorization: Basic {base64.b64encode(self.login.encode()).decode()}"
        return self.status if wanted.lower() in head.lower() else 407


async def _pipe(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
    while piece := await source.read(65_536):
        sink.write(piece)
        await sink.drain()


async def _first_to_end(*pipes: Coroutine[object, object, None]) -> None:
    """When one side is done with, so is the other."""
    tasks = [asyncio.ensure_future(pipe) for pipe in pipes]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        await asyncio.sleep(0)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
