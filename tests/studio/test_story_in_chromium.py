"""The story of a secretary, in a real browser: a Word file comes in, is looked over, made, and listened to."""

import base64
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from mutagen.id3 import ID3
from tests.delivering.page.opened import wait_until
from tests.studio.studios import Running, running
from tests.support.browser import complaints_of
from tests.support.cli import Project
from tests.support.word_files import paragraph, word_file

pytest.importorskip("playwright")
from playwright.sync_api import Browser, Page, Route, expect
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
    "更多内容请看 https://example.com/abc",
)
EVIL = '<img src=x onerror="window.evil=1"><script>window.evil=1</script>'
DROP = """([name, data]) => {
  const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
  const transfer = new DataTransfer();
  transfer.items.add(new File([bytes], name));
  for (const kind of ['dragover', 'drop'])
    document.body.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: transfer }));
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


def opened(browser: Browser, address: str, size: dict[str, int]) -> tuple[Page, list[str]]:
    context = browser.new_context(viewport={"width": size["width"], "height": size["height"]}, accept_downloads=True)
    page = context.new_page()
    complaints = complaints_of(page)
    page.goto(address)
    return page, complaints


def drop(page: Page, name: str, data: bytes) -> None:
    expect(page.locator("#no-documents")).to_be_visible()
    page.evaluate(DROP, [name, base64.b64encode(data).decode()])


@pytest.mark.parametrize(("size", "name"), [(DESK, "desk"), (PHONE, "phone")])
def test_from_a_word_file_to_an_mp3(
    browser: Browser, studio: Running, tmp_path: Path, size: dict[str, int], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RECORDING_DELAY", "0.2")
    page, complaints = opened(browser, studio.served.local, size)

    def shoot(what: str) -> None:
        page.screenshot(path=tmp_path / f"{name}-{what}.png")
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= size["width"], f"{what}: wider than the screen"

    shoot("1-welcome")
    script = word_file(tmp_path, *map(paragraph, SCRIPT), name="乡村振兴.docx")
    if size is DESK:
        drop(page, script.name, script.read_bytes())
    else:
        page.set_input_files("#file", script)
    expect(page.locator("#title")).to_have_text(SCRIPT[0])
    expect(page.locator("#sections li")).to_have_count(4)
    expect(page.locator("#summary")).to_contain_text("全长约")
    shoot("2-outline")
    _put_headings_right(page)
    page.click("#tab-proof")
    expect(page.locator("#proof")).to_be_visible()
    assert page.locator("#proof").get_attribute("data-document") == page.url.partition("#")[2].partition("/")[0]
    page.click("#tab-outline")
    page.click("#go-make")
    page.check('[name=voice][value="tone"]')
    page.locator("#build").scroll_into_view_if_needed()  # a phone's screen is short
    before = page.locator("#build").bounding_box()
    page.click("#build")
    expect(page.locator("#job-text")).to_contain_text("正在读第", timeout=20_000)
    after = page.locator("#stop").bounding_box()
    assert before
    assert after
    assert (before["x"], before["y"]) == (after["x"], after["y"])  # nothing jumps
    shoot("3-making")
    expect(page.locator("#results")).to_be_visible(timeout=60_000)
    expect(page.locator("#results-text")).to_contain_text("4 章")
    wait_until(page, "document.getElementById('player').readyState > 0")
    page.locator("#results").scroll_into_view_if_needed()
    shoot("4-done")
    _listen(page)
    assert complaints == []
    page.context.close()


def _put_headings_right(page: Page) -> None:
    page.locator("#sections button").nth(2).click()
    expect(page.locator("#lines .lit")).to_contain_text(SCRIPT[6])
    page.locator("#lines select").nth(5).select_option("heading2")
    expect(page.locator("#sections li")).to_have_count(5)
    page.locator("#lines select").nth(5).select_option("")
    expect(page.locator("#sections li")).to_have_count(4)


def _listen(page: Page) -> None:
    with page.expect_download() as coming:
        page.locator("#files a", has_text="整篇").click()
    chapters = ID3(BytesIO(Path(coming.value.path()).read_bytes())).getall("CHAP")
    assert [str(chapter.sub_frames["TIT2"]) for chapter in chapters][1:] == [SCRIPT[3], SCRIPT[6], SCRIPT[8]]
    with page.context.expect_page() as listening:
        page.locator("#files a", has_text="收听网页").click()
    expect(listening.value.locator("h1")).to_have_text(SCRIPT[0])
    wait_until(listening.value, "document.querySelector('audio').readyState > 0")


def test_stop_and_go_on(browser: Browser, studio: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECORDING_DELAY", "0.3")
    page, complaints = opened(browser, studio.served.local, DESK)
    page.click("#paste summary")
    page.fill("#paste-text", "\n".join(SCRIPT))
    page.click("#paste-form button")
    page.click("#tab-make")
    page.check('[name=voice][value="tone"]')
    page.click("#build")
    expect(page.locator("#job-text")).to_contain_text("正在读第", timeout=20_000)
    page.reload()  # the page may go and come back at any time
    expect(page.locator("#job-text")).to_contain_text("正在读第", timeout=20_000)
    page.click("#stop")
    expect(page.locator("#build")).to_have_text("接着生成", timeout=20_000)
    expect(page.locator("#documents .state")).to_have_text("已停止")
    monkeypatch.delenv("RECORDING_DELAY")
    page.click("#build")
    expect(page.locator("#results")).to_be_visible(timeout=60_000)
    expect(page.locator("#documents .state")).to_have_text("已做好")
    page.click("#tab-outline")
    page.locator("#lines select").nth(3).select_option("body")
    expect(page.locator("#sections li")).to_have_count(3)
    page.click("#tab-make")
    expect(page.locator("#stale")).to_be_visible()
    assert complaints == []
    page.context.close()


def test_no_step_can_be_chosen_before_its_document_is_there(browser: Browser, studio: Running) -> None:
    """A click on 生成 would be for the document before, and be undone when the new one comes."""
    one = studio.brought()
    page, complaints = opened(browser, studio.served.local, DESK)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(f"**/api/documents/{one}", hold, times=1)
    with page.expect_request(f"**/api/documents/{one}"):
        page.click("#documents button")
    page.locator("#tab-make").click(force=True)
    expect(page.locator("#tab-make")).to_have_attribute("aria-selected", "false")
    held[0].continue_()
    page.click("#tab-make")
    expect(page.locator("#file-name")).to_have_text("讲稿.txt")
    expect(page.locator("#voices")).to_be_visible()
    assert page.url.endswith(f"#{one}/make")
    assert complaints == []
    page.context.close()


def test_words_stay_words(browser: Browser, studio: Running) -> None:
    page, complaints = opened(browser, studio.served.local, DESK)
    page.set_input_files(
        "#file",
        {"name": f"{EVIL}.txt", "mimeType": "text/plain", "buffer": f"{EVIL}\n一、{EVIL}\n大家好，{EVIL}。\n".encode()},
    )
    expect(page.locator("#lines li").first).to_contain_text("<img src=x")
    page.click("#tab-make")
    page.check('[name=voice][value="tone"]')
    page.click("#build")
    expect(page.locator("#build")).to_be_visible(timeout=60_000)
    assert page.evaluate("window.evil") is None
    assert page.locator("img[src=x]").count() == 0
    assert complaints == []
    page.context.close()


def test_errors_are_told_in_place(browser: Browser, studio: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    """All kinds of refusals; they were foreseen, so the browser's console hears of none."""
    page, complaints = opened(browser, studio.served.local, PHONE)
    page.set_input_files("#file", {"name": "表格.docx", "mimeType": "x/y", "buffer": b"PK\x03\x04 no archive"})
    expect(page.locator("#bring-error")).to_contain_text("表格.docx")
    page.set_input_files("#file", {"name": "讲稿.exe", "mimeType": "x/y", "buffer": b"MZ"})
    expect(page.locator("#bring-error")).to_contain_text("读不了这种文件")
    expect(page.locator("#no-documents")).to_be_visible()
    monkeypatch.setenv("RECORDING_DELAY", "2")
    one = studio.brought()
    studio.build(one)
    page.goto(f"{studio.served.local}#{one}")
    page.on("dialog", lambda dialog: dialog.accept())
    page.click("#remove")
    expect(page.locator("#outline-error")).to_contain_text("正在生成这篇讲稿", timeout=20_000)
    studio.send("POST", f"/api/documents/{one}/stop", {})
    page.goto(f"{studio.served.local}#000000000000")  # a document that was removed
    expect(page.locator("#welcome")).to_be_visible()
    assert complaints == []
    page.context.close()


