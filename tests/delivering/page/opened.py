"""收听.html opened in a browser, from disk or from this machine's own network, and what can be asked of it there."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

if TYPE_CHECKING:  # tests skip where there is no playwright
    from playwright.sync_api import Browser, Page

SOON_MS = 4000


@contextmanager
def opened(
    browser: "Browser", address: Path | str, *, script: str | None = None, dark: bool = False
) -> Iterator["Page"]:
    """The page on a phone, its sound loaded; `script` runs before it. At the end nothing may have been complained of."""
    from tests.support.browser import complaints_of

    context = browser.new_context(
        viewport={"width": 390, "height": 844}, color_scheme="dark" if dark else "light", accept_downloads=False
    )
    if script:
        context.add_init_script(script)
    page = context.new_page()
    complaints = complaints_of(page)
    page.goto(address.as_uri() if isinstance(address, Path) else address)
    wait_until(page, "audio.readyState > 0")
    yield page
    context.close()
    assert complaints == []


class RangeHandler(BaseHTTPRequestHandler):
    """Sends files of one folder, and parts of them: without that no browser can start in the middle."""

    def __init__(self, *args: object, folder: Path) -> None:
        self.folder = folder
        super().__init__(*args)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        path = self.folder / unquote(self.path).lstrip("/")
        if not path.is_file():
            self.send_error(404)
            return
        data = path.read_bytes()
        asked = self.headers.get("Range", "")
        first = int(asked.removeprefix("bytes=").split("-")[0]) if asked else 0
        self.send_response(206 if asked else 200)
        self.send_header("Content-Type", "text/html" if path.suffix == ".html" else "audio/mpeg")
        self.send_header("Content-Length", str(len(data) - first))
        self.send_header("Accept-Ranges", "bytes")
        if asked:
            self.send_header("Content-Range", f"bytes {first}-{len(data) - 1}/{len(data)}")
        self.end_headers()
        try:
            self.wfile.write(data[first:])
        except ConnectionError:  # browsers stop listening when they want another part
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Nothing on stderr."""


@contextmanager
def served(page: Path) -> Iterator[str]:
    """The page's address: what a page opened from disk plays, no script may listen to."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(RangeHandler, folder=page.parent)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/{quote(page.name)}"
        server.shutdown()


def time(page: "Page") -> float:
    """Of the sound, in seconds."""
    return float(page.evaluate("document.getElementById('audio').currentTime"))


def is_playing(page: "Page") -> bool:
    """Whether it is."""
    return bool(page.evaluate("!document.getElementById('audio').paused"))


def lit(page: "Page") -> int:
    """The number of the sentence that is lit, or -1."""
    return int(page.evaluate("+((document.querySelector('.lit') || {dataset: {s: -1}}).dataset.s)"))


def wait_until(page: "Page", what: str) -> None:
    """For an expression of JavaScript to be true; `audio` is the sound."""
    function = f"() => {{ var audio = document.getElementById('audio'); return {what} }}"
    page.wait_for_function(function, timeout=SOON_MS, polling=20)


def is_in_sight(page: "Page", selector: str) -> bool:
    """Whether all of an element is inside the window."""
    return bool(
        page.evaluate(
            """selector => { const box = document.querySelector(selector).getBoundingClientRect();
            return box.height > 0 && box.top >= 0 && box.left >= 0 && box.bottom <= innerHeight && box.right <= innerWidth }""",
            selector,
        )
    )
