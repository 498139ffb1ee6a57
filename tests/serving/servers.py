"""A running server in a thread of its own, and requests as a browser would never send them."""

import asyncio
import http.client
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from dangke_audio.serving import Served, serving


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    """Names in lower case."""
    body: bytes


@dataclass(frozen=True, slots=True)
class Running:
    """A server and how to ask it."""

    served: Served
    host: str = field(default="127.0.0.1")

    def get(self, path: str, *, method: str = "GET", **headers: str) -> Answer:
        """A path as people write it; `Range`, `If_Range` and so on as keywords."""
        return self.raw(quote(path), method=method, **headers)

    def raw(self, target: str, *, method: str = "GET", **headers: str) -> Answer:
        """A request target byte for byte."""
        connection = http.client.HTTPConnection(self.host, self.served.port, timeout=20)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            connection.putrequest(method, "/", skip_host="Host" in named, skip_accept_encoding=True)
            # http.client would refuse to send some of these.
            connection._buffer[0] = f"{method} {target} HTTP/1.1".encode("latin-1")  # type: ignore[attr-defined]
            for name, value in named.items():
                connection.putheader(name, value)
            connection.endheaders()
            response = connection.getresponse()
            return Answer(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read())
        finally:
            connection.close()


@contextmanager
def running(out: Path, *, is_lan: bool = False) -> Iterator[Running]:
    """A server on a free port as long as the block."""
    ready, stop = threading.Event(), threading.Event()
    found: list[Served] = []

    async def live() -> None:
        async with serving(out, 0, is_lan=is_lan) as served:
            found.append(served)
            ready.set()
            await asyncio.to_thread(stop.wait)

    thread = threading.Thread(target=lambda: asyncio.run(live()))
    thread.start()
    try:
        assert ready.wait(20)
        yield Running(found[0])
    finally:
        stop.set()
        thread.join()
