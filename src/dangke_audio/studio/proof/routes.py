"""The addresses of the proof-reading part; the frame adds them to its own and checks hosts and origins before.

GET  /api/proof/{document}                              overview
GET  /api/proof/{document}/text                         the script as it is now, text/plain
GET  /api/proof/{document}/sentences?first=0&end=40     sentences
GET  /api/proof/{document}/sentences/{n}/sound          audio/mpeg
GET  /api/proof/{document}/sentences/{n}/readings?offset=3
POST /api/proof/{document}/sentences/{n}/text           {"version", "text"}
POST /api/proof/{document}/sentences/{n}/reading        {"version", "start", "end", "reading"}
POST /api/proof/{document}/lexicon/preview              {"word", "reading"}
POST /api/proof/{document}/lexicon                      {"version", "word", "reading"}
POST /api/proof/{document}/undo, /redo                  {}
Those of takes are in take_routes.py.

Answers are JSON. A failure is {"error": {"code", "message", "hint"}}: 400 for what the user can mend, 404 for what is not there, 409
for a page that is out of date, 500 for what the machine could not do.
"""

import asyncio
from urllib.parse import quote

from aiohttp import web

from dangke_audio.studio.proof.asking import (
    PREFIX,
    SENTENCE,
    body_of,
    document_of,
    done,
    integer_in,
    number_of,
    query_number,
    sent_sound,
    text_in,
    told,
)
from dangke_audio.studio.proof.desk import ProofDesk
from dangke_audio.studio.proof.opening import OpenScripts
from dangke_audio.studio.proof.take_routes import take_routes
from dangke_audio.studio.proof.take_work import TakeWork
from dangke_audio.studio.proof.work import ProofWork


def proof_routes(desk: ProofDesk) -> list[web.RouteDef]:
    """All routes, for one desk."""
    scripts = OpenScripts(desk)
    work = ProofWork(desk, scripts)
    return [*_looking(work), *_changing(work), *take_routes(TakeWork(scripts))]


def _looking(work: ProofWork) -> list[web.RouteDef]:
    async def overview(request: web.Request) -> web.StreamResponse:
        return await done(work.overview, document_of(request))

    async def text(request: web.Request) -> web.StreamResponse:
        name, content = await asyncio.to_thread(work.text, document_of(request))
        headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
        return web.Response(
            body=content.encode("utf-8-sig", "replace"), content_type="text/plain", charset="utf-8", headers=headers
        )

    async def sentences(request: web.Request) -> web.StreamResponse:
        first, end = query_number(request, "first"), query_number(request, "end")
        return await done(work.sentences, document_of(request), first, end)

    async def readings(request: web.Request) -> web.StreamResponse:
        return await done(work.readings, document_of(request), number_of(request), query_number(request, "offset"))

    async def sound(request: web.Request) -> web.StreamResponse:
        frames, mark, name = await asyncio.to_thread(work.sound, document_of(request), number_of(request))
        return sent_sound(request, frames, mark, is_named=request.query.get("name") == name)

    return [
        web.get(PREFIX, told(overview)),
        web.get(f"{PREFIX}/text", told(text)),
        web.get(f"{PREFIX}/sentences", told(sentences)),
        web.get(f"{SENTENCE}/readings", told(readings)),
        web.get(f"{SENTENCE}/sound", told(sound)),
    ]


def _changing(work: ProofWork) -> list[web.RouteDef]:
    async def reword(request: web.Request) -> web.StreamResponse:
        body = await body_of(request)
        version, text = text_in(body, "version"), text_in(body, "text")
        return await done(work.reword, document_of(request), number_of(request), version, text)

    async def pin(request: web.Request) -> web.StreamResponse:
        body = await body_of(request)
        span = (integer_in(body, "start"), integer_in(body, "end"))
        version, reading = text_in(body, "version"), text_in(body, "reading")
        return await done(work.pin, document_of(request), number_of(request), version, span, reading)

    async def foretell(request: web.Request) -> web.StreamResponse:
        body = await body_of(request)
        return await done(work.foretell, document_of(request), text_in(body, "word"), text_in(body, "reading"))

    async def keep_word(request: web.Request) -> web.StreamResponse:
        body = await body_of(request)
        version, word, reading = (text_in(body, name) for name in ("version", "word", "reading"))
        return await done(work.keep_word, document_of(request), version, word, reading)

    async def undo(request: web.Request) -> web.StreamResponse:
        await body_of(request)
        return await done(work.undo, document_of(request))

    async def redo(request: web.Request) -> web.StreamResponse:
        await body_of(request)
        return await done(work.redo, document_of(request))

    return [
        web.post(f"{SENTENCE}/text", told(reword)),
        web.post(f"{SENTENCE}/reading", told(pin)),
        web.post(f"{PREFIX}/lexicon/preview", told(foretell)),
        web.post(f"{PREFIX}/lexicon", told(keep_word)),
        web.post(f"{PREFIX}/undo", told(undo)),
        web.post(f"{PREFIX}/redo", told(redo)),
    ]
