"""A request → an answer. What can be asked for is what the catalogue names; a path is looked up, never followed."""

import asyncio
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG

from aiohttp import web

from dangke_audio.cataloguing import FEED, INDEX, feed, index_page, read_catalogue, read_lecture
from dangke_audio.cataloguing.addresses import unquoted
from dangke_audio.errors import DangkeError
from dangke_audio.serving.hosts import accepted_host
from dangke_audio.serving.media_types import BYTE_ORDER_MARK, media_type

HTML = "text/html; charset=utf-8"
RSS = "application/rss+xml; charset=utf-8"
COMPRESSED = (".gz", ".br")
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
class Asked:
    """A file that is there and may be seen."""

    path: Path
    media_type: str


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
        asked = await asyncio.to_thread(self._find, path) if path else None
        return _sent(request, asked) if asked else _refusal(404, "没有这个文件")

    async def _rendered(self, content_type: str, host: str) -> web.Response:
        """Made anew for each request: lectures may have been built meanwhile."""
        try:
            catalogue = await asyncio.to_thread(read_catalogue, self.out)
        except DangkeError as error:  # the folder has gone while we serve it
            return _refusal(503, str(error))
        body = index_page(catalogue) if content_type == HTML else feed(catalogue, f"http://{host}/")
        return web.Response(body=body, headers={"Content-Type": content_type})

    def _find(self, path: str) -> Asked | None:
        """`/<lecture>/<name>` where that lecture's manifest names that file, letter for letter."""
        folder, _, name = path.removeprefix("/").partition("/")
        lecture = read_lecture(self.out, folder) if path.startswith("/") and name else None
        file = next((file for file in lecture.files if file.name == name), None) if lecture else None
        if file is None:
            return None
        place = self.out.resolve() / folder / name
        try:
            with place.open("rb") as opened:
                return Asked(place, media_type(file.kind, opened.read(len(BYTE_ORDER_MARK))))
        except OSError:
            return None


def _sent(request: web.BaseRequest, asked: Asked) -> web.StreamResponse:
    """The file, or the part of it that was asked for."""
    headers = {"Content-Type": asked.media_type}
    try:
        if _needs_whole(request, asked.path):
            headers |= {"ETag": _mark(asked.path), "Content-Disposition": "inline"}
            return web.Response(body=asked.path.open("rb"), headers=headers)
    except OSError:  # replaced or removed a moment ago
        return _refusal(404, "没有这个文件")
    return web.FileResponse(asked.path, headers=headers)


def _needs_whole(request: web.BaseRequest, path: Path) -> bool:
    """What web.FileResponse (aiohttp 3.14) would answer wrongly, and is sent whole instead.

    It understands `If-Range` with a date only: with the mark of an older file it would send a part of the new one, and
    a player would join the two. And it sends `x.mp3.gz` for `x.mp3`, which no manifest names.
    """
    condition = request.headers.get("If-Range", "")
    if condition.startswith(('"', "W/")) and condition != _mark(path):
        return True
    return any(_is_regular(path.with_name(path.name + suffix)) for suffix in COMPRESSED)


def _mark(path: Path) -> str:
    """The file's ETag, as web.FileResponse writes it."""
    state = path.stat()
    return f'"{state.st_mtime_ns:x}-{state.st_size:x}"'


def _is_regular(path: Path) -> bool:
    try:
        return S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


def _refusal(status: int, message: str) -> web.Response:
    return web.Response(status=status, text=f"{message}\n")
