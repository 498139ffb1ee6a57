"""A speech server on this machine, with the interface of OpenAI's POST /v1/audio/speech, and with its faults.

    with speech_api([Status(503), CutAt(3000)], key="sk-test") as service:
        ...  # the first request gets a 503, the second one half an answer, all others a good one
    service.base_url, service.requests, service.peak

Sockets and threads, no web framework: so every byte and every end of a connection is as the script says.
"""

import json
import socket
import socketserver
import ssl
import struct
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import trustme
from tests.support.speech_api_answers import Answer, Asked, Pause, Reset, Silence, Status, Well

SPEECH_PATH = "/v1/audio/speech"
MODELS_PATH = "/v1/models"
MODELS = Status(200, body=b'{"object": "list", "data": [{"id": "kokoro", "object": "model"}]}')
MOST_WAITING_S = 60.0
TLS_HELLO = b"\x16"
"""The first byte of a client that wants TLS."""
LOOK_S = 0.02
"""How often a silent connection looks whether it is over."""


@dataclass(frozen=True, slots=True)
class Request:
    """What came."""

    method: str
    path: str
    headers: Mapping[str, str]
    """Names in small letters."""
    body: bytes
    asked: Asked | None
    """None where no speech was asked for."""

    @property
    def question(self) -> dict[str, object]:
        """The body's JSON."""
        found: dict[str, object] = json.loads(self.body)
        return found


@dataclass
class SpeechService:
    """What it does, and what it has seen. Requests for speech take from `script` in the order in which they come."""

    script: list[Answer]
    then: Answer
    models: Answer
    key: str | None
    base_url: str = ""
    ca_file: str | None = None
    """The authority that a client must trust, for https."""
    all_requests: list[Request] = field(default_factory=list)
    busy: int = 0
    peak: int = 0
    """How many requests for speech were under way at once, at most."""
    bugs: list[BaseException] = field(default_factory=list)
    """What went wrong in the server itself; fails the test."""
    stopping: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def requests(self) -> list[Request]:
        """The requests for speech."""
        with self.lock:
            return [request for request in self.all_requests if request.asked]

    def answer_to(self, request: Request) -> Answer:
        """What the script says, for those who have the key."""
        with self.lock:
            self.all_requests.append(request)
            if self.key is not None and request.headers.get("authorization") != f"Bearer {self.key}":
                return Status(401, f"Incorrect API key provided: {request.headers.get('authorization', 'none')}")
            if request.method == "GET" and request.path == MODELS_PATH:
                return self.models
            if request.asked is None:
                return Status(404, "Not Found")
            return self.script.pop(0) if self.script else self.then


@contextmanager
def speech_api(
    script: Sequence[Answer] = (),
    *,
    then: Answer = Well(),  # noqa: B008  (a frozen value)
    models: Answer = MODELS,
    key: str | None = None,
    tls: bool = False,
) -> Iterator[SpeechService]:
    """A running server. `then` is for requests beyond the script; with `key` all others are refused."""
    service = SpeechService(list(script), then, models, key)
    with TemporaryDirectory() as folder, _Server(("127.0.0.1", 0), service, tls=tls) as server:
        if tls:
            service.ca_file = str(Path(folder, "ca.pem"))
            _certificates()[0].cert_pem.write_to_path(service.ca_file)
        service.base_url = f"{'https' if tls else 'http'}://127.0.0.1:{server.server_address[1]}/v1"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": LOOK_S}, daemon=True)
        thread.start()
        try:
            yield service
        finally:
            service.stopping.set()
            server.shutdown()
            thread.join()
    assert not service.bugs, service.bugs


@contextmanager
def nobody() -> Iterator[str]:
    """The base URL of a port where nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # not listening: whoever knocks is refused
        yield f"http://127.0.0.1:{taken.getsockname()[1]}/v1"


@cache
def _certificates() -> tuple[trustme.CA, ssl.SSLContext]:
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    return authority, context


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def __init__(self, address: tuple[str, int], service: SpeechService, *, tls: bool) -> None:
        self.service = service
        self.tls = tls
        super().__init__(address, _Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients go away in the middle: that is what half of the tests are about. All else is a bug in here."""
        error = sys.exc_info()[1]
        if error is not None and not isinstance(error, OSError):
            self.service.bugs.append(error)


class _Handler(socketserver.BaseRequestHandler):
    server: _Server

    def handle(self) -> None:
        """One request, one answer, and the connection is closed."""
        self.request.settimeout(MOST_WAITING_S)
        if self.server.tls:
            self.request = _certificates()[1].wrap_socket(self.request, server_side=True)
        elif self.request.recv(1, socket.MSG_PEEK) == TLS_HELLO:
            self.request.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
            return
        request = _read(self.request)
        if request is None:
            return
        service = self.server.service
        answer = service.answer_to(request)
        with suppress(OSError), _counted(service, request):
            self._play(answer, request.asked)

    def finish(self) -> None:
        """A wrapped socket is another one than the server closes."""
        with suppress(OSError):
            self.request.close()

    def _play(self, answer: Answer, asked: Asked | None) -> None:
        for part in answer.parts(asked):
            if self.server.service.stopping.is_set():
                return
            match part:
                case bytes():
                    self.request.sendall(part)
                case Pause(seconds):
                    self.server.service.stopping.wait(seconds)
                case Silence():
                    self._wait_until_over()
                case Reset():
                    self.request.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    self.request.close()
                    return
        with suppress(OSError):
            self.request.shutdown(socket.SHUT_WR)

    def _wait_until_over(self) -> None:
        """Until the client goes or the server is stopped."""
        until = time.monotonic() + MOST_WAITING_S
        self.request.settimeout(LOOK_S)
        while time.monotonic() < until and not self.server.service.stopping.is_set():
            try:
                if not self.request.recv(1024):
                    return
            except TimeoutError:
                continue


@contextmanager
def _counted(service: SpeechService, request: Request) -> Iterator[None]:
    if request.asked is None:
        yield
        return
    with service.lock:
        service.busy += 1
        service.peak = max(service.peak, service.busy)
    try:
        yield
    finally:
        with service.lock:
            service.busy -= 1


def _read(connection: socket.socket) -> Request | None:
    """None where the client went away before it had said all."""
    with connection.makefile("rb") as file:
        method, _, rest = file.readline().decode("latin-1").partition(" ")
        path = urlsplit(rest.partition(" ")[0]).path  # a proxy is asked for the whole address
        headers: dict[str, str] = {}
        while line := file.readline().decode("latin-1").strip():
            name, _, value = line.partition(":")
            headers[name.strip().lower()] = value.strip()
        body = file.read(int(headers.get("content-length", "0")))
    if not path:
        return None
    return Request(method, path, headers, body, _asked(body) if (method, path) == ("POST", SPEECH_PATH) else None)


def _asked(body: bytes) -> Asked | None:
    try:
        question = json.loads(body)
        return Asked(
            model=question["model"],
            text=question["input"],
            voice=question["voice"],
            response_format=question.get("response_format", "mp3"),
            speed=float(question.get("speed", 1.0)),
            instructions=question.get("instructions", ""),
        )
    except (ValueError, KeyError, TypeError):
        return None
