"""A request → an answer. What can be asked for is what the catalogue names; a path is looked up, never followed."""

import asyncio
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from dangke_audio.cataloguing import FEED, INDEX, feed, index_page, read_catalogue
from dangke_audio.cataloguing.addresses import unquoted
from dangke_audio.errors import DangkeError
from dangke_audio.serving.files import find_file, not_there, sent
from dangke_audio.serving.hosts import accepted_host

HTML = "text/html; charset=utf-8"
RSS = "application/rss+xml; charset=utf-8"
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-cache",  # ask again each time: a rebuilt lecture has the same address
    "Server": "dangke-audio",
}


@dataclass(frozen=True, slots=True)
class Librarian:
    """Answers for one folder."""

    out: Path
    names: AbstractSet[str]
    """What this machine is called."""

    async def answer(self, request: web.BaseRequest) -> web.StreamResponse:
        """Every request; refusals too have all headers."""
        response = await self._answer(request)
        response.headers.update(HEADERS)
        return response

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        hosts = request.headers.getall("Host", [])
        host = accepted_host(hosts[0], self.names) if len(hosts) == 1 else None
        if host is None:
            return _refusal(421, "这里没有这个网站")
        if request.method not in {"GET", "HEAD"}:
            response = _refusal(405, "只能读，不能改")
            response.headers["Allow"] = "GET, HEAD"
            return response
        path = unquoted(request.raw_path.partition("?")[0].partition("#")[0])
        if path in {"/", f"/{INDEX}"}:
            return await self._rendered(HTML, host)
        if path == f"/{FEED}":
            return await self._rendered(RSS, host)
        is_local = path is not None and path.startswith("/")
        asked = await asyncio.to_thread(find_file, self.out, path[1:]) if path and is_local else None
        return sent(request, asked) if asked else not_there()

    async def _rendered(self, content_type: str, host: str) -> web.Response:
        """Made anew for each request: lectures may have been built meanwhile."""
        try:
            catalogue = await asyncio.to_thread(read_catalogue, self.out)
        except DangkeError as error:  # the folder has gone while we serve it
            return _refusal(503, str(error))
        body = index_page(catalogue) if content_type == HTML else feed(catalogue, f"http://{host}/")
        return web.Response(body=body, headers={"Content-Type": content_type})


def _refusal(status: int, message: str) -> web.Response:
    return web.Response(status=status, text=f"{message}\n")
