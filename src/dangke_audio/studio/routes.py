"""What pages may ask of the studio's documents. Each answer is one short function; the work is done elsewhere."""

import asyncio
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from aiohttp import web

from dangke_audio.checking import FrontEnd, front_end
from dangke_audio.errors import BusyError, ConfigError
from dangke_audio.model.sidecar import Level, LineRole
from dangke_audio.studio.answers import asked
from dangke_audio.studio.choices import usual_horn, with_choices
from dangke_audio.studio.desk import Desk
from dangke_audio.studio.intake import take_in, take_in_text
from dangke_audio.studio.jobs import Workshop
from dangke_audio.studio.line_rules import settle_line
from dangke_audio.studio.listening import Listening
from dangke_audio.studio.outline import look_over, script_paragraphs
from dangke_audio.studio.results import results_of
from dangke_audio.studio.stick import export_documents, sticks

ONE = "/api/documents/{id:[0-9a-f]{12}}"
_ROLES: dict[object, LineRole | None] = {"heading": "heading", "body": "body", "silent": "silent", None: None}
_LEVELS: dict[object, Level] = {1: 1, 2: 2, 3: 3}


@dataclass(frozen=True, slots=True)
class Documents:
    """The answers about documents and their builds."""

    desk: Desk
    workshop: Workshop
    listening: Listening
    one_change: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Two clicks on paragraphs, one after the other into the sidecar."""

    def routes(self) -> list[web.RouteDef]:
        """All of them."""
        return [
            web.get("/api/documents", self.listed),
            web.get("/api/horn", self.usual),
            web.get("/api/sticks", self.plugged_in),
            web.post("/api/documents", self.brought),
            web.post("/api/documents/text", self.pasted),
            web.get(ONE, self.shown),
            web.delete(ONE, self.removed),
            web.get(f"{ONE}/outline", self.outlined),
            web.put(f"{ONE}/lines/{{number:\\d{{1,6}}}}", self.settled),
            web.put(f"{ONE}/choices", self.chosen),
            web.post(f"{ONE}/build", self.built),
            web.post(f"{ONE}/stop", self.stopped),
            web.get(f"{ONE}/ready", self.readied),
            web.get(f"{ONE}/ready/{{number:\\d{{1,4}}}}.mp3", self.heard),
            web.post(f"{ONE}/export", self.exported),
        ]

    async def listed(self, _: web.Request) -> web.Response:
        """Every document, the newest first."""
        return web.json_response({"documents": [self.row(one) for one, _ in self.desk.documents()]})

    def row(self, document_id: str) -> dict[str, Any]:
        """A document in a list."""
        record = self.desk.record(document_id)
        return {
            "id": document_id,
            "name": record.name,
            "title": record.title,
            "voice": record.voice,
            "editions": record.editions,
            "pace": record.pace,
            "horn": asdict(record.horn),
            "job": self.workshop.status(document_id),
        }

    async def brought(self, request: web.Request) -> web.Response:
        """A file: its bytes are the body, its name stands in the address."""
        if request.content_type != "application/octet-stream":
            raise ConfigError("看不懂这个请求", hint="请刷新页面后再试")
        data, name = await request.read(), request.query.get("name", "")
        return self._kept(*await asyncio.to_thread(take_in, self.desk, name, data))

    async def pasted(self, request: web.Request) -> web.Response:
        """A text."""
        text = (await asked(request)).get("text")
        if not isinstance(text, str):
            raise ConfigError("看不懂这个请求", hint="请刷新页面后再试")
        return self._kept(*await asyncio.to_thread(take_in_text, self.desk, text))

    def _kept(self, document_id: str, is_new: bool) -> web.Response:
        if is_new:
            self.workshop.announce(document_id)
        return web.json_response({"id": document_id, "is_new": is_new}, status=201 if is_new else 200)

    async def shown(self, request: web.Request) -> web.Response:
        """What is known of it without reading the script, and what was published."""
        one = request.match_info["id"]
        results = await asyncio.to_thread(results_of, self.desk, one)
        return web.json_response({**self.row(one), "results": results})

    async def removed(self, request: web.Request) -> web.Response:
        """Off the list."""
        one = request.match_info["id"]
        if self.workshop.holds(one):
            raise BusyError("正在生成这篇讲稿，不能删除", hint="请先停止")
        await asyncio.to_thread(self.desk.remove, one)
        self.listening.forget(one)
        self.workshop.announce(one)
        return web.json_response({})

    async def outlined(self, request: web.Request) -> web.Response:
        """Outline, findings, paragraphs; takes a second or two for a long script."""
        one = request.match_info["id"]
        found = await asyncio.to_thread(self._look, one)
        record, title = self.desk.record(one), found["title"]
        if isinstance(title, str) and record.title != title:
            self.desk.keep(one, replace(record, title=title))
            self.workshop.announce(one)
        return web.json_response(found)

    async def settled(self, request: web.Request) -> web.Response:
        """What a paragraph is by the word of the user; answers with the outline as it is now."""
        one, number, said = request.match_info["id"], int(request.match_info["number"]), await asked(request)
        async with self.one_change:
            return web.json_response(await asyncio.to_thread(self._settle, one, number, said))

    async def chosen(self, request: web.Request) -> web.Response:
        """Voice, pace, editions, and the horn's options."""
        one, said = request.match_info["id"], await asked(request)
        chosen = await asyncio.to_thread(with_choices, self.desk.record(one), said, self.desk.project)
        if self.workshop.holds(one):
            raise BusyError("正在生成，不能改声音", hint="请先停止，或等它完成")
        self.desk.keep(one, chosen)
        return web.json_response(self.row(one))

    async def usual(self, _: web.Request) -> web.Response:
        """The horn's options where nothing is chosen."""
        return web.json_response(await asyncio.to_thread(usual_horn, self.desk.project))

    async def built(self, request: web.Request) -> web.Response:
        """Into the queue."""
        one = request.match_info["id"]
        self.workshop.ask(one)
        return web.json_response(self.row(one), status=202)

    async def stopped(self, request: web.Request) -> web.Response:
        """Out of the queue, or stopped."""
        one = request.match_info["id"]
        self.workshop.stop(one)
        return web.json_response(self.row(one), status=202)

    async def plugged_in(self, _: web.Request) -> web.Response:
        """The USB sticks that there are now."""
        return web.json_response({"sticks": await asyncio.to_thread(sticks)})

    async def readied(self, request: web.Request) -> web.Response:
        """The chapters of a document that is not done, and which of them can be heard already."""
        one = request.match_info["id"]
        state = self.workshop.status(one)["state"]
        if state in ("new", "done"):
            return web.json_response({"sections": []})
        return web.json_response({"sections": await self.listening.rows(one, is_running=state == "running")})

    async def heard(self, request: web.Request) -> web.StreamResponse:
        """A chapter that is ready."""
        return await self.listening.sound(request, request.match_info["id"], int(request.match_info["number"]))

    async def exported(self, request: web.Request) -> web.Response:
        """Onto a stick, with others behind it: what an earlier export wrote there makes way."""
        one, said = request.match_info["id"], await asked(request)
        together = [one, *(other for other in _several(said.get("others")) if isinstance(other, str))]
        if any(map(self.workshop.holds, together)):
            raise BusyError("正在生成这篇讲稿", hint="请等它完成后再导出")
        into_empty, asked_for = said.get("into_empty") is True, (said.get("target"), said.get("slots"))
        done = await asyncio.to_thread(export_documents, self.desk, together, *asked_for, into_empty=into_empty)
        return web.json_response(done)

    def _look(self, document_id: str) -> dict[str, object]:
        script, prepared = self._prepared(document_id)
        return look_over(script, prepared)

    def _prepared(self, document_id: str) -> tuple[Path, FrontEnd]:
        return self.desk.script_of(document_id), front_end(self.desk.record(document_id).wishes, self.desk.project)

    def _settle(self, document_id: str, number: int, said: Any) -> dict[str, object]:
        script, prepared = self._prepared(document_id)
        paragraphs = script_paragraphs(script, prepared)
        role, level = said.get("is"), said.get("level", 1)
        if not isinstance(role, str | None) or role not in _ROLES or type(level) is not int or level not in _LEVELS:
            raise ConfigError("看不懂这个请求", hint="请刷新页面后再试")
        if number >= len(paragraphs) or paragraphs[number].text != said.get("text"):
            raise BusyError("讲稿已经改过了", hint="请刷新页面后再试")
        one = paragraphs[number]
        settle_line(script, one.text, one.occurrence, one.count, _ROLES[role], _LEVELS[level])
        return look_over(script, prepared)


def _several(value: object) -> Iterable[object]:
    return value if isinstance(value, list) else ()


def as_rows(values: Iterable[Any]) -> list[dict[str, Any]]:
    """Frozen values as objects."""
    return [asdict(value) for value in values]
