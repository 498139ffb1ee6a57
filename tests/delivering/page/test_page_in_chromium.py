"""收听.html in a real browser, opened from disk as members open it: what it does for hands, keys and lock screens."""

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.delivering.page.bursts import bursts, page_of
from tests.delivering.page.opened import is_in_sight, is_playing, lit, opened, time, wait_until
from tests.support.editions import edition

from dangke_audio.delivering.edition import Edition

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NASTY = '<img src=x onerror="document.title=1">'


def test_a_tap_on_a_sentence_plays_from_there(page: "Page", lecture: Edition) -> None:
    page.locator("#s6").click()
    wait_until(page, "!audio.paused")
    assert lit(page) == 6
    start = lecture.timeline.cues[6].start / 24_000
    assert start - 0.1 < time(page) < start + 1


def test_the_buttons(page: "Page", lecture: Edition) -> None:
    page.locator("#play").click()
    wait_until(page, "audio.currentTime > 0.3")
    assert page.get_by_role("button", name="暂停").count() == 1
    page.locator("#play").click()
    assert not is_playing(page)
    page.locator("#forward").click()
    assert time(page) == pytest.approx(lecture.timeline.samples / 24_000, abs=0.5)
    page.locator("#back").click()
    assert time(page) < 3
    page.locator("#chapters button").nth(2).click()
    assert page.locator("#chapters button[aria-current]").inner_text().endswith("二、晚")
    assert lit(page) in {8, 9}
    page.locator("#speed").select_option("1.5")
    assert page.evaluate("document.getElementById('audio').playbackRate") == 1.5


def test_the_place_is_remembered(page: "Page", embedded: Path) -> None:
    page.locator("#s7").click()
    wait_until(page, "audio.currentTime > 8")
    page.locator("#play").click()
    before = time(page)
    page.reload()
    wait_until(page, "audio.currentTime > 1")
    assert time(page) == pytest.approx(before, abs=0.2)
    assert lit(page) == 7
    assert not is_playing(page)
    assert "上次听到" in page.locator("#notice").inner_text()
    assert is_in_sight(page, "#notice")
    page.locator("#notice button").click()
    assert time(page) < 0.2


def test_the_place_is_found_by_its_words_after_an_edit(browser: "Browser", embedded: Path) -> None:
    with opened(browser, embedded) as page:
        key = page.evaluate("'dangke-audio place ' + JSON.parse(document.getElementById('data').textContent).title")
        words = page.locator("#s7").inner_text()
        page.evaluate(
            "([key, words]) => localStorage.setItem(key, JSON.stringify({seconds: 5.5, sentence: 3, words}))",
            [key, words],
        )
        page.reload()
        wait_until(page, "audio.currentTime > 7")
        assert lit(page) == 7


def test_a_link_to_a_sentence_starts_there(browser: "Browser", embedded: Path) -> None:
    with opened(browser, embedded) as page:
        page.goto(embedded.as_uri() + "#s10")
        page.reload()
        wait_until(page, "audio.currentTime > 5")
        assert lit(page) == 10


def test_keys(page: "Page") -> None:
    page.keyboard.press("Space")
    wait_until(page, "!audio.paused")
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
    wait_until(page, "!audio.paused")


def test_a_missing_file_is_told(browser: "Browser", beside: Path, tmp_path: Path) -> None:
    alone = tmp_path / "收听.html"
    alone.write_bytes(beside.read_bytes())
    page = browser.new_page()
    page.goto(alone.as_uri())
    wait_until(page, "document.getElementById('notice').textContent")
    assert re.search("放在同一个文件夹里", page.locator("#notice").inner_text())
    page.close()


RECORD_SYSTEM = """
  window.handlers = {}; window.positions = [];
  const session = navigator.mediaSession;
  session.setActionHandler = (name, handler) => { handlers[name] = handler; };
  session.setPositionState = state => { positions.push(state); };
"""


def test_lock_screen(browser: "Browser", embedded: Path, lecture: Edition) -> None:
    starts = [chapter.start / 24_000 for chapter in lecture.timeline.chapters]
    with opened(browser, embedded, script=RECORD_SYSTEM) as page:
        told = "(m => [m.title, m.artist, m.album, (m.chapterInfo || []).length])(navigator.mediaSession.metadata)"
        page.evaluate("handlers.play()")
        wait_until(page, "!audio.paused")
        assert page.evaluate(told)[0] == "开场"
        page.evaluate("handlers.nexttrack()")
        assert starts[1] <= time(page) < starts[1] + 1
        assert page.evaluate(told)[:3] == ["一、早", "党课之声", "让党课更有味道"]
        assert page.evaluate(told)[3] in {0, 3}, "chapters where the browser knows them"
        page.evaluate("handlers.previoustrack()")
        assert time(page) < 1
        page.evaluate("handlers.seekto({seekTime: 7})")
        assert 6.9 < time(page) < 8
        page.evaluate("handlers.seekbackward({seekOffset: 3})")
        assert 3.9 < time(page) < 5
        page.evaluate("handlers.pause()")
        assert not is_playing(page)
        page.evaluate("handlers.seekforward({seekOffset: 2})")
        wait_until(page, "positions.length && positions[positions.length - 1].position > 5.9")
        state = page.evaluate("positions.pop()")
    assert state["duration"] == pytest.approx(lecture.timeline.samples / 24_000, abs=0.05)
    assert state["playbackRate"] == 1


