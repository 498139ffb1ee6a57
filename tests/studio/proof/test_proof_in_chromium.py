"""The page in a real browser: what a village secretary sees, presses and hears."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.support.proof_studio import SampleDesk, running_studio, sample_desk

if TYPE_CHECKING:  # tests skip where there is no playwright
    from playwright.sync_api import Browser, Page

NASTY = "<img src=x onerror=document.title='1'>"
TEXT = f"""讲稿：修渠修路
同志们：
担子重啊！
一、修水渠{NASTY}
单县的水渠长301米。{NASTY}担子重啊！
二、修路
单县的路要重修。
"""
SOON_MS = 15_000


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    from tests.support.browser import chromium

    with chromium() as found:
        yield found


@pytest.fixture
def desk(tmp_path: Path) -> SampleDesk:
    return sample_desk(tmp_path / "project", TEXT)


@pytest.fixture
def page(browser: "Browser", desk: SampleDesk) -> Iterator["Page"]:
    """The page on an old laptop. At the end nothing may have been complained of."""
    from tests.support.browser import complaints_of

    with running_studio(desk) as address:
        found = browser.new_page(viewport={"width": 1366, "height": 768})
        found.set_default_timeout(SOON_MS)
        complaints = complaints_of(found)
        found.goto(address)
        found.wait_for_selector(".sentence")
        yield found
        found.close()
        assert complaints == []


def reading(page: "Page", number: int, offset: int) -> str:
    return page.locator(f"[data-number='{number}'] .spoken [data-offset='{offset}'] rt").inner_text()


def numbered(page: "Page", written: str) -> int:
    row = page.locator(".sentence", has=page.get_by_text(written, exact=True)).first
    return int(row.get_attribute("data-number") or -1)


def hear(page: "Page", number: int) -> bytes:
    """Press 听, and take what the browser gets."""
    with page.expect_response(lambda answer: f"sentences/{number}/sound" in answer.url) as answered:
        page.locator(f"[data-number='{number}'] .hear").click()
    assert answered.value.ok
    page.locator(f"[data-number='{number}'].speaking").wait_for()
    page.locator(".speaking").wait_for(state="detached")
    return page.request.get(answered.value.url).body()


def choose(page: "Page", number: int, offset: int, wanted: str) -> None:
    page.locator(f"[data-number='{number}'] .spoken [data-offset='{offset}']").click()
    page.locator("dialog").get_by_role("button", name=wanted, exact=True).click()


def test_a_reading_is_chosen_heard_and_taken_back(page: "Page") -> None:
    number = numbered(page, "担子重啊！")
    assert [reading(page, number, offset) for offset in range(4)] == ["dàn", "zi", "zhòng", "a"]
    mark = page.locator(f"[data-number='{number}'] .uncertain")
    assert mark.inner_text().startswith("重")
    before = hear(page, number)
    choose(page, number, 2, "chóng")
    assert "只改这 1 句" in page.locator("dialog .effect").inner_text()
    with page.expect_response(lambda answer: "/sound" in answer.url):  # it is heard again by itself
        page.get_by_text("就这样改").click()
    page.locator(f"[data-number='{number}'] .fixed").wait_for()
    assert reading(page, number, 2) == "chóng"
    page.locator(".speaking").wait_for(state="detached")
    assert hear(page, number) != before
    assert page.locator(".undo").get_attribute("title") == "改读音：重 chóng"
    page.locator(".undo").click()
    page.locator(f"[data-number='{number}'] .uncertain").wait_for()
    assert reading(page, number, 2) == "zhòng"
    assert hear(page, number) == before
    page.locator(".redo").click()
    page.locator(f"[data-number='{number}'] .fixed").wait_for()


def test_a_word_from_now_on_after_one_has_seen_what_it_changes(page: "Page", desk: SampleDesk) -> None:
    number = numbered(page, "单县的路要重修。")
    choose(page, number, 0, "dān")
    page.get_by_text("以后都这样读").click()
    assert page.locator(".words input").first.input_value() == "单县"
    assert page.locator(".words input").last.input_value() == "dān xiàn"
    page.get_by_text("这篇讲稿有 2 句要改").wait_for()
    page.locator(".words input").last.fill("dān")
    page.locator("dialog .effect.error").wait_for()
    assert page.get_by_text("就这样改").is_disabled()
    page.locator(".words input").last.fill("dān xiàn")
    page.locator("dialog .effect:not(.error)", has_text="2 句").wait_for()
    page.get_by_text("就这样改").click()
    page.get_by_text("已记住“单县”，改了 2 句").wait_for()
    assert reading(page, number, 0) == "dān"
    rows = (desk.project / "voices" / "lexicons" / "工作室.tsv").read_text("utf-8")
    assert "单县\tdān xiàn\n" in rows
    page.locator(".speaking").wait_for(state="detached")


def test_text_is_edited_in_place(page: "Page") -> None:
    number = numbered(page, "单县的路要重修。")
    page.locator(f"[data-number='{number}'] .edit").click()
    page.locator("textarea").fill("单县的路要快修。大家都来！")
    page.keyboard.press("Enter")
    page.get_by_text("大家都来！", exact=True).wait_for()
    page.locator(f"[data-number='{number}'] .edit").click()
    page.keyboard.press("Escape")
    assert page.locator("textarea").count() == 0
    page.locator(".undo").click()
    page.get_by_text("单县的路要重修。", exact=True).wait_for()


def test_text_is_only_text(page: "Page") -> None:
    assert page.title() == "校对"
    assert page.locator("section img").count() == 0
    assert NASTY in page.locator("h3", has_text="修水渠").inner_text()
    number = int(page.locator(".sentence", has_text="onerror").last.get_attribute("data-number") or -1)
    page.locator(f"[data-number='{number}'] .edit").click()
    page.locator("textarea").fill(f"改过的{NASTY}。")
    page.locator(".save").click()
    page.get_by_text("改过的").first.wait_for()
    page.locator(f"[data-number='{number}'] .spoken .c").first.click()
    page.locator("dialog").wait_for()
    assert page.locator("section img").count() == 0
    assert page.title() == "校对"


def test_everything_is_reached_by_keys(page: "Page") -> None:
    page.locator(".next").focus()
    page.keyboard.press("Enter")
    page.locator(".uncertain:focus").wait_for()
    page.keyboard.press("Enter")
    page.locator("dialog").wait_for()
    page.keyboard.press("Escape")
    page.locator("dialog").wait_for(state="detached")


def test_nothing_is_wider_than_a_phone(page: "Page") -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    wide = "document.documentElement.scrollWidth > innerWidth"
    assert not page.evaluate(wide)
    page.locator(".spoken .uncertain").first.click()
    page.locator("dialog").get_by_text("以后都这样读").click()
    assert not page.evaluate(wide)
    assert page.evaluate("(d => d.scrollWidth <= d.clientWidth)(document.querySelector('dialog'))")
    page.keyboard.press("Escape")


def test_a_long_script_is_filled_where_one_looks(browser: "Browser", tmp_path: Path) -> None:
    lines = [f"这是第{number}句，担子很重，我们一定要把水渠修好。" for number in range(1500)]
    desk = sample_desk(tmp_path / "long", "一、长\n" + "\n".join(lines))
    with running_studio(desk) as address:
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        page.set_default_timeout(60_000)
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(address)
        page.wait_for_selector(".sentence")
        page.wait_for_load_state("networkidle")
        assert page.locator(".sentence").count() < 150
        assert len([url for url in asked if "/sentences?" in url]) < 10
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        page.get_by_text("这是第1499句").wait_for()
        page.wait_for_load_state("networkidle")
        assert page.locator(".sentence").count() < 150, "what is far away is emptied"
        page.locator("section").evaluate("section => { section.hidden = true; }")
        page.wait_for_timeout(200)
        page.locator("section").evaluate("section => { section.hidden = false; }")
        page.wait_for_load_state("networkidle")
        assert page.locator(".sentence").count() < 150, "on the other side of another tab, too"
        page.close()


def test_who_adds_a_sentence_stays_where_he_is(browser: "Browser", tmp_path: Path) -> None:
    lines = [f"这是第{number}句，担子很重，我们一定要把水渠修好。" for number in range(300)]
    desk = sample_desk(tmp_path / "long", "一、长\n" + "\n".join(lines))
    with running_studio(desk) as address:
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        page.set_default_timeout(SOON_MS)
        page.goto(address)
        page.wait_for_selector(".sentence")
        page.evaluate("scrollTo(0, document.body.scrollHeight * 0.5)")
        page.wait_for_load_state("networkidle")
        row = page.locator(".sentence").filter(has_text="这是第1").nth(9)
        row.locator(".edit").click()  # scrolls there, and tries again where rows are just being put in
        page.locator("textarea").fill("新的一句。还有一句。")
        page.keyboard.press("Enter")
        page.get_by_text("新的一句。", exact=True).first.wait_for()
        box = page.get_by_text("还有一句。", exact=True).first.bounding_box()
        assert box
        assert 0 < box["y"] < 768
        page.close()
