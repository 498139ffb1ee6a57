"""The addresses of the proof-reading part; the frame adds them to its own and checks hosts and origins before.

GET  /api/proof/{document}                              overview
GET  /api/proof/{document}/sentences?first=0&end=40     sentences
GET  /api/proof/{document}/sentences/{n}/sound          audio/mpeg
GET  /api/proof/{document}/sentences/{n}/readings?offset=3
POST /api/proof/{document}/sentences/{n}/text           {"version", "text"}
POST /api/proof/{document}/sentences/{n}/reading        {"version", "start", "end", "reading"}
POST /api/proof/{document}/lexicon/preview              {"word", "reading"}
POST /api/proof/{document}/lexicon                      {"version", "word", "reading"}
POST /api/proof/{document}/undo, /redo                  {}

Answers are JSON. A failure is {"error": {"code", "message", "hint"}}: 400 for what the user can mend, 404 for what is not there, 409
for a page that is out of date, 500 for what the machine could not do.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from dangke_audio.errors import DangkeError, EngineError, StorageError, SynthesisError
from dangke_audio.studio.proof.desk import ProofDesk
from dangke_audio.studio.proof.showing import Json
from dangke_audio.studio.proof.work import ProofWork

PREFIX = "/api/proof/{document}"
SENTENCE = PREFIX + r"/sentences/{number:\d{1,7}}"
LARGEST_BODY_BYTES = 20_000
FRESH_S = 86_400
"""How long a browser may keep a sound whose name it knows."""

Answering = Callable[[web.Request], Awaitable[web.StreamResponse]]


def proof_routes(desk: ProofDesk) -> list[web.RouteDef]:
    """All routes, for one desk."""
    work = ProofWork(desk)
    return [*_looking(work), *_changing(work)]


def _looking(work: ProofWork) -> list[web.RouteDef]:
    async def overview(request: web.Request) -> web.StreamResponse:
        return await _json(work.overview, _document(request))

    async def sentences(request: web.Request) -> web.StreamResponse:
        first, end = _query(request, "first"), _query(request, "end")
        return await _json(work.sentences, _document(request), first, end)

    async def readings(request: web.Request) -> web.StreamResponse:
        return await _json(work.readings, _document(request), _number(request), _query(request, "offset"))

    async def sound(request: web.Request) -> web.StreamResponse:
        frames, mark, name = await asyncio.to_thread(work.sound, _document(request), _number(request))
        is_named = request.query.get("name") == name
        headers = {
            "ETag": f'"{mark}"',
            "Cache-Control": f"private, max-age={FRESH_S}, immutable" if is_named else "no-cache",
        }
        if request.headers.get("If-None-Match") == headers["ETag"]:
            return web.Response(status=304, headers=headers)
        return web.Response(body=frames, content_type="audio/mpeg", headers=headers)

    return [
        web.get(PREFIX, _told(overview)),
        web.get(f"{PREFIX}/sentences", _told(sentences)),
        web.get(f"{SENTENCE}/readings", _told(readings)),
        web.get(f"{SENTENCE}/sound", _told(sound)),
    ]


def _changing(work: ProofWork) -> list[web.RouteDef]:
    async def reword(request: web.Request) -> web.StreamResponse:
        body = await _body(request)
        version, text = _text(body, "version"), _text(body, "text")
        return await _json(work.reword, _document(request), _number(request), version, text)

    async def pin(request: web.Request) -> web.StreamResponse:
        body = await _body(request)
        span = (_integer(body, "start"), _integer(body, "end"))
        version, reading = _text(body, "version"), _text(body, "reading")
        return await _json(work.pin, _document(request), _number(request), version, span, reading)

    async def foretell(request: web.Request) -> web.StreamResponse:
        body = await _body(request)
        return await _json(work.foretell, _document(request), _text(body, "word"), _text(body, "reading"))

    async def keep_word(request: web.Request) -> web.StreamResponse:
        body = await _body(request)
        version, word, reading = (_text(body, name) for name in ("version", "word", "reading"))
        return await _json(work.keep_word, _document(request), version, word, reading)

    async def undo(request: web.Request) -> web.StreamResponse:
        await _body(request)
        return await _json(work.undo, _document(request))

    async def redo(request: web.Request) -> web.StreamResponse:
        await _body(request)
        return await _json(work.redo, _document(request))

    return [
        web.post(f"{SENTENCE}/text", _told(reword)),
        web.post(f"{SENTENCE}/reading", _told(pin)),
        web.post(f"{PREFIX}/lexicon/preview", _told(foretell)),
        web.post(f"{PREFIX}/lexicon", _told(keep_word)),
        web.post(f"{PREFIX}/undo", _told(undo)),
        web.post(f"{PREFIX}/redo", _told(redo)),
    ]


def _told(answer: Answering) -> Answering:
    """The same; what goes wrong is told to the page."""

    async def answered(request: web.Request) -> web.StreamResponse:
        try:
            return await answer(request)
        except KeyError:
            return _failure(404, "missing", "没有这份讲稿或这一句", "请刷新网页")
        except DangkeError as error:
            return _failure(_status(error), error.code, error.message, error.hint)

    return answered


def _status(error: DangkeError) -> int:
    if error.code == "outdated":
        return 409
    return 500 if isinstance(error, EngineError | SynthesisError | StorageError) else 400


def _failure(status: int, code: str, message: str, hint: str | None) -> web.Response:
    body = {"error": {"code": code, "message": message, "hint": hint}}
    return web.json_response(body, status=status, headers={"Cache-Control": "no-store"})


async def _json(do: Callable[..., Json], *arguments: object) -> web.Response:
    """Done in a thread, so that the server goes on answering others."""
    found = await asyncio.to_thread(do, *arguments)
    return web.json_response(found, dumps=_dumped, headers={"Cache-Control": "no-store"})


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _document(request: web.Request) -> str:
    return request.match_info["document"]


def _number(request: web.Request) -> int:
    return int(request.match_info["number"])


def _query(request: web.Request, name: str) -> int:
    written = request.query.get(name, "")
    if not (written.isascii() and written.isdigit() and len(written) < 8):
        raise _malformed()
    return int(written)


async def _body(request: web.Request) -> dict[str, Any]:
    """A JSON object that says it is one: a form of another website cannot send that unasked."""
    if request.content_type != "application/json" or (request.content_length or 0) > LARGEST_BODY_BYTES:
        raise _malformed()
    try:
        body = json.loads(await request.read())
    except (ValueError, RecursionError) as error:
        raise _malformed() from error
    if not isinstance(body, dict):
        raise _malformed()
    return body


def _text(body: dict[str, Any], name: str) -> str:
    """Whole characters only: half a one can be escaped in JSON, and written to no file."""
    text = body.get(name)
    if not isinstance(text, str) or any("\ud800" <= character <= "\udfff" for character in text):
        raise _malformed()
    return text


def _integer(body: dict[str, Any], name: str) -> int:
    if type(body.get(name)) is not int:
        raise _malformed()
    return int(body[name])


def _malformed() -> DangkeError:
    return DangkeError("网页发来的内容看不懂", hint="请刷新网页")
