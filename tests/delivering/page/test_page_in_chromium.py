"""收听.html in a real browser, opened from disk as members open it: with the sound in it, and with the sound beside it."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page
from tests.support.browser import chromium, complaints_of
from tests.support.editions import Talk, edition, talk
from tests.support.sound import tone

from dangke_audio.delivering import deliver, listening
from dangke_audio.delivering.edition import Edition

CHAPTERS = [("开场", 4), ("一、早", 5), ("二、晚", 4)]
SOON_MS = 4000


def bursts() -> Talk:
    """Sentences that begin and end at once, 0.6 s long, with 0.5 s between them: it can be heard when they begin."""
    lecture = talk(CHAPTERS, pause_ms=500)
    return replace(lecture, sounds=tuple(tone(14_400, hz=400 + 20 * n) for n in range(len(lecture.sounds))))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def request_(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return edition(bursts(), tmp_path_factory.mktemp("page") / "out")


@pytest.fixture(scope="module")
def embedded(request_: Edition) -> Path:
    return next(Path(output.path) for output in deliver(request_) if output.kind == "page")


@pytest.fixture(scope="module")
def beside(tmp_path_factory: pytest.TempPathFactory) -> Path:
    request = edition(bursts(), tmp_path_factory.mktemp("beside") / "out")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(listening, "LARGEST_EMBEDDED_BYTES", 1000)
        return next(Path(output.path) for output in deliver(request) if output.kind == "page")


@pytest.fixture
def page(browser: Browser, embedded: Path) -> Iterator[Page]:
    with open_page(browser, embedded) as found:
        yield found


class open_page:  # noqa: N801  (reads as a function)
    """The page with its sound loaded; at the end nothing may have been complained about."""

    def __init__(self, browser: Browser, path: Path | str, **options: object) -> None:
        self.context = browser.new_context(viewport={"width": 390, "height": 844}, **options)  # type: ignore[arg-type]
        self.page = self.context.new_page()
        self.complaints = complaints_of(self.page)
        self.address = path.as_uri() if isinstance(path, Path) else path

    def __enter__(self) -> Page:
        self.page.goto(self.address)
        self.page.wait_for_function("() => document.getElementById('audio').readyState > 0", timeout=SOON_MS)
        return self.page

    def __exit__(self, *raised: object) -> None:
        if not any(raised):
            assert self.complaints == []
        self.context.close()


@contextmanager
def served(path: Path) -> Iterator[str]:
    """The page's folder on this machine's own network: what a page opened from disk plays, no script may listen to."""
    handler = partial(SilentHandler, directory=path.parent)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/{quote(path.name)}"
        server.shutdown()


class SilentHandler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Nothing on stderr."""


def time(page: Page) -> float:
    return float(page.evaluate("document.getElementById('audio').currentTime"))


def is_playing(page: Page) -> bool:
    return not page.evaluate("document.getElementById('audio').paused")


def lit(page: Page) -> int:
    return int(page.evaluate("+((document.querySelector('.lit') || {dataset: {s: -1}}).dataset.s)"))


HEAR = """() => new Promise(done => {
  const audio = document.getElementById('audio'), context = new AudioContext(), meter = context.createAnalyser();
  meter.fftSize = 256;
  context.createMediaElementSource(audio).connect(meter);
  meter.connect(context.destination);
  const wave = new Float32Array(256), heard = [], shown = [], began = performance.now();
  let quietSince = 0, last = -1;
  const look = () => {
    const now = performance.now();
    meter.getFloatTimeDomainData(wave);
    const isLoud = wave.some(value => Math.abs(value) > 0.02);
    if (isLoud && now - quietSince > 200) { heard.push(now); }
    if (isLoud) { quietSince = now; }
    const line = document.querySelector('.lit'), index = line ? +line.dataset.s : -1;
    if (index !== last) { shown.push([now, index]); last = index; }
    if (audio.ended || heard.length > 11 || now - began > 30000) { audio.pause(); done({heard, shown}); return; }
    setTimeout(look, 4);
  };
  quietSince = performance.now() - 1000;
  document.getElementById('play').click();
  look();
})"""


