"""The page's bytes; what it does is looked at in a browser (test_page_in_chromium.py)."""

import base64
import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from tests.support.editions import talk

from dangke_audio.delivering.page import Beside, Embedded, listening_page
from dangke_audio.delivering.page.page import _asset
from dangke_audio.model.audio import Timeline
from dangke_audio.model.credits import Credits

CREDITS = Credits("让党课更有味道", "张三", "2024年5月1日", "云健")
NASTY = '<img src=x onerror="alert(1)">'


def timeline(nasty: str = "") -> Timeline:
    laid = talk([("开场", 2), (f"一、早{nasty}", 3)]).timeline
    cues = tuple(replace(cue, text=cue.text + nasty, ends_paragraph=n in (1, 2)) for n, cue in enumerate(laid.cues))
    return replace(laid, cues=cues)


def page(credits: Credits = CREDITS, nasty: str = "", audio: Embedded | Beside | None = None) -> str:
    return b"".join(listening_page(credits, timeline(nasty), None, audio or Embedded([b"abc"]))).decode()


class Elements(HTMLParser):
    """Every start tag, and the text of scripts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


@pytest.mark.parametrize("chunks", [[], [b"a"], [b"ab", b"cd", b"", b"efghij"], [bytes(range(256)) * 5] * 3])
def test_the_sound_is_in_the_page_byte_for_byte(chunks: list[bytes]) -> None:
    found = re.search(r'id="sound">([^<]*)</script>', page(audio=Embedded(chunks)))
    assert found
    assert base64.b64decode(found[1]) == b"".join(chunks)


def test_sound_beside_the_page_is_named() -> None:
    text = page(audio=Beside('100% "真" #1.mp3'))
    found = re.search(r'id="data">(.*?)</script>', text)
    assert found
    data = json.loads(found[1])
    assert data["file"] == '100% "真" #1.mp3'
    assert data["src"] == "100%25%20%22%E7%9C%9F%22%20%231.mp3"


@pytest.mark.parametrize(
    "nasty", [NASTY, "</script><script>alert(1)</script>", "</style>", "{script}{sound}", "\u2028"]
)
def test_text_is_only_text(nasty: str) -> None:
    plain = [tag for tag, _ in Elements(page()).tags]
    odd = page(Credits(nasty + "题", nasty, nasty, "云健"), nasty)
    found = Elements(odd).tags
    assert [tag for tag, _ in found] == plain, "no element more than with harmless text"
    assert not [name for _, attributes in found for name in attributes if name.startswith("on")]
    assert odd.count("<script>") == 1


def test_nothing_runs_but_our_own_script() -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page())
    assert policy
    rules = dict(rule.split(" ", 1) for rule in policy[1].split("; "))
    assert rules["default-src"] == "'none'"
    assert re.fullmatch(r"'sha256-[\w+/=]+'", rules["script-src"])
    assert "unsafe" not in policy[1]
    assert "http" not in policy[1]


def test_nothing_is_fetched_from_anywhere() -> None:
    assert not re.search(r"""(?:src|href)\s*=\s*["']?(?:https?:)?//""", page())


def test_the_script_is_old_javascript() -> None:
    """Web views of old phones know ES5 only."""
    code = re.sub(r"/\*.*?\*/|'(?:[^'\\\n]|\\.)*'", "''", _asset("page.js"), flags=re.DOTALL)
    for young in (r"=>", r"`", r"\blet\b", r"\bconst\b", r"\bclass\b", r"\?\.", r"\?\?", r"\.\.\.", r"\basync\b"):
        assert not re.search(young, code), young
    assert not re.search(r"\.(?:catch|finally|includes|closest|append|forEach\(.*NodeList)\(", code)


def test_structure() -> None:
    text = page()
    assert text.startswith('<!DOCTYPE html>\n<html lang="zh-CN">')
    assert "<h1>让党课更有味道</h1>" in text
    assert "张三 · 2024年5月1日 · 时长 00:" in text
    assert "本音频由人工智能合成" in text
    paragraphs = re.findall(r"<p>(<button.*?)</p>", text)
    assert [len(re.findall('class="s"', paragraph)) for paragraph in paragraphs] == [2, 1, 2]
    assert len(re.findall('<li><button type="button">', text)) == 2


def test_who_speaks_stands_before_the_words() -> None:
    laid = timeline()
    roles = tuple(replace(cue, role="主持人" if n else None) for n, cue in enumerate(laid.cues))
    text = b"".join(listening_page(CREDITS, replace(laid, cues=roles), None, Embedded([]))).decode()
    assert text.count('<span class="who">主持人：</span>') >= 1


def test_the_same_twice() -> None:
    assert page() == page()
