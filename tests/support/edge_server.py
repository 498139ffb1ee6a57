"""The read-aloud service on this machine, for the unmodified edge-tts client: TLS, WebSocket, voice list, and faults.

    with edge_service([Status(403, skew_s=600), CutAt(3000)]) as service, service.in_process():
        ...  # the first connection gets a 403, the second one half an answer, all others a good one

The client finds it through HTTPS_PROXY, whose proxy leads everywhere to this service, and trusts it through a
certificate authority that is made for the occasion. `service.environment` does the same for child processes.
"""

import asyncio
import os
import ssl
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.utils import formatdate
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock
from xml.etree import ElementTree as ET

import trustme
from aiohttp import WSMsgType, web
from tests.support.connect_proxy import ConnectProxy
from tests.support.edge_answers import WELL, Abort, Answer, Asked, Close, Hang, Pause, SpokenAnswer, Status, Vanish

HOST = "speech.platform.bing.com"
PATH = "/consumer/speech/synthesize/readaloud"
VOICE_NAMES = (
    "en-US-EmmaMultilingualNeural", "zh-CN-XiaoxiaoNeural", "zh-CN-XiaoyiNeural", "zh-CN-YunjianNeural",
    "zh-CN-YunxiNeural", "zh-CN-YunxiaNeural", "zh-CN-YunyangNeural", "zh-CN-liaoning-XiaobeiNeural",
    "zh-CN-shaanxi-XiaoniNeural", "zh-HK-HiuGaaiNeural", "zh-TW-HsiaoChenNeural",
)  # fmt: skip
PROXY_VARIABLES = ("http_proxy", "https_proxy", "wss_proxy", "ws_proxy", "all_proxy", "no_proxy")


@dataclass(frozen=True, slots=True)
class Listing:
    """The voice list, as it should be."""

    names: tuple[str, ...] = VOICE_NAMES


@dataclass(frozen=True, slots=True)
class Page:
    """Anything else in place of the voice list."""

    body: str


ListAnswer = Listing | Page | Status | Hang


@dataclass
class Connection:
    """One connection that wanted speech."""

    query: Mapping[str, str]
    headers: Mapping[str, str]
    answer: Answer
    asked: Asked | None = None
    """None where it did not come to that."""
    ssml: str = ""
    settings: str = ""
    """The first message, with the form of the sound and what is to be told about it."""


@dataclass
class EdgeService:
    """What it does, and what it has seen. Connections take from `script` in the order in which they come."""

    script: list[Answer]
    then: Answer
    listings: list[ListAnswer]
    listings_then: ListAnswer
    proxy: ConnectProxy
    folder: Path
    connections: list[Connection] = field(default_factory=list)
    list_requests: list[Mapping[str, str]] = field(default_factory=list)
    """The queries for the voice list."""
    busy: int = 0
    peak: int = 0
    """How many connections were open at once, at most."""

    @property
    def requests(self) -> list[Asked]:
        """All that was asked to be spoken."""
        return [connection.asked for connection in self.connections if connection.asked]

    @property
    def environment(self) -> dict[str, str]:
        """All of os.environ, changed so that a child process comes here."""
        kept = {name: value for name, value in os.environ.items() if name.lower() not in PROXY_VARIABLES}
        path = os.pathsep.join(filter(None, [str(self.folder), kept.get("PYTHONPATH")]))
        login = f"{self.proxy.login}@" if self.proxy.login else ""
        return {**kept, "HTTPS_PROXY": f"http://{login}127.0.0.1:{self.proxy.port}", "PYTHONPATH": path}

    @contextmanager
    def in_process(self) -> Iterator[None]:
        """The process that calls, and those that it spawns, come here; the client's notion of time is put back afterwards."""
        import edge_tts.communicate
        import edge_tts.drm
        import edge_tts.voices

        trusting = ssl.create_default_context(cafile=str(self.folder / "ca.pem"))
        with (
            mock.patch.dict(os.environ, self.environment, clear=True),
            mock.patch.object(edge_tts.communicate, "_SSL_CTX", trusting),
            mock.patch.object(edge_tts.voices, "_SSL_CTX", trusting),
            mock.patch.object(edge_tts.drm.DRM, "clock_skew_seconds", 0.0),
        ):
            yield


@contextmanager
def edge_service(
    script: Sequence[Answer] = (),
    *,
    then: Answer = WELL,
    listings: Sequence[ListAnswer] = (),
    listings_then: ListAnswer = Listing(),
    proxy_login: str | None = None,
    proxy_status: int = 200,
) -> Iterator[EdgeService]:
    """A running service. `then` is for connections beyond the script; the proxy may want a login or refuse."""
    with TemporaryDirectory() as folder, _loop() as loop:
        authority, context = _certificates()
        authority.cert_pem.write_to_path(str(Path(folder, "ca.pem")))
        Path(folder, "sitecustomize.py").write_text(
            f"import certifi\n\ncertifi.where = lambda: {str(Path(folder, 'ca.pem'))!r}\n", encoding="utf-8"
        )
        proxy = ConnectProxy(0, proxy_login, proxy_status)
        service = EdgeService(list(script), then, list(listings), listings_then, proxy, Path(folder))
        runner = asyncio.run_coroutine_threadsafe(_start(service, context), loop).result(10)
        try:
            yield service
        finally:
            asyncio.run_coroutine_threadsafe(_stop(service, runner), loop).result(10)


