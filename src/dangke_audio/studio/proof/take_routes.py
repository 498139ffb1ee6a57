"""The addresses of takes, beside those of routes.py.

GET  /api/proof/{document}/sentences/{n}/takes            the sentence's takes
GET  /api/proof/{document}/sentences/{n}/takes/{t}/sound  audio/mpeg
POST /api/proof/{document}/sentences/{n}/takes/again      {"version"}
POST /api/proof/{document}/sentences/{n}/takes/chosen     {"version", "take"}
POST /api/proof/{document}/sentences/{n}/takes/recording?version=…&name=…   the bytes of a file of sound

One sentence is spoken again or levelled at a time, of all documents; who asks meanwhile is told so at once.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from dangke_audio.errors import BusyError, ConfigError
from dangke_audio.studio.proof.asking import (
    SENTENCE,
    body_of,
    document_of,
    done,
    integer_in,
    malformed,
    number_of,
    sent_sound,
    text_in,
    told,
)
from dangke_audio.studio.proof.take_work import TakeWork

TAKES = f"{SENTENCE}/takes"
LARGEST_RECORDING_BYTES = 20_000_000
"""More than a minute and a half of stereo at 48 kHz, uncompressed."""


def take_routes(work: TakeWork) -> list[web.RouteDef]:
    """All of them."""
    return [*_hearing(work), *_making(work)]


def _hearing(work: TakeWork) -> list[web.RouteDef]:
    async def listed(request: web.Request) -> web.StreamResponse:
        return await done(work.listed, document_of(request), number_of(request))

    async def sound(request: web.Request) -> web.StreamResponse:
        take = int(request.match_info["take"])
        frames, mark = await asyncio.to_thread(work.sound, document_of(request), number_of(request), take)
        return sent_sound(request, frames, mark, is_named=False)

    return [web.get(TAKES, told(listed)), web.get(TAKES + r"/{take:\d{1,5}}/sound", told(sound))]


def _making(work: TakeWork) -> list[web.RouteDef]:
    at_work = asyncio.Lock()

    @asynccontextmanager
    async def alone() -> AsyncIterator[None]:
        if at_work.locked():
            raise BusyError("正在读另一句，或收另一个录音", hint="请等它完成，再按一次")
        async with at_work:
            yield

    async def again(request: web.Request) -> web.StreamResponse:
        version = text_in(await body_of(request), "version")
        async with alone():
            return await done(work.again, document_of(request), number_of(request), version)

    async def record(request: web.Request) -> web.StreamResponse:
        version, name = request.query.get("version", ""), request.query.get("name", "")
        async with alone():
            data = await _sound_in(request)
            return await done(work.record, document_of(request), number_of(request), version, data, name)

    async def choose(request: web.Request) -> web.StreamResponse:
        body = await body_of(request)
        version, take = text_in(body, "version"), integer_in(body, "take")
        return await done(work.choose, document_of(request), number_of(request), version, take)

    return [
        web.post(f"{TAKES}/again", told(again)),
        web.post(f"{TAKES}/recording", told(record)),
        web.post(f"{TAKES}/chosen", told(choose)),
    ]


async def _sound_in(request: web.Request) -> bytes:
    """The body, never more of it than is allowed. Raises ConfigError."""
    if request.content_type != "application/octet-stream":  # a form of another website cannot send that unasked
        raise malformed()
    data = bytearray()
    too_large = (request.content_length or 0) > LARGEST_RECORDING_BYTES
    while not too_large and (piece := await request.content.readany()):
        data += piece
        too_large = len(data) > LARGEST_RECORDING_BYTES
    if too_large:
        sizes = f"最大 {LARGEST_RECORDING_BYTES // 1_000_000} MB"
        raise ConfigError(f"录音文件太大，{sizes}", hint="只要这一句的录音，请剪短后再试")
    return bytes(data)