@pytest.mark.parametrize("form", ["embedded", "beside"])
def test_a_sentence_is_lit_when_it_is_heard(browser: Browser, form: str, request: pytest.FixtureRequest) -> None:
    """At ten points within 100 ms: what the loudspeaker gets against what is lit, by one clock."""
    with served(request.getfixturevalue(form)) as address, open_page(browser, address) as page:
        found = page.evaluate(HEAR)
    shown = {index: moment for moment, index in reversed(found["shown"])}
    late_ms = [shown[index] - moment for index, moment in enumerate(found["heard"][:11])][1:]
    print(f"{form}: lit {min(late_ms):.0f} … {max(late_ms):.0f} ms after it is heard")
    assert len(late_ms) == 10
    assert max(map(abs, late_ms)) < 100


def test_a_tap_on_a_sentence_plays_from_there(page: Page, request_: Edition) -> None:
    page.locator("#s6").click()
    page.wait_for_function("() => !document.getElementById('audio').paused", timeout=SOON_MS)
    assert lit(page) == 6
    start = request_.timeline.cues[6].start / 24_000
    assert start - 0.1 < time(page) < start + 1


def test_the_buttons(page: Page, request_: Edition) -> None:
    page.locator("#play").click()
    page.wait_for_function("() => document.getElementById('audio').currentTime > 0.3", timeout=SOON_MS)
    assert page.locator("#play").get_attribute("aria-label") == "暂停"
    page.locator("#play").click()
    assert not is_playing(page)
    page.locator("#forward").click()
    assert time(page) == pytest.approx(request_.timeline.samples / 24_000, abs=0.5)
    page.locator("#back").click()
    assert time(page) < 3
    page.locator("#chapters button").nth(2).click()
    assert page.locator("#chapters button[aria-current]").inner_text().endswith("二、晚")
    assert lit(page) in {8, 9}
    page.locator("#speed").select_option("1.5")
    assert page.evaluate("document.getElementById('audio').playbackRate") == 1.5


def test_the_place_is_remembered(page: Page, embedded: Path) -> None:
    page.locator("#s7").click()
    page.wait_for_function("() => document.getElementById('audio').currentTime > 8", timeout=SOON_MS)
    page.locator("#play").click()
    before = time(page)
    page.reload()
    page.wait_for_function("() => document.getElementById('audio').currentTime > 1", timeout=SOON_MS)
    assert time(page) == pytest.approx(before, abs=0.2)
    assert lit(page) == 7
    assert not is_playing(page)
    assert "上次听到" in page.locator("#notice").inner_text()
    page.locator("#notice button").click()
    assert time(page) < 0.2


def test_the_place_is_found_by_its_words_after_an_edit(browser: Browser, embedded: Path) -> None:
    with open_page(browser, embedded) as page:
        key = page.evaluate("'dangke-audio place ' + JSON.parse(document.getElementById('data').textContent).title")
        words = page.locator("#s7").inner_text()
        page.evaluate(
            "([key, words]) => localStorage.setItem(key, JSON.stringify({seconds: 5.5, sentence: 3, words}))",
            [key, words],
        )
        page.reload()
        page.wait_for_function("() => document.getElementById('audio').currentTime > 7", timeout=SOON_MS)
        assert lit(page) == 7


def test_a_link_to_a_sentence_starts_there(browser: Browser, embedded: Path) -> None:
    with open_page(browser, embedded) as page:
        page.goto(embedded.as_uri() + "#s10")
        page.reload()
        page.wait_for_function("() => document.getElementById('audio').currentTime > 5", timeout=SOON_MS)
        assert lit(page) == 10


def test_keys(page: Page) -> None:
    page.keyboard.press("Space")
    page.wait_for_function("() => !document.getElementById('audio').paused", timeout=SOON_MS)
    page.keyboard.press("Space")
    assert not is_playing(page)
    page.keyboard.press("]")
    assert "一、早" in page.locator("#chapters button[aria-current]").inner_text()
    before = lit(page)
    page.keyboard.press(".")
    assert lit(page) == before + 1
    page.keyboard.press(",")
    assert lit(page) == before
    page.keyboard.press("ArrowLeft")
    assert time(page) < 1
    page.locator(".from").nth(1).focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => !document.getElementById('audio').paused", timeout=SOON_MS)


