"""What requests of the proof-reading page say, and how they are answered."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from dangke_audio.errors import BusyError, DangkeError, EngineError, OutdatedPageError, StorageError, SynthesisError
from dangke_audio.studio.proof.showing import Json

PREFIX = "/api/proof/{document}"
SENTENCE = PREFIX + r"/sentences/{number:\d{1,7}}"
LARGEST_BODY_BYTES = 20_000
FRESH_S = 86_400
"""How long a browser may keep a sound whose name it knows."""

Answering = Callable[[web.Request], Awaitable[web.StreamResponse]]


def told(answer: Answering) -> Answering:
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
    if isinstance(error, OutdatedPageError | BusyError):
        return 409
    return 500 if isinstance(error, EngineError | SynthesisError | StorageError) else 400


def _failure(status: int, code: str, message: str, hint: str | None) -> web.Response:
    body = {"error": {"code": code, "message": message, "hint": hint}}
    return web.json_response(body, status=status, headers={"Cache-Control": "no-store"})


def sent_sound(request: web.Request, frames: bytes, mark: str, *, is_named: bool) -> web.Response:
    """MP3 frames; a browser that asks by their name may keep them."""
    headers = {
        "ETag": f'"{mark}"',
        "Cache-Control": f"private, max-age={FRESH_S}, immutable" if is_named else "no-cache",
    }
    if request.headers.get("If-None-Match") == headers["ETag"]:
        return web.Response(status=304, headers=headers)
    return web.Response(body=frames, content_type="audio/mpeg", headers=headers)


async def done(do: Callable[..., Json], *arguments: object) -> web.Response:
    """Done in a thread, so that the server goes on answering others."""
    found = await asyncio.to_thread(do, *arguments)
    return web.json_response(found, dumps=_dumped, headers={"Cache-Control": "no-store"})


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def document_of(request: web.Request) -> str:
    """The id in the address."""
    return request.match_info["document"]


def number_of(request: web.Request) -> int:
    """The sentence's number in the address."""
    return int(request.match_info["number"])


def query_number(request: web.Request, name: str) -> int:
    """Raises DangkeError for what is no number."""
    written = request.query.get(name, "")
    if not (written.isascii() and written.isdigit() and len(written) < 8):
        raise malformed()
    return int(written)


async def body_of(request: web.Request) -> dict[str, Any]:
    """A JSON object that says it is one: a form of another website cannot send that unasked."""
    if request.content_type != "application/json" or (request.content_length or 0) > LARGEST_BODY_BYTES:
        raise malformed()
    try:
        body = json.loads(await request.read())
    except (ValueError, RecursionError) as error:
        raise malformed() from error
    if not isinstance(body, dict):
        raise malformed()
    return body


def text_in(body: dict[str, Any], name: str) -> str:
    """Whole characters only: half a one can be escaped in JSON, and written to no file."""
    text = body.get(name)
    if not isinstance(text, str) or any("\ud800" <= character <= "\udfff" for character in text):
        raise malformed()
    return text


def integer_in(body: dict[str, Any], name: str) -> int:
    """Raises DangkeError where there is none."""
    if type(body.get(name)) is not int:
        raise malformed()
    return int(body[name])


def malformed() -> DangkeError:
    """Nothing that our page sends."""
    return DangkeError("网页发来的内容看不懂", hint="请刷新网页")
