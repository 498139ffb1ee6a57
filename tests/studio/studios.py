"""A running studio in a thread of its own, and requests as its page sends them, or as others would."""

import asyncio
import http.client
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from tests.support.cli import LECTURE, Project

from dangke_audio.serving import Served
from dangke_audio.studio import studio_running

SOON_S = 60.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    """Names in lower case."""
    body: bytes

    @property
    def told(self) -> Any:
        """The JSON of it."""
        return json.loads(self.body)

    @property
    def error(self) -> str:
        """What the user reads."""
        return str(self.told["error"]["message"])


@dataclass(frozen=True, slots=True)
class Running:
    """A studio and how to ask it."""

    served: Served
    project: Project

    @property
    def host(self) -> str:
        """As browsers send it."""
        return f"127.0.0.1:{self.served.port}"

    def ask(self, method: str, path: str, body: bytes | None = None, /, **headers: str | None) -> Answer:
        """A request; by itself it is one of the studio's page. A header that is None is left out."""
        own: dict[str, str | None] = {"Host": self.host, "Origin": f"http://{self.host}"}
        named = own | {name.replace("_", "-"): value for name, value in headers.items()}
        connection = http.client.HTTPConnection("127.0.0.1", self.served.port, timeout=60)
        try:
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in named.items():
                if value is not None:
                    connection.putheader(name, value)
            if body is not None and "Content-Length" not in named:
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body)
            answer = connection.getresponse()
            return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        finally:
            connection.close()

    def get(self, path: str, **headers: str | None) -> Answer:
        """As a page fetches something."""
        return self.ask("GET", path, **headers)

    def send(self, method: str, path: str, content: object, **headers: str | None) -> Answer:
        """JSON."""
        return self.ask(method, path, json.dumps(content).encode(), Content_Type="application/json", **headers)

    def bring(self, name: str, data: bytes, **headers: str | None) -> Answer:
        """Upload a file."""
        path = f"/api/documents?name={quote(name, safe='')}"
        return self.ask("POST", path, data, Content_Type="application/octet-stream", **headers)

    def brought(self, name: str = "讲稿.txt", text: str = LECTURE, voice: str = "tone") -> str:
        """A document that is on the desk, to be read by the stand-in engine; its id."""
        answer = self.bring(name, text.encode())
        assert answer.status in {200, 201}, answer.body.decode()
        one = str(answer.told["id"])
        chosen = self.send("PUT", f"/api/documents/{one}/choices", {"voice": voice, "editions": ["phone"]})
        assert chosen.status == 200, chosen.body.decode()
        return one

    def build(self, one: str) -> None:
        """Press 生成."""
        assert self.send("POST", f"/api/documents/{one}/build", {}).status == 202

    def job(self, one: str) -> dict[str, Any]:
        """How far it is."""
        job: dict[str, Any] = self.get(f"/api/documents/{one}").told["job"]
        return job

    def wait(self, one: str, *states: str) -> dict[str, Any]:
        """Until it is in one of these states."""
        end_s = time.monotonic() + SOON_S
        while (job := self.job(one))["state"] not in states:
            assert time.monotonic() < end_s, job
            time.sleep(0.05)
        return job


@contextmanager
def running(project: Project, *, is_lan: bool = False) -> Iterator[Running]:
    """A studio on a free port as long as the block."""
    ready, stop = threading.Event(), threading.Event()
    found: list[Served] = []

    async def live() -> None:
        async with studio_running(project.folder, 0, is_lan=is_lan) as served:
            found.append(served)
            ready.set()
            while not stop.is_set():
                await asyncio.sleep(0.02)

    thread = threading.Thread(target=lambda: asyncio.run(live()))
    thread.start()
    try:
        assert ready.wait(20)
        yield Running(found[0], project)
    finally:
        stop.set()
        thread.join()


def key_of(address: str) -> str:
    """The token of an address."""
    return urlsplit(address).query.removeprefix("key=")


def files_below(folder: Path) -> set[str]:
    """Every file, by its path."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
