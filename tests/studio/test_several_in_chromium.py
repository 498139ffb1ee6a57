"""Several documents on one page: what belongs to one is not heard, hidden or lost behind another."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.delivering.page.opened import wait_until
from tests.studio.studios import Running
from tests.support.browser import complaints_of

pytest.importorskip("playwright")
from playwright.sync_api import Browser, Page, expect
from tests.support.browser import chromium

PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture
def page(browser: Browser, studio: Running) -> Iterator[Page]:
    """A phone's. At the end nothing may have been complained of."""
    found = browser.new_context(viewport=PHONE).new_page()  # type: ignore[arg-type]
    complaints = complaints_of(found)
    found.goto(studio.served.local)
    yield found
    found.context.close()
    assert complaints == []


def test_who_leaves_a_document_does_not_hear_it_any_more(page: Page, studio: Running) -> None:
    one = studio.brought()
    studio.build(one)
    studio.wait(one, "done")
    page.locator("#documents button").click()
    page.click("#tab-make")
    expect(page.locator("#results")).to_be_visible()
    page.locator("#player").evaluate("player => player.play()")
    wait_until(page, "document.getElementById('player').currentTime > 0")
    page.click("#back")
    expect(page.locator("#documents button")).to_be_visible()
    assert page.locator("#player").evaluate("player => player.paused || player.ended")


def test_every_file_that_cannot_be_read_is_told_where_it_is_seen(page: Page, tmp_path: Path) -> None:
    good, empty, other = tmp_path / "好.txt", tmp_path / "空.txt", tmp_path / "图.png"
    good.write_text("大家好，今天开会。\n", encoding="utf-8")
    empty.touch()
    other.write_bytes(b"1")
    page.set_input_files("#file", [empty, other, good])
    expect(page.locator("#documents li")).to_have_count(1)
    expect(page.locator("#bring-error")).to_be_visible()
    expect(page.locator("#bring-error")).to_contain_text("空.txt：这个文件是空的")
    expect(page.locator("#bring-error")).to_contain_text("图.png：读不了这种文件")
    page.set_input_files("#file", [good])
    expect(page.locator("#document")).to_be_visible()
    expect(page.locator("#bring-error")).to_be_hidden()


def test_what_is_made_meanwhile_can_go_onto_the_stick_too(page: Page, studio: Running) -> None:
    first, second = studio.brought("一.txt"), studio.brought("二.txt")
    for one in (first, second):
        studio.send("PUT", f"/api/documents/{one}/choices", {"voice": "tone", "editions": ["horn"]})
    studio.build(first)
    studio.wait(first, "done")
    page.goto(f"{studio.served.local}#{first}/make")
    expect(page.locator("#export")).to_be_visible()
    expect(page.locator("#together input")).to_have_count(0)
    studio.build(second)
    studio.wait(second, "done")
    expect(page.locator("#together input")).to_have_count(1)
