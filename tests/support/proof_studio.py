"""A desk with a few documents and a page that mounts the proof-reading part, without the studio's frame."""

import asyncio
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web
from tests.support.cli import Project

from dangke_audio import studio
from dangke_audio.config import Casting, choose_profile, load_lexicon
from dangke_audio.preparing import BuildSettings
from dangke_audio.studio.proof import STATIC_FILES, proof_routes, working_copy

STATIC = Path(studio.__file__).parent / "static"
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; media-src 'self' blob:; img-src 'self'"
PAGE = """<!DOCTYPE html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>校对</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/frame.css">{styles}
<section id="proof" data-document="{document}"></section>
{scripts}<script src="/frame.js"></script></html>"""
FRAME_CSS = "body { margin: 0 auto; max-width: 1280px; padding: 0 12px; background: #fffdf8; }"


@dataclass(frozen=True, slots=True)
class SampleDesk:
    """Originals by their ids, in one project folder."""

    project: Path
    originals: Mapping[str, Path]
    voice: str = "tone"

    def script_of(self, document_id: str) -> Path:
        """The working copy."""
        return working_copy(self.originals[document_id])

    def settings_of(self, document_id: str) -> BuildSettings:
        """As `build --voice` has them."""
        profile = choose_profile(self.voice, None, self.project)
        lexicon = load_lexicon(self.project)
        cast_of = Casting(profile, self.project).cast
        return BuildSettings(profile, cast_of, lexicon, self.project / "output", 1, strict=False)


def sample_desk(folder: Path, text: str, name: str = "讲稿.txt") -> SampleDesk:
    """A desk with one document `a` of that text, spoken by the recording engine."""
    project = Project.make(folder, text).folder
    original = project / "uploads" / name
    original.parent.mkdir(exist_ok=True)
    original.write_text(text, encoding="utf-8")
    return SampleDesk(project, {"a": original})


def application(desk: SampleDesk, document: str = "a") -> web.Application:
    """The page at `/`, everything of it from this server alone."""

    async def page(_request: web.Request) -> web.Response:
        headers = {"Content-Security-Policy": POLICY.replace("img-src 'self'", "img-src 'self' data:")}
        return web.Response(text=_page(document), content_type="text/html", headers=headers)

    async def frame_css(_request: web.Request) -> web.Response:
        return web.Response(text=FRAME_CSS, content_type="text/css")

    async def frame_js(_request: web.Request) -> web.Response:
        call = "window.studioProof.open(document.getElementById('proof'));"
        return web.Response(text=call, content_type="text/javascript")

    app = web.Application()
    app.add_routes([*proof_routes(desk), web.get("/", page), web.static("/static", STATIC)])
    app.add_routes([web.get("/frame.css", frame_css), web.get("/frame.js", frame_js)])
    return app


def _page(document: str) -> str:
    styles = [f'<link rel="stylesheet" href="/static/{name}">' for name in STATIC_FILES if name.endswith(".css")]
    scripts = [f'<script src="/static/{name}"></script>' for name in STATIC_FILES if name.endswith(".js")]
    return PAGE.format(document=document, styles="".join(styles), scripts="".join(scripts))


@contextmanager
def running_studio(desk: SampleDesk) -> Iterator[str]:
    """The address of a server that runs as long as the block."""
    ready, stop = threading.Event(), threading.Event()
    found: list[str] = []

    async def live() -> None:
        runner = web.AppRunner(application(desk), access_log=None, shutdown_timeout=0.5)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        found.append(f"http://127.0.0.1:{runner.addresses[0][1]}")
        ready.set()
        await asyncio.to_thread(stop.wait)
        await runner.cleanup()

    thread = threading.Thread(target=lambda: asyncio.run(live()))
    thread.start()
    try:
        assert ready.wait(20)
        yield found[0]
    finally:
        stop.set()
        thread.join()