@cache
def _certificates() -> tuple[trustme.CA, ssl.SSLContext]:
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(HOST).configure_cert(context)
    return authority, context


@contextmanager
def _loop() -> Iterator[asyncio.AbstractEventLoop]:
    loop = asyncio.new_event_loop()
    loop.set_exception_handler(lambda _loop, _context: None)  # clients go away as they please
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield loop
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _start(service: EdgeService, context: ssl.SSLContext) -> web.AppRunner:
    async def speak(request: web.Request) -> web.StreamResponse:
        return await _speak(service, request)

    async def list_voices(request: web.Request) -> web.StreamResponse:
        return await _list(service, request)

    app = web.Application()
    app.router.add_get(f"{PATH}/edge/v1", speak)
    app.router.add_get(f"{PATH}/voices/list", list_voices)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.05, handler_cancellation=True)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0, ssl_context=context)
    await site.start()
    service.proxy.target_port = runner.addresses[0][1]
    await service.proxy.start()
    return runner


async def _stop(service: EdgeService, runner: web.AppRunner) -> None:
    await service.proxy.stop()
    await runner.cleanup()
    tasks = asyncio.all_tasks() - {asyncio.current_task()}
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    for _ in range(3):  # connections are closed by the loop's next rounds
        await asyncio.sleep(0)


async def _speak(service: EdgeService, request: web.Request) -> web.StreamResponse:
    answer = service.script.pop(0) if service.script else service.then
    connection = Connection(dict(request.query), dict(request.headers), answer)
    service.connections.append(connection)
    service.busy += 1
    service.peak = max(service.peak, service.busy)
    try:
        if isinstance(answer, Status):
            return _status(answer)
        socket = web.WebSocketResponse(timeout=0.2)
        await socket.prepare(request)
        connection.settings = await socket.receive_str(timeout=5)
        connection.ssml = (await socket.receive_str(timeout=5)).partition("\r\n\r\n")[2]
        connection.asked = _asked(connection.ssml)
        known = connection.asked.voice in VOICE_NAMES
        with suppress(ConnectionError):  # the client has gone
            await _play(answer if known else Vanish(), connection.asked, socket, request)
        return socket
    finally:
        service.busy -= 1


async def _play(answer: SpokenAnswer, asked: Asked, socket: web.WebSocketResponse, request: web.Request) -> None:
    for step in answer.steps(asked):
        match step:
            case str():
                await socket.send_str(step)
            case bytes():
                await socket.send_bytes(step)
            case Pause():
                await asyncio.sleep(step.seconds)
            case Close():
                await socket.close(code=step.code)
                return
            case Abort():
                assert request.transport is not None
                request.transport.abort()
                return
            case Hang():
                await asyncio.Event().wait()
    while (await socket.receive()).type not in {WSMsgType.CLOSE, WSMsgType.CLOSING, WSMsgType.CLOSED, WSMsgType.ERROR}:
        pass  # after turn.end it is the client who closes


async def _list(service: EdgeService, request: web.Request) -> web.StreamResponse:
    answer = service.listings.pop(0) if service.listings else service.listings_then
    service.list_requests.append(dict(request.query))
    match answer:
        case Status():
            return _status(answer)
        case Page():
            return web.Response(text=answer.body, content_type="application/json")
        case Hang():
            await asyncio.Event().wait()
            raise AssertionError
    rows = [{"Name": name, "ShortName": name, "Gender": "Female", "Locale": "zh-CN"} for name in answer.names]
    return web.json_response(rows)


def _status(answer: Status) -> web.Response:
    headers = {"Date": answer.date or formatdate(time.time() + answer.skew_s, usegmt=True)}
    if answer.retry_after is not None:
        headers["Retry-After"] = answer.retry_after
    return web.Response(status=answer.code, headers=headers)


def _asked(ssml: str) -> Asked:
    """`<speak><voice name='…(zh-CN, YunyangNeural)'><prosody …>text`, the name in its short form."""
    space = "{http://www.w3.org/2001/10/synthesis}"
    voice = ET.fromstring(ssml).find(f"{space}voice")
    assert voice is not None
    prosody = voice.find(f"{space}prosody")
    assert prosody is not None
    name = voice.attrib["name"].partition("(")[2].rstrip(")").replace(", ", "-")
    marks = prosody.attrib
    return Asked("".join(prosody.itertext()), name, marks["rate"], marks["pitch"], marks["volume"])
