"""Chapters heard in a real browser while the others are being made: nothing moves, nothing falls silent."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.delivering.page.opened import wait_until
from tests.studio.studios import Running
from tests.support.browser import complaints_of
from tests.support.cli import Project

pytest.importorskip("playwright")
from playwright.sync_api import Browser, Page, expect
from tests.support.browser import chromium

DESK, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}
SCRIPT = "村里的几件大事\n" + "".join(
    f"{number}、第{number}件事要抓紧办好\n这件事大家都关心，一定要办好，办实，办出成绩来。\n"
    for number in "一二三四五六七八"
)
WATCH_SHIFTS = """() => {
  window.shifts = [];
  new PerformanceObserver((list) => window.shifts.push(...list.getEntries().map((one) => one.value)))
    .observe({ type: 'layout-shift' });
}"""
PLACE = """() => {
  const box = document.getElementById('ready-list').getBoundingClientRect();
  return [box.top + window.scrollY, box.height];
}"""
TICKS = "document.getElementById('ready-player').currentTime"


@pytest.fixture(autouse=True)
def stand_in(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANGKE_AUDIO_CACHE", str(project.folder / "cache"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


def making(browser: Browser, studio: Running, size: dict[str, int]) -> tuple[Page, list[str], str]:
    """A page where a document is being made."""
    one = studio.brought(text=SCRIPT)
    context = browser.new_context(viewport={"width": size["width"], "height": size["height"]})
    page = context.new_page()
    complaints = complaints_of(page)
    page.goto(f"{studio.served.local}#{one}/make")
    page.click("#build")
    return page, complaints, one


def state_of(page: Page, number: int) -> str:
    return page.locator("#ready-list .state").nth(number).inner_text()


@pytest.mark.parametrize(("size", "name"), [(DESK, "desk"), (PHONE, "phone")])
def test_heard_while_the_others_are_made(
    browser: Browser, studio: Running, tmp_path: Path, size: dict[str, int], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RECORDING_DELAY", "0.7")
    page, complaints, one = making(browser, studio, size)
    expect(page.locator("#ready-list li")).to_have_count(9, timeout=30_000)
    page.evaluate(WATCH_SHIFTS)
    ready = page.locator("#ready-list button[aria-disabled=false]")
    expect(ready).not_to_have_count(0, timeout=30_000)
    place = page.evaluate(PLACE)
    before, first = ready.count(), ready.first
    first.focus()
    page.keyboard.press("Enter")
    wait_until(page, f"{TICKS} > 0")
    expect(page.locator("#ready-list [aria-pressed=true] .state")).to_have_text("■ 停")
    page.locator("#ready").scroll_into_view_if_needed()
    wait_until(page, f"document.querySelectorAll('#ready-list [aria-disabled=false]').length > {before}")
    heard = page.evaluate(TICKS)
    wait_until(page, f"{TICKS} > {heard}")  # the sound went on
    assert page.evaluate("document.activeElement.closest('#ready-list') !== null")
    assert studio.job(one)["state"] == "running"
    assert page.evaluate(PLACE) == place
    assert sum(page.evaluate("window.shifts")) == 0
    page.screenshot(path=tmp_path / f"{name}-ready.png", full_page=True)  # last: it resizes the page for a moment
    page.keyboard.press("Enter")
    wait_until(page, "document.getElementById('ready-player').paused")
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    monkeypatch.delenv("RECORDING_DELAY")
    expect(page.locator("#results")).to_be_visible(timeout=60_000)
    expect(page.locator("#ready")).to_be_hidden()
    assert page.evaluate("document.activeElement.id") == "build"
    assert complaints == []
    page.context.close()


def test_after_a_stop_and_for_another_document(
    browser: Browser, studio: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = studio.brought(name="另一篇.txt", text="题目\n大家好。\n")
    monkeypatch.setenv("RECORDING_DELAY", "0.5")
    page, complaints, one = making(browser, studio, DESK)
    expect(page.locator("#ready-list button[aria-disabled=false]")).not_to_have_count(0, timeout=30_000)
    page.click("#stop")
    expect(page.locator("#build")).to_have_text("接着生成", timeout=20_000)
    page.reload()
    ready = page.locator("#ready-list button[aria-disabled=false]")
    expect(ready).not_to_have_count(0, timeout=20_000)
    ready.first.click()
    wait_until(page, f"{TICKS} > 0")
    page.goto(f"{studio.served.local}#{other}/make")
    expect(page.locator("#ready")).to_be_hidden()
    assert page.evaluate("document.getElementById('ready-player').paused")
    page.goto(f"{studio.served.local}#{one}/make")
    expect(ready).not_to_have_count(0, timeout=20_000)
    assert complaints == []
    page.context.close()
