"""A script of 100,000 characters stays at hand: scrolling and clicking, measured in the page."""

import time
from collections.abc import Iterator
from statistics import median

import pytest
from tests.studio.studios import Running
from tests.support.browser import complaints_of
from tests.support.cli import Project

pytest.importorskip("playwright")
from playwright.sync_api import Browser, Page, expect
from tests.support.browser import chromium

LENGTH = 100_000
MOST_MS = 200.0
SENTENCES = (
    "今年村里的茶叶卖得好，合作社准备再添两台机器，大家都说这条路走对了。",
    "河道要清，垃圾要分，厕所要改，这三件事哪一件都不能拖。",
    "有了矛盾先找网格员，再找村委会，不要把小事拖成大事。",
)
TIMED = """async ([what, selector]) => {
  const frame = () => new Promise((then) => requestAnimationFrame(() => setTimeout(then)));
  const times = [];
  for (let turn = 0; turn < 9; turn += 1) {
    await frame();
    const rows = [...document.querySelectorAll(selector)].filter((one) => one.offsetParent);
    const started = performance.now();
    if (what === 'scroll') window.scrollBy(0, 3000);
    else rows[Math.floor((rows.length - 1) * turn / 9)].click();
    await frame();
    times.push(performance.now() - started);
  }
  return times;
}"""
"""From what a person does to the end of the next frame that is drawn."""


@pytest.fixture(autouse=True)
def stand_in(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANGKE_AUDIO_CACHE", str(project.folder / "cache"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


def long_script() -> str:
    lines = ["很长的讲稿"]
    while sum(map(len, lines)) < LENGTH:
        number = len(lines)
        lines += [f"第{number}个方面的工作", *(f"第{number + turn}次说：" + "".join(SENTENCES) for turn in range(8))]
    return "\n".join(lines)


def times_ms(page: Page, what: str, selector: str) -> list[float]:
    found: list[float] = page.evaluate(TIMED, [what, selector])
    return found


def test_a_hundred_thousand_characters(browser: Browser, studio: Running) -> None:
    one = studio.brought(text=long_script())
    page = browser.new_context(viewport={"width": 1366, "height": 768}).new_page()
    complaints = complaints_of(page)
    started_s = time.monotonic()
    page.goto(f"{studio.served.local}#{one}")
    expect(page.locator("#outline-state")).to_have_text("正在看讲稿……")  # who waits is told so
    expect(page.locator("#lines li").nth(500)).to_be_attached(timeout=60_000)
    opened_s = time.monotonic() - started_s
    measured = {
        "scroll the script": times_ms(page, "scroll", "#lines li"),
        "go to a chapter": times_ms(page, "click", "#sections button"),
        "to the other tabs": times_ms(page, "click", ".tabs button:not(#tab-proof)"),
    }
    page.click("#tab-proof")
    expect(page.locator("#proof .status")).to_have_text("正在打开讲稿……")
    page.locator("#proof .sentence").first.wait_for(timeout=60_000)
    measured["scroll the sentences"] = times_ms(page, "scroll", "#proof .sentence")
    page.locator("#proof .sentence").first.wait_for(timeout=60_000)
    measured["edit a sentence"] = times_ms(page, "click", "#proof .edit")
    told = {what: f"median {median(times):.0f} ms, most {max(times):.0f}" for what, times in measured.items()}
    print(f"outline after {opened_s:.1f} s", told)
    assert all(median(times) < MOST_MS for times in measured.values()), told
    assert complaints == []
    page.context.close()