def test_the_lit_sentence_is_kept_in_view_unless_a_hand_scrolls(browser: Browser, embedded: Path) -> None:
    with open_page(browser, embedded) as page:
        page.set_viewport_size({"width": 390, "height": 420})
        page.evaluate("document.getElementById('larger').click(); document.getElementById('larger').click()")
        page.keyboard.press("]")
        page.wait_for_function(
            """() => { const box = document.querySelector('.lit').getBoundingClientRect();
            return box.top >= 0 && box.bottom <= innerHeight - document.getElementById('player').offsetHeight }""",
            timeout=SOON_MS,
        )
        page.mouse.move(200, 50)
        page.mouse.wheel(0, -5000)
        page.wait_for_timeout(300)
        top = page.evaluate("pageYOffset")
        page.wait_for_timeout(1500)
        assert page.evaluate("pageYOffset") == top


def test_lock_screen(page: Page) -> None:
    page.locator("#s5").click()
    page.wait_for_function("() => navigator.mediaSession.metadata !== null", timeout=SOON_MS)
    told = page.evaluate(
        "(m => [m.title, m.artist, m.album, (m.chapterInfo || []).length])(navigator.mediaSession.metadata)"
    )
    assert told[:3] == ["一、早", "党课之声", "让党课更有味道"]
    assert told[3] in {0, 3}, "chapters where the browser knows them"


def test_print_is_a_clean_transcript(page: Page) -> None:
    page.emulate_media(media="print")
    for hidden in ("nav", "#player", ".help"):
        assert not page.locator(hidden).first.is_visible()
    assert page.locator("h1").is_visible()
    assert page.locator("#s3").is_visible()


def test_dark_by_the_system_and_by_the_button(browser: Browser, embedded: Path) -> None:
    with open_page(browser, embedded, color_scheme="dark") as page:
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(23, 21, 19)"
        page.locator("#dark").click()
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 253, 248)"
        page.reload()
        assert page.locator("#dark").get_attribute("aria-pressed") == "false"


def test_letters_are_large_and_grow(page: Page) -> None:
    sizes = [float(page.evaluate("parseFloat(getComputedStyle(document.querySelector('.s')).fontSize)"))]
    for _ in range(6):
        page.locator("#larger").click()
        sizes.append(float(page.evaluate("parseFloat(getComputedStyle(document.querySelector('.s')).fontSize)")))
    assert sizes[0] >= 20
    assert sizes == sorted(sizes)
    assert sizes[-1] >= 36
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "nothing is cut off at the side"


@pytest.mark.parametrize("width", [320, 390, 768, 1366])
def test_nothing_overflows(browser: Browser, embedded: Path, width: int) -> None:
    with open_page(browser, embedded) as page:
        page.set_viewport_size({"width": width, "height": 768})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_missing_file_is_told(browser: Browser, beside: Path, tmp_path: Path) -> None:
    alone = tmp_path / "收听.html"
    alone.write_bytes(beside.read_bytes())
    page = browser.new_page()
    page.goto(alone.as_uri())
    page.wait_for_function("() => document.getElementById('notice').textContent", timeout=SOON_MS)
    assert re.search("放在同一个文件夹里", page.locator("#notice").inner_text())
    page.close()


def test_a_nasty_title_is_only_text(browser: Browser, tmp_path: Path) -> None:
    nasty = '<img src=x onerror="document.title=1">'
    request = edition(bursts(), tmp_path / "out", title=nasty)
    cues = tuple(replace(cue, text=cue.text + nasty) for cue in request.timeline.cues)
    request = replace(request, timeline=replace(request.timeline, cues=cues))
    path = next(Path(output.path) for output in deliver(request) if output.kind == "page")
    with open_page(browser, path) as page:
        assert page.title() == nasty
        assert page.locator("h1").inner_text() == nasty
        assert page.locator("img").count() == 0
        page.locator("#s4").click()
        assert nasty in page.locator("#s4").inner_text()