def test_one_look_a_frame_however_often_one_jumps(browser: "Browser", embedded: Path) -> None:
    count = """window.frames_ = 0; const ask = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = then => { frames_ += 1; return ask(then); };"""
    with opened(browser, embedded, script=count) as page:
        page.locator("#play").click()
        for number in range(8):
            page.locator("#s3" if number % 2 else "#s1").click()
            page.wait_for_timeout(150)
        before, moment = page.evaluate("[frames_, performance.now()]")
        page.wait_for_timeout(1000)
        after, later = page.evaluate("[frames_, performance.now()]")
    assert 10 < (after - before) / (later - moment) * 1000 < 100


def test_play_before_the_sound_is_there(browser: "Browser", embedded: Path) -> None:
    """The text serves while the sound in the page is still being read; who presses play then is not forgotten."""
    early = """document.addEventListener('DOMContentLoaded', () => {
      document.querySelector('#s5').click();
      window.saidEarly = document.getElementById('notice').textContent;
    })"""
    with opened(browser, embedded, script=early) as page:
        wait_until(page, "!audio.paused")
        assert page.evaluate("saidEarly") == "正在打开声音，请稍等。"
        assert lit(page) == 5
        assert time(page) > 3
        wait_until(page, "document.getElementById('notice').textContent === ''")


def test_a_page_that_may_keep_nothing_still_plays(browser: "Browser", embedded: Path) -> None:
    closed = """Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })"""
    with opened(browser, embedded, script=closed) as page:
        page.locator("#s4").click()
        wait_until(page, "!audio.paused")
        page.locator("#dark").click()
        assert page.locator("#dark").get_attribute("aria-pressed") == "true"


def test_a_system_without_lock_screen_and_smooth_scrolling(browser: "Browser", embedded: Path) -> None:
    """What old web views lack."""
    old = """delete Navigator.prototype.mediaSession; delete window.MediaMetadata; delete window.matchMedia;
    delete window.requestAnimationFrame;"""
    with opened(browser, embedded, script=old) as page:
        page.locator("#s2").click()
        wait_until(page, "document.querySelector('#s4.lit')")
        page.evaluate("document.dispatchEvent(new KeyboardEvent('keydown', {keyCode: 32}))")
        wait_until(page, "audio.paused")


def test_at_the_end_it_stops_and_stands_at_the_beginning(page: "Page") -> None:
    page.locator("#s12").click()
    wait_until(page, "audio.currentTime > 10")
    wait_until(page, "audio.paused && audio.currentTime < 1")
    page.reload()
    wait_until(page, "audio.readyState > 0")
    assert lit(page) == 0
    assert page.locator("#notice").inner_text() == ""


def test_a_nasty_title_is_only_text(browser: "Browser", tmp_path: Path) -> None:
    request = edition(bursts(), tmp_path / "out", title=NASTY)
    cues = tuple(replace(cue, text=cue.text + NASTY, role=NASTY) for cue in request.timeline.cues)
    path = page_of(replace(request, timeline=replace(request.timeline, cues=cues)))
    with opened(browser, path) as page:
        assert page.title() == NASTY
        assert page.locator("h1").inner_text() == NASTY
        assert page.locator("img").count() == 0
        page.locator("#s4").click()
        assert NASTY in page.locator("#s4").inner_text()


def test_a_script_that_slips_in_does_not_run(browser: "Browser", embedded: Path, tmp_path: Path) -> None:
    """Even if something were not escaped: browsers that know hashes pass over 'unsafe-inline'."""
    html = embedded.read_text("utf-8")
    slipped = tmp_path / "收听.html"
    slipped.write_text(
        html.replace("<main", f"<script>document.title='1'</script>{NASTY}<p style='color:red'><main"), "utf-8"
    )
    page = browser.new_page()
    refused: list[str] = []
    page.on("console", lambda said: refused.append(said.text))
    page.goto(slipped.as_uri())
    wait_until(page, "audio.readyState > 0")
    assert page.title() == "让党课更有味道"
    assert len([text for text in refused if "Content Security Policy" in text]) >= 3
    page.close()
