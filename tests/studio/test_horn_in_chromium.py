"""The loudspeaker edition in a real browser: its options, the stick it goes to; and the picture for phones."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlsplit

import psutil
import pytest
import segno
from tests.delivering.page.opened import wait_until
from tests.studio.studios import Running, key_of, running
from tests.support.cli import Project

from dangke_audio.studio.guard import Guard

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
    usual = page.locator("#summary").text_content()
    page.locator("#paces").get_by_text("慢", exact=True).click()
    page.click("#tab-outline")
    expect(page.locator("#summary")).not_to_have_text(usual or "")  # it will be longer
    page.click("#tab-make")
    expect(page.locator("#horn")).to_be_hidden()
    page.check('[name=edition][value="horn"]')
    page.uncheck('[name=edition][value="phone"]')
    expect(page.locator("#horn-repeats option").first).to_have_text("照常（2 遍）")
    for field, (value, *_) in CHOSEN.items():
        page.select_option(f"#{field}", value)
    page.click("#hear-chime")
    wait_until(page, "document.getElementById('sample').currentTime > 0")
    page.select_option("#horn-opening", "own")
    expect(page.locator("#horn-opening-words")).to_be_focused()
    page.fill("#horn-opening-words", OPENING)
    for size, name in ((PHONE, "phone"), (DESK, "desk")):
        page.set_viewport_size({"width": size["width"], "height": size["height"]})
        page.screenshot(path=tmp_path / f"horn-{name}.png", full_page=True)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    page.locator("#horn .quiet").last.scroll_into_view_if_needed()
    page.screenshot(path=tmp_path / "horn-below.png")
    expect(page.locator("#build")).to_be_in_viewport()  # however far down one is among the options
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
    monkeypatch.setattr(psutil, "disk_partitions", lambda **_: plugged_in)
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
    error = page.locator("#export-error")
    expect(error).to_contain_text("目标不是空的，也不是本程序导出过的（有 照片.txt）")
    expect(error).to_contain_text("勾上“这是空的 U 盘，第一次拷”")
    assert [path.name for path in stick.iterdir()] == ["照片.txt"]
    (stick / "照片.txt").unlink()
    page.check("#into-empty")
    page.click("#export-form [type=submit]")
    expect(page.locator("#export-text")).to_contain_text("写好了 1 个文件，并且核对过")
    expect(error).to_be_hidden()
    published = next(content for name, content in studio.project.published().items() if name.endswith("全文.mp3"))
    assert [path.read_bytes() for path in stick.rglob("*.mp3")] == [published]
    page.fill("#target", "E:")
    expect(page.locator("#sticks input")).not_to_be_checked()
    assert [one for one in complaints if "400" not in one] == []  # the browser's own word on the refusal
    page.context.close()


def test_the_picture_for_phones(browser: Browser, project: Project) -> None:
    with running(project, is_lan=True) as studio:
        if not studio.served.lan:
            pytest.skip("this machine is in no network")
        page, complaints = opened(browser, studio.served.local, PHONE)
        expect(page.locator("#no-documents")).to_be_visible()
        page.click("#paste summary")
        page.fill("#paste-text", "关于春耕的通知\n种子要备足。")
        page.click("#paste-form button")
        page.click("#tab-make")
        page.check('[name=voice][value="tone"]')
        expect(page.locator("#qr")).to_be_hidden()
        page.click("#build")
        picture = page.locator("#qr-picture")
        expect(picture).to_be_visible(timeout=60_000)
        wait_until(page, "document.getElementById('qr-picture').naturalWidth > 0")
        drawn = page.evaluate("fetch(document.getElementById('qr-picture').src).then((answer) => answer.text())")
        key = Guard(frozenset(), key_of(studio.served.local)).listening_token
        listening = page.locator("#files a", has_text="收听网页").get_attribute("href")
        address = f"http://{urlsplit(studio.served.lan[0]).netloc}{listening}?key={key}"
        code = BytesIO()
        segno.make(address, error="m", micro=False).save(code, kind="svg", scale=8, border=4, light="#fff")
        assert drawn == code.getvalue().decode()
        phone, _ = opened(browser, address, PHONE)  # another browser, as a phone's is
        expect(phone.locator("h1")).to_have_text("关于春耕的通知")
        assert phone.request.get(studio.served.local.partition("?")[0]).status == 403  # that is all it opens
        assert complaints == []
        phone.context.close()
        page.context.close()
