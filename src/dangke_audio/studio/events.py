"""What happens in the studio, told to every open page (server-sent events, WHATWG HTML §9.2)."""

import asyncio
import json
from collections.abc import Callable, Mapping

from aiohttp import web

MOST_WAITING = 500
"""Events that a page may be behind; one that sleeps longer is cut off, comes back by itself and is told everything."""
HEARTBEAT_S = 15.0
"""A comment from time to time: so a page that has gone is noticed."""

Event = Mapping[str, object]


class Hub:
    """All pages that listen. Belongs to the event loop: threads come in through `call_soon_threadsafe`."""

    def __init__(self) -> None:
        self._pages: set[asyncio.Queue[Event | None]] = set()

    def publish(self, event: Event) -> None:
        """Tell every page."""
        for page in tuple(self._pages):
            if page.full():
                self._cut_off(page)
            else:
                page.put_nowait(event)

    def listener(self) -> "asyncio.Queue[Event | None]":
        """What a new page will be told; None is the end of it."""
        page: asyncio.Queue[Event | None] = asyncio.Queue(MOST_WAITING)
        self._pages.add(page)
        return page

    def close(self) -> None:
        """End all streams: the server goes."""
        for page in tuple(self._pages):
            self._cut_off(page)

    async def stream(self, request: web.Request, first: Callable[[], Event]) -> web.StreamResponse:
        """Answer a page that wants to listen; `first` is what it is told at once."""
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream; charset=utf-8"})
        page = self.listener()
        try:
            await response.prepare(request)
            await response.write(_written(first()))
            while True:
                try:
                    event = await asyncio.wait_for(page.get(), HEARTBEAT_S)
                except TimeoutError:
                    await response.write(b": \n\n")
                    continue
                if event is None:
                    return response
                await response.write(_written(event))
        except ConnectionError:  # the page was closed
            return response
        finally:
            self._pages.discard(page)

    def _cut_off(self, page: "asyncio.Queue[Event | None]") -> None:
        self._pages.discard(page)
        while not page.empty():
            page.get_nowait()
        page.put_nowait(None)


def _written(event: Event) -> bytes:
    return b"data: " + json.dumps(event, ensure_ascii=False).encode("utf-8", "replace") + b"\n\n"
