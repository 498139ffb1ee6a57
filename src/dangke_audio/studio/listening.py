"""What can be heard of documents that are not done, and the answers to those who want to hear it."""

import asyncio
from collections import OrderedDict
from dataclasses import asdict

from aiohttp import web

from dangke_audio.errors import DangkeError
from dangke_audio.studio.answers import refusal
from dangke_audio.studio.desk import Desk
from dangke_audio.studio.sections import Sections, sections_now

MOST_HELD = 8
"""Documents whose chapters are kept in mind; of others they are found out again."""


class Listening:
    """Chapters by document. A build's thread brings them and looks; the event loop shows them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._held: OrderedDict[str, Sections] = OrderedDict()
        self._ready: dict[str, int] = {}
        self._one_draft = asyncio.Lock()

    def hold(self, document_id: str, sections: Sections) -> None:
        """From now on these are the document's."""
        self._held[document_id] = sections
        self._held.move_to_end(document_id)
        self.look(document_id)
        while len(self._held) > MOST_HELD:
            self.forget(next(iter(self._held)))

    def look(self, document_id: str) -> None:
        """See what has become ready."""
        if (sections := self._held.get(document_id)) is not None:
            self._ready[document_id] = sections.look()

    def ready(self, document_id: str) -> int:
        """How many chapters were ready at the last look."""
        return self._ready.get(document_id, 0)

    def forget(self, document_id: str) -> None:
        """It is done, or has gone."""
        self._held.pop(document_id, None)
        self._ready.pop(document_id, None)

    async def rows(self, document_id: str, *, is_running: bool) -> list[dict[str, object]]:
        """All chapters; none of a script that cannot be built. Where no build does, they are found out now."""
        if not is_running:
            try:
                async with self._one_draft:
                    self.hold(document_id, await asyncio.to_thread(sections_now, self._desk, document_id))
            except DangkeError:  # the build tells what is wrong
                return []
        sections = self._held.get(document_id)
        return [asdict(row) for row in sections.rows()] if sections else []

    async def sound(self, request: web.Request, document_id: str, number: int) -> web.StreamResponse:
        """A chapter as MP3, whole or in part; its mark stands in the address, so that two versions never mix."""
        sections = self._held.get(document_id)
        mark = request.query.get("mark", "")
        frames = await asyncio.to_thread(sections.sound, number, mark) if sections else None
        if frames is None:
            return refusal(404, "这一章现在还不能听", hint="请刷新页面后再试")
        return _whole_or_part(request, frames)


def _whole_or_part(request: web.Request, frames: bytes) -> web.Response:
    """Players ask for parts where somebody jumps (RFC 9110 §14)."""
    headers = {"Accept-Ranges": "bytes", "Content-Type": "audio/mpeg"}
    try:
        asked = request.http_range
    except ValueError:  # several parts, or nonsense: a server may send the whole
        return web.Response(body=frames, headers=headers)
    start, stop, _ = asked.indices(len(frames))
    if start >= stop:
        return web.Response(status=416, headers={**headers, "Content-Range": f"bytes */{len(frames)}"})
    if (asked.start, asked.stop) == (None, None):
        return web.Response(body=frames, headers=headers)
    headers["Content-Range"] = f"bytes {start}-{stop - 1}/{len(frames)}"
    return web.Response(status=206, body=frames[start:stop], headers=headers)
