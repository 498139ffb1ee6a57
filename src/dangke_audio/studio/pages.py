"""The page itself, files that are part of the package, and what is not about one document."""

import asyncio
from dataclasses import dataclass, field
from importlib.resources import files

from aiohttp import web

from dangke_audio.cataloguing.addresses import unquoted
from dangke_audio.model.horn import CHIMES
from dangke_audio.reading import SCRIPT_SUFFIXES
from dangke_audio.serving import Served, qr_picture
from dangke_audio.serving.files import find_file, sent
from dangke_audio.studio.answers import refusal
from dangke_audio.studio.events import Hub
from dangke_audio.studio.guard import FILES, KEY, Guard
from dangke_audio.studio.intake import LARGEST_BYTES
from dangke_audio.studio.results import page_address
from dangke_audio.studio.routes import ONE, Documents, as_rows
from dangke_audio.studio.said import asked_pace
from dangke_audio.studio.voices import chime_sound, voice_choices, voice_sample

TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


@dataclass(slots=True)
class Addresses:
    """Where the running server is reached: known when it is bound, which is after its routes are."""

    served: Served | None = None


@dataclass(frozen=True, slots=True)
class Pages:
    """The answers."""

    documents: Documents
    hub: Hub
    guard: Guard
    addresses: Addresses
    one_sample: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Two clicks do not make one sentence twice."""

    def routes(self) -> list[web.RouteDef]:
        """All of them."""
        return [
            web.get("/", self.index),
            web.get("/static/{name}", self.asset),
            web.get("/api/studio", self.about),
            web.get("/api/events", self.events),
            web.get("/api/voices", self.voices),
            web.get("/api/voices/{name}/sample", self.sample),
            web.get("/api/chimes/{name}", self.chime),
            web.get(f"{ONE}/qr.svg", self.picture),
            web.get(FILES + "{path:.*}", self.file),
        ]

    async def index(self, _: web.Request) -> web.Response:
        """The page."""
        page = files("dangke_audio.studio").joinpath("static", "index.html").read_text(encoding="utf-8")
        return web.Response(text=page, content_type="text/html")

    async def asset(self, request: web.Request) -> web.Response:
        """A file of the package, by a name out of a list."""
        name = request.match_info["name"]
        if name not in asset_names():
            return refusal(404, "没有这个文件")
        content = files("dangke_audio.studio").joinpath("static", name).read_bytes()
        kind = TYPES[name[name.rindex(".") :]]
        return web.Response(body=content, content_type=kind, charset=None if "svg" in kind else "utf-8")

    async def about(self, _: web.Request) -> web.Response:
        """What the page has to know of the server."""
        served = self.addresses.served
        return web.json_response(
            {
                "is_lan": bool(self.guard.token and served and served.lan),
                "suffixes": SCRIPT_SUFFIXES,
                "largest_bytes": LARGEST_BYTES,
                "project": self.documents.desk.project.name,
            }
        )

    async def events(self, request: web.Request) -> web.StreamResponse:
        """All that happens, beginning with how everything stands."""
        desk, workshop = self.documents.desk, self.documents.workshop

        def everything() -> dict[str, object]:
            return {"jobs": {one: workshop.status(one) for one, _ in desk.documents()}}

        return await self.hub.stream(request, everything)

    async def voices(self, _: web.Request) -> web.Response:
        """The profiles."""
        found = await asyncio.to_thread(voice_choices, self.documents.desk.project)
        return web.json_response({"voices": as_rows(found)})

    async def sample(self, request: web.Request) -> web.StreamResponse:
        """A sentence of one voice, at a pace."""
        name, pace = request.match_info["name"], asked_pace(request.query.get("pace"))
        async with self.one_sample:
            path = await asyncio.to_thread(voice_sample, name, self.documents.desk.project, pace)
        return web.FileResponse(path, headers={"Content-Type": "audio/mpeg"})

    async def chime(self, request: web.Request) -> web.Response:
        """One of the horn's chimes."""
        name = request.match_info["name"]
        if name not in CHIMES:
            return refusal(404, "没有这种提示音")
        return web.Response(body=await asyncio.to_thread(chime_sound, name), content_type="audio/wav")

    async def picture(self, request: web.Request) -> web.Response:
        """The address of the published page for a phone's camera; it opens published files and nothing else."""
        served, token = self.addresses.served, self.guard.listening_token
        path = page_address(self.documents.desk, request.match_info["id"])
        if served is None or not served.lan or token is None or path is None:
            return refusal(404, "没有可以用手机打开的网页")
        address = f"{served.lan[0].rstrip('/')}{path}?{KEY}={token}"
        return web.Response(body=qr_picture(address), content_type="image/svg+xml")

    async def file(self, request: web.Request) -> web.StreamResponse:
        """A published file, whole or in part."""
        path = unquoted(request.raw_path.partition("?")[0].partition("#")[0])
        is_ours = path is not None and path.startswith(FILES)
        found = (
            await asyncio.to_thread(find_file, self.documents.desk.out, path[len(FILES) :])
            if path and is_ours
            else None
        )
        return sent(request, found) if found else refusal(404, "没有这个文件")


def asset_names() -> tuple[str, ...]:
    """What may be asked for below /static/."""
    found = (entry.name for entry in files("dangke_audio.studio").joinpath("static").iterdir())
    return tuple(sorted(name for name in found if name.endswith((".css", ".js", ".svg"))))
