"""What is typed into a sentence and not saved yet stays, whatever happens around it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.studio.studios import Running
from tests.support.browser import complaints_of

pytest.importorskip("playwright")
from playwright.sync_api import Browser, Dialog, Locator, Page, expect
from tests.support.browser import chromium

TEXT = "讲稿：修渠修路\n同志们：\n担子重啊！\n一、修水渠\n水渠很长。\n二、修路\n路要重修。\n"
TYPED = "水渠有三百米长，这是我想了很久的话。"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture
def one(studio: Running, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    monkeypatch.setenv("DANGKE_AUDIO_CACHE", str(tmp_path / "cache"))
    return studio.brought(text=TEXT)


@pytest.fixture
def page(browser: Browser, studio: Running, one: str) -> Iterator[Page]:
    """At the end nothing may have been complained of."""
    found = opened(browser, studio, one)
    complaints = complaints_of(found)
    yield found
    found.context.close()
    assert complaints == []


def opened(browser: Browser, studio: Running, one: str) -> Page:
    page = browser.new_context(viewport={"width": 1366, "height": 768}).new_page()
    page.goto(f"{studio.served.local}#{one}/proof")
    return page


def type_into(page: Page, written: str, words: str) -> Locator:
    page.locator("article.sentence").filter(has=page.get_by_text(written, exact=True)).locator(".edit").click()
    field = page.locator("#proof textarea:focus")
    field.fill(words)
    return field


def save(page: Page, written: str, words: str) -> None:
    type_into(page, written, words).press("Enter")
    expect(page.locator("#proof .status")).to_contain_text("已保存")


def agreeing(page: Page) -> list[str]:
    """A list that fills with the kinds of questions that the page asks, all answered with yes."""
    asked: list[str] = []

    def agree(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", agree)
    return asked


def stays(page: Page, words: str = TYPED) -> None:
    expect(page.locator("#proof textarea")).to_have_count(1)
    expect(page.locator("#proof textarea")).to_have_value(words)


def test_another_sentence_is_saved_cut_in_two_and_taken_back(page: Page) -> None:
    type_into(page, "水渠很长。", TYPED)
    save(page, "路要重修。", "路要快修。")
    stays(page)
    save(page, "担子重啊！", "担子不轻。大家都来挑。")
    stays(page)
    page.locator(".undo").click()
    expect(page.locator("#proof")).to_contain_text("担子重啊！")
    stays(page)
    page.locator("#proof textarea").press("Enter")
    expect(page.locator("#proof .written").filter(has_text=TYPED)).to_have_count(1)
    expect(page.locator("#proof textarea")).to_have_count(0)
    page.click("#tab-make")
    page.click("#tab-proof")
    expect(page.locator("#proof .written").filter(has_text=TYPED)).to_have_count(1)
    expect(page.locator("#proof textarea")).to_have_count(0)


def test_another_step_and_another_document_are_looked_at(page: Page, studio: Running, one: str) -> None:
    other = studio.brought("别的.txt", TEXT.replace("修渠修路", "别的"))
    type_into(page, "水渠很长。", TYPED)
    page.click("#tab-make")
    page.click("#tab-proof")
    stays(page)
    page.locator(f"#documents [data-id='{other}'] button").click()
    expect(page.locator("#title")).to_have_text("别的")
    page.click("#tab-proof")
    expect(page.locator("#proof article")).to_have_count(7)
    expect(page.locator("#proof textarea")).to_have_count(0)
    page.locator(f"#documents [data-id='{one}'] button").click()
    expect(page.locator("#title")).to_have_text("修渠修路")
    page.click("#tab-proof")
    stays(page)
    page.locator("#proof textarea").press("Escape")
    page.click("#tab-make")
    page.click("#tab-proof")
    expect(page.locator("#proof article")).to_have_count(7)
    expect(page.locator("#proof textarea")).to_have_count(0)


@pytest.mark.parametrize("elsewhere", ["路要重修。", "水渠很长。"])
def test_the_script_was_changed_in_another_window(
    browser: Browser, page: Page, studio: Running, one: str, elsewhere: str
) -> None:
    field = type_into(page, "水渠很长。", TYPED)
    second = opened(browser, studio, one)
    save(second, elsewhere, "这是在别处改的。")
    second.context.close()
    field.press("Enter")
    expect(page.locator("#proof .status")).to_contain_text("已经换成最新的")
    stays(page)
    page.click("#tab-outline")
    expect(page.locator("#lines")).to_contain_text("这是在别处改的。")
    page.click("#tab-proof")
    stays(page)
    page.locator("#proof textarea").press("Enter")
    expect(page.locator("#proof .status")).to_contain_text("已保存")
    expect(page.locator("#proof .written").filter(has_text=TYPED)).to_have_count(1)


def test_of_a_document_that_was_deleted_nothing_is_left_to_save(page: Page) -> None:
    asked = agreeing(page)
    type_into(page, "水渠很长。", TYPED)
    page.click("#tab-outline")
    page.click("#remove")
    expect(page.locator("#welcome")).to_be_visible()
    page.reload()
    assert asked == ["confirm"]


def test_a_window_with_unsaved_words_asks_before_it_is_closed(page: Page) -> None:
    asked = agreeing(page)
    type_into(page, "水渠很长。", TYPED)
    page.reload()
    assert asked == ["beforeunload"]
    expect(page.locator("#proof article")).to_have_count(7)
    page.reload()
    assert asked == ["beforeunload"]
