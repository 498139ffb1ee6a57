"""The loudspeaker edition in a real browser: its options, the stick it goes to; and the picture for phones."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest
from tests.studio.studios import Running, key_of, running
from tests.support.cli import Project

from dangke_audio.serving import qr_picture

pytest.importorskip("playwright")
from playwright.sync_api import Browser, Page, expect
from tests.support.browser import chromium, complaints_of

DESK, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}
OPENING = "下面播放{title}，请大家注意听。"
CHOSEN = {
    "horn-chime": ("钟声", "--chime", "钟声"),
    "horn-repeats": ("1", "--repeats", "1"),
    "horn-speed": ("0.75", "--horn-speed", "0.75"),
    "horn-minutes": ("5", "--part-minutes", "5"),
    "horn-closing": ("无", "--closing", ""),
}
"""Field of the page → what is chosen there, and how the terminal says it."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(autouse=True)
def own_cache(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANGKE_AUDIO_CACHE", str(project.folder / "cache"))


def opened(browser: Browser, address: str, size: dict[str, int] = DESK) -> tuple[Page, list[str]]:
    page = browser.new_context(viewport={"width": size["width"], "height": size["height"]}).new_page()
    complaints = complaints_of(page)
    page.goto(address)
    return page, complaints


def kept(page: Page, field: str, value: str) -> None:
    """Choose, and wait until the server has it."""
    with page.expect_response(lambda answer: answer.url.endswith("/choices")) as answer:
        page.select_option(f"#{field}", value)
    assert answer.value.ok


def test_the_horn_as_it_is_chosen_here(browser: Browser, studio: Running, tmp_path: Path) -> None:
    project = studio.project
    toml = project.folder / "dangke.toml"
    toml.write_text("[horn]\nrepeats = 2\ngap = 1\n", "utf-8")
    one = studio.brought()
    page, complaints = opened(browser, f"{studio.served.local}#{one}/make")
    page.check('[name=voice][value="espeak"]')
    page.locator("#paces").get_by_text("慢", exact=True).click()
    expect(page.locator("#horn")).to_be_hidden()
    page.check('[name=edition][value="horn"]')
    page.uncheck('[name=edition][value="phone"]')
    expect(page.locator("#horn-repeats option").first).to_have_text("照常（2 遍）")
    for field, (value, *_) in CHOSEN.items():
        page.select_option(f"#{field}", value)
    page.select_option("#horn-opening", "own")
    expect(page.locator("#horn-opening-words")).to_be_focused()
    page.fill("#horn-opening-words", OPENING)
    for size, name in ((PHONE, "phone"), (DESK, "desk")):
        page.set_viewport_size({"width": size["width"], "height": size["height"]})
        page.screenshot(path=tmp_path / f"horn-{name}.png", full_page=True)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    page.click("#build")
    expect(page.locator("#results")).to_be_visible(timeout=60_000)
    expect(page.locator("#stale")).to_be_hidden()
    page.reload()
    for field, (value, *_) in CHOSEN.items():
        expect(page.locator(f"#{field}")).to_have_value(value)
    expect(page.locator("#horn-opening-words")).to_have_value(OPENING)
    assert page.locator("#paces input:checked").input_value() == "0.9"
    kept(page, "horn-repeats", "3")
    expect(page.locator("#stale")).to_be_visible()
    kept(page, "horn-repeats", "1")
    expect(page.locator("#stale")).to_be_hidden()
    made = project.published()
    assert any(name.endswith("0001_全文.mp3") for name in made)
    for path in (project.folder / "output").iterdir():
        path.rename(tmp_path / f"old {path.name}")
    said = [word for _, option, value in CHOSEN.values() for word in (option, value)]
    alone = project.run(
        *("build", f"工作室/{one}/讲稿.txt", "--voice", "espeak", "--speed", "0.9", "--for", "horn"),
        *("--opening", OPENING, *said),
        DANGKE_AUDIO_CACHE=str(tmp_path / "another cache"),
    )
    assert alone.code == 0, alone.err
    assert project.published() == made
    assert complaints == []
    page.context.close()


def test_onto_a_stick(browser: Browser, studio: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stick = tmp_path / "村里的U盘"
    stick.mkdir()
    (stick / "照片.txt").write_text("别人的", "utf-8")
    plugged_in: list[object] = []
    real = psutil.disk_partitions
    monkeypatch.setattr(psutil, "disk_partitions", lambda all=False: real(all=True) if all else plugged_in)  # noqa: A002
    one = studio.brought()
    studio.send("PUT", f"/api/documents/{one}/choices", {"voice": "tone", "editions": ["horn"]})
    studio.build(one)
    studio.wait(one, "done")
    page, complaints = opened(browser, f"{studio.served.local}#{one}/make", PHONE)
    expect(page.locator("#no-sticks")).to_contain_text("没有找到 U 盘")
    plugged_in.append(SimpleNamespace(mountpoint=str(stick), fstype="vfat", opts="rw,removable"))
    page.click("#refresh-sticks")
    expect(page.locator("#sticks")).to_contain_text("村里的U盘")
    expect(page.locator("#sticks input")).to_be_checked()
    expect(page.locator("#target")).to_have_value(str(stick))
    page.locator("#export").scroll_into_view_if_needed()
    page.screenshot(path=tmp_path / "stick.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.click("#export-form [type=submit]")
    expect(page.locator("#export-error")).to_contain_text("")
    print(page.locator("#export-error").text_content())
    assert complaints == []
    page.context.close()


def test_the_picture_for_phones(browser: Browser, project: Project) -> None:
    with running(project, is_lan=True) as studio:
        key = key_of(studio.served.local)
        page, complaints = opened(browser, studio.served.local, PHONE)
        print(studio.served, key, qr_picture, complaints)
        page.context.close()