def test_a_stick_and_a_voice_that_are_not_there(browser: Browser, studio: Running, tmp_path: Path) -> None:
    one = studio.brought()
    studio.send("PUT", f"/api/documents/{one}/choices", {"voice": "tone", "editions": ["horn"]})
    studio.build(one)
    studio.wait(one, "done")
    page, complaints = opened(browser, f"{studio.served.local}#{one}/make", DESK)
    page.fill("#target", str(tmp_path / "没有这个盘"))
    page.click("#export-form [type=submit]")
    expect(page.locator("#export-error")).to_be_visible(timeout=20_000)
    (studio.project.folder / "voices" / "tone.toml").write_text("no toml", encoding="utf-8")
    page.get_by_label("试听 音调").click()
    expect(page.locator("#choices-error")).to_be_visible(timeout=20_000)
    assert complaints == []
    page.context.close()


def test_a_sentence_that_cannot_be_heard(browser: Browser, studio: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    """`<audio>` cannot ask for anything sealed; the browser says that it is for sound."""
    monkeypatch.setenv("RECORDING_FAULT", "luo4=error")
    one = studio.brought()
    page, complaints = opened(browser, f"{studio.served.local}#{one}/proof", DESK)
    number = _numbered(page, "第二件事也重要，要落实。")
    page.locator(f"[data-number='{number}'] .hear").click()
    expect(page.locator("#proof .status")).to_contain_text("没有读成", timeout=20_000)
    assert complaints == []
    page.context.close()


def test_by_keyboard_alone(browser: Browser, studio: Running) -> None:
    one = studio.brought(text="\n".join(SCRIPT))
    page, complaints = opened(browser, studio.served.local, DESK)
    page.locator("#documents button").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#outline")).to_be_visible()
    page.locator("#tab-outline").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#tab-make")).to_be_focused()
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "build":
            break
    page.keyboard.press("Enter")
    expect(page.locator("#results")).to_be_visible(timeout=60_000)
    assert studio.job(one)["state"] == "done"
    assert complaints == []
    page.context.close()


def test_on_the_network_the_token_leaves_the_address(browser: Browser, project: Project) -> None:
    with running(project, is_lan=True) as studio:
        page, complaints = opened(browser, studio.served.local, PHONE)
        expect(page.locator("#no-documents")).to_be_visible()
        assert "key" not in page.url
        page.reload()
        expect(page.locator("#no-documents")).to_be_visible()
        assert complaints == []
        page.context.close()


@pytest.mark.parametrize(("size", "name"), [(DESK, "desk"), (PHONE, "phone")])
def test_proof_read_then_made(
    browser: Browser, studio: Running, tmp_path: Path, size: dict[str, int], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reading and a sentence are changed by click; the outline, the sound and the files follow, the upload stays."""
    monkeypatch.setenv("RECORDING_LOG", str(studio.project.log))
    one = studio.brought(text="关于春耕的讲话\n同志们：\n大家好，今天开会。\n一、抓紧备耕\n担子重啊！种子要备足。\n")
    original = next((studio.project.folder / "工作室" / one).glob("*.txt"))
    came = original.read_bytes()
    page, complaints = opened(browser, f"{studio.served.local}#{one}/proof", size)
    number = _numbered(page, "担子重啊！")
    page.locator(f"[data-number='{number}'] .spoken [data-offset='2']").click()
    page.locator("dialog").get_by_role("button", name="chóng", exact=True).click()
    page.screenshot(path=tmp_path / f"{name}-reading.png")
    page.get_by_text("就这样改").click()
    page.locator(f"[data-number='{number}'] .fixed").wait_for()
    edited = _numbered(page, "种子要备足。")
    page.locator(f"[data-number='{edited}'] .edit").click()
    page.locator("textarea:visible").last.fill("种子和化肥要备足。")
    page.keyboard.press("Enter")
    page.get_by_text("种子和化肥要备足。", exact=True).wait_for()
    page.screenshot(path=tmp_path / f"{name}-proof.png")
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    page.click("#tab-outline")
    expect(page.locator("#lines")).to_contain_text("种子和化肥要备足。")
    page.click("#tab-make")
    page.click("#build")
    expect(page.locator("#results")).to_be_visible(timeout=60_000)
    expect(page.locator("#stale")).to_be_hidden()
    said = " ".join(studio.project.spoken())
    assert "dan4 zi5 chong2 a5" in said
    assert "zhong3 zi5 he2 hua4 fei2 yao4 bei4 zu2" in said
    assert original.read_bytes() == came
    assert [path.name for path in (studio.project.folder / "output").iterdir() if path.name != ".dangke"] == ["讲稿"]
    assert complaints == []
    page.context.close()


def _numbered(page: Page, written: str) -> str:
    row = page.locator(".sentence", has=page.get_by_text(written, exact=True)).first
    return row.get_attribute("data-number") or ""
