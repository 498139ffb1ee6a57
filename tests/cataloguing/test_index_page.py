"""index.html, in a real browser and as text."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from tests.cataloguing.lectures import lecture

from dangke_audio.cataloguing import index_page, read_catalogue, write_shelf

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
browser_tools = pytest.importorskip("tests.support.browser", reason="no browser tools")
XSS = "<img src=x onerror=document.title='bad'>{{script}}</script><!--"


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    with browser_tools.chromium() as running:
        yield running


class Opened:
    """The page of a folder, opened from the disk."""

    def __init__(self, browser: object, out: Path, **options: object) -> None:
        write_shelf(out, "http://127.0.0.1:8000/")
        self.page = browser.new_page(**options)  # type: ignore[attr-defined]
        self.complaints = browser_tools.complaints_of(self.page)
        self.page.goto((out / "index.html").as_uri())

    def search(self, words: str) -> None:
        self.page.fill("#query", words)
        self.page.wait_for_timeout(250)

    def titles(self) -> list[str]:
        return [item.inner_text() for item in self.page.query_selector_all(".lecture:not([hidden]) h2")]

    def hits(self) -> list[tuple[str, str]]:
        links = self.page.query_selector_all(".hits a")
        return [(link.inner_text(), unquote(link.get_attribute("href") or "")) for link in links]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    lecture(tmp_path, "诈骗 1", title="防范诈骗", date="2024年5月1日")
    lecture(
        tmp_path, "振兴", title="乡村振兴", speaker="王芳", date=None, sentences=("发展产业。", "ＡＩ助农，转账方便。")
    )
    lecture(tmp_path, "声音", title="只有声音", date=None, kinds=("lecture",), sentences=("甲。", "保护环境。"))
    return tmp_path


def test_search_by_title_and_speaker(browser: object, out: Path) -> None:
    opened = Opened(browser, out)
    assert opened.titles()[0] == "防范诈骗"
    opened.search("振兴")
    assert opened.titles() == ["乡村振兴"]
    assert opened.page.inner_text("#found") == "找到 1 篇"
    assert opened.page.inner_text(".lecture:not([hidden]) mark") == "振兴"
    opened.search("王芳")
    assert opened.titles() == ["乡村振兴"]
    assert opened.complaints == []


def test_search_by_text_leads_to_the_sentence(browser: object, out: Path) -> None:
    opened = Opened(browser, out)
    opened.search("转账")
    assert sorted(opened.titles()) == ["乡村振兴", "防范诈骗"]
    assert ("00:05不要转账。", "./诈骗 1/收听.html#s5") in opened.hits()
    assert opened.page.inner_text("#found") == "找到 2 篇，正文里 2 处"
    opened.search("ai 转账")
    assert opened.hits() == [("00:01ＡＩ助农，转账方便。", "./振兴/收听.html#s1")]
    opened.search("环境")
    assert opened.hits() == [("00:01保护环境。", "./声音/只有声音.mp3#t=1")]
    opened.search("没有的词")
    assert opened.titles() == []
    assert "没有找到" in opened.page.inner_text("#found")
    opened.page.press("#query", "Escape")
    assert len(opened.titles()) == 3
    assert opened.complaints == []


def test_a_hit_can_be_followed_with_the_keyboard(browser: object, out: Path) -> None:
    opened = Opened(browser, out)
    opened.page.keyboard.press("/")
    opened.page.keyboard.type("不要转账")
    opened.page.wait_for_timeout(250)
    for _ in range(20):
        opened.page.keyboard.press("Tab")
        if opened.page.evaluate("document.activeElement.closest('.hits') !== null"):
            break
    opened.page.keyboard.press("Enter")
    opened.page.wait_for_url("**#s5")


def test_hostile_texts_stay_texts(browser: object, tmp_path: Path) -> None:
    lecture(
        tmp_path,
        title=XSS,
        speaker=XSS,
        date=XSS,
        sentences=(XSS, "\u2028</script><script>document.title='bad'</script>"),
    )
    opened = Opened(browser, tmp_path)
    assert opened.titles() == [XSS]
    opened.search("onerror")
    assert opened.titles() == [XSS]
    assert opened.hits()[0][0] == f"00:00{XSS}"
    opened.search("script")
    assert opened.page.title() == "讲稿录音"
    assert opened.page.query_selector("main img") is None
    assert opened.complaints == []


def test_it_fits_a_phone_in_the_dark(browser: object, out: Path) -> None:
    lecture(out, "长", title="长" * 40 + "x" * 90)
    opened = Opened(browser, out, viewport={"width": 320, "height": 600}, color_scheme="dark")
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= 320
    assert opened.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(23, 21, 19)"
    assert opened.page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") >= 20


def test_without_scripts_the_list_is_there(browser: object, out: Path) -> None:
    opened = Opened(browser, out, java_script_enabled=False)
    assert len(opened.titles()) == 3
    assert not opened.page.is_visible("#query")


def test_what_a_screen_reader_is_told(browser: object, out: Path) -> None:
    opened = Opened(browser, out)
    page = opened.page
    assert page.get_by_role("searchbox", name="搜索题目和正文").count() == 1
    assert page.get_by_role("link", name="收听：防范诈骗").count() == 1
    assert page.get_by_role("main").get_by_role("heading", level=2).count() == 3
    assert page.get_by_role("status").count() == 1
    assert page.get_attribute("html", "lang") == "zh-CN"


def test_nothing_is_loaded_from_anywhere(out: Path) -> None:
    text = index_page(read_catalogue(out)).decode()
    found: list[tuple[str, str]] = []

    class Sources(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.extend((tag, value or "") for name, value in attrs if name in {"src", "href"})

    Sources().feed(text)
    assert {tag for tag, _ in found} == {"a", "link"}
    assert all(value == "feed.xml" or (out / unquote(value)).is_file() for _, value in found)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    assert policy is not None
    assert policy[1].startswith("default-src 'none'; script-src 'sha256-")


def test_the_script_is_es5(out: Path) -> None:
    script = re.findall(r"<script>(.*?)</script>", index_page(read_catalogue(out)).decode(), re.DOTALL)[0]
    assert not re.search(r"=>|`|\b(?:let|const|class|async|await)\b", script)


def test_the_data_is_json(out: Path) -> None:
    text = index_page(read_catalogue(out)).decode()
    data = json.loads(re.findall(r'id="data">(.*?)</script>', text, re.DOTALL)[0])
    assert data[0]["t"] == "防范诈骗"
    assert index_page(read_catalogue(out)).decode() == text
