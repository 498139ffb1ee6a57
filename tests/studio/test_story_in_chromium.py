"""The story of a secretary, in a real browser: a Word file comes in, is looked over, made, and listened to."""

import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from mutagen.id3 import ID3
from tests.studio.studios import Running
from tests.support.browser import complaints_of
from tests.support.word_files import paragraph, word_file

pytest.importorskip("playwright")
from playwright.sync_api import Browser, Page, expect
from tests.support.browser import chromium

DESK, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}
SCRIPT = (
    "乡村振兴要靠大家",
    "同志们：",
    "今天我们一起学习乡村振兴的政策，说一说我们村的打算。",
    "一、产业要兴旺",
    "产业兴旺是重点。我们村的茶叶去年卖了三百二十万元，比前年多了一成。",
    "合作社今年准备再添两台机器。",
    "二、生态要宜居",
    "绿水青山就是金山银山。河道要清，垃圾要分，厕所要改。",
    "三、治理要有效",
    "村里的事大家商量着办。有了矛盾，先找网格员，再找村委会。",
    "谢谢大家！",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture
def script(tmp_path: Path) -> Path:
    return word_file(tmp_path, *map(paragraph, SCRIPT), name="乡村振兴.docx")


def opened(browser: Browser, studio: Running, size: dict[str, int]) -> tuple[Page, list[str]]:
    context = browser.new_context(viewport={"width": size["width"], "height": size["height"]}, accept_downloads=True)
    page = context.new_page()
    complaints = complaints_of(page)
    page.goto(studio.served.local)
    return page, complaints


def shoot(page: Page, tmp_path: Path, name: str) -> None:
    page.screenshot(path=tmp_path / f"{name}.png")


@pytest.mark.parametrize(("size", "name"), [(DESK, "desk"), (PHONE, "phone")])
def test_from_a_word_file_to_an_mp3(
    browser: Browser,
    studio: Running,
    script: Path,
    tmp_path: Path,
    size: dict[str, int],
    name: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("RECORDING_DELAY", "0.2")
    page, complaints = opened(browser, studio, size)
    shoot(page, tmp_path, f"{name}-1-welcome")
    page.set_input_files("#file", script)
    expect(page.locator("#title")).to_have_text("乡村振兴要靠大家")
    expect(page.locator("#sections li")).to_have_count(4)
    expect(page.locator("#sections li").nth(1)).to_contain_text("一、产业要兴旺")
    expect(page.locator("#summary")).to_contain_text("全长约")
    shoot(page, tmp_path, f"{name}-2-outline")
    page.locator("#sections button").nth(2).click()
    expect(page.locator("#lines .lit")).to_contain_text("二、生态要宜居")
    page.locator("#lines select").nth(5).select_option("heading2")
    expect(page.locator("#sections li")).to_have_count(5)
    page.locator("#lines select").nth(5).select_option("")
    expect(page.locator("#sections li")).to_have_count(4)
    page.click("#go-make")
    page.check('[name=voice][value="tone"]')
    before = page.locator("#build").bounding_box()
    page.click("#build")
    expect(page.locator("#job-text")).to_contain_text("正在读第", timeout=20_000)
    after = page.locator("#stop").bounding_box()
    assert before
    assert after
    assert (before["x"], before["y"]) == (after["x"], after["y"])  # nothing jumps
    shoot(page, tmp_path, f"{name}-3-making")
    expect(page.locator("#results")).to_be_visible(timeout=60_000)
    expect(page.locator("#results-text")).to_contain_text("4 章")
    page.wait_for_function("document.getElementById('player').readyState > 0")
    page.locator("#results").scroll_into_view_if_needed()
    shoot(page, tmp_path, f"{name}-4-done")
    with page.expect_download() as coming:
        page.locator("#files a", has_text="整篇").click()
    chapters = ID3(BytesIO(Path(coming.value.path()).read_bytes())).getall("CHAP")
    assert [str(chapter.sub_frames["TIT2"]) for chapter in chapters][1:] == [SCRIPT[3], SCRIPT[6], SCRIPT[8]]
    with page.context.expect_page() as listening:
        page.locator("#files a", has_text="收听网页").click()
    expect(listening.value.locator("h1")).to_have_text("乡村振兴要靠大家")
    listening.value.wait_for_function("document.querySelector('audio').readyState > 0")
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= size["width"], "nothing is wider than the screen"
    assert complaints == []
    page.context.close()
    time.sleep(0)
