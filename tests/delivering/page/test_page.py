"""The page's bytes; what it does is looked at in a browser (test_page_in_chromium.py)."""

import base64
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from tests.support.editions import talk

from dangke_audio.delivering.page import Beside, Embedded, listening_page
from dangke_audio.delivering.page.page import _SCRIPTS, _asset, _script
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


def made(laid: Timeline) -> str:
    return b"".join(listening_page(CREDITS, laid, None, Embedded([]))).decode()


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
    found = re.search(r'id="audio-data">([^<]*)</script>', page(audio=Embedded(chunks)))
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
    for kind, element in (("script-src", "script"), ("style-src", "style")):
        (own,) = re.findall(f"<{element}>(.*?)</{element}>", page(), re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(own.encode()).digest()).decode()
        assert rules[kind] == f"'sha256-{digest}' 'unsafe-inline'", "the latter only where hashes are not known"
    assert "http" not in policy[1]


def test_nothing_is_fetched_from_anywhere() -> None:
    assert not re.search(r"""(?:src|href)\s*=\s*["']?(?:https?:)?//""", page())


def test_the_script_is_old_javascript() -> None:
    """Web views of old phones know ES5 only."""
    code = re.sub(r"/\*.*?\*/|'(?:[^'\\\n]|\\.)*'", "''", _script(), flags=re.DOTALL)
    for young in (
        r"=>",
        r"`",
        r"\blet\b",
        r"\bconst\b",
        r"\bclass\b",
        r"\?\.",
        r"\?\?",
        r"\.\.\.",
        r"\basync\b",
        r"\*\*",
    ):
        assert not re.search(young, code), young
    assert not re.search(r"\.(?:catch|finally|includes|closest|append|assign|startsWith|padStart|find|fill)\(", code)
    assert not re.search(r"\b(?:Promise|Map|Set|Symbol|fetch|URLSearchParams|IntersectionObserver)\b", code)
    assert not re.search(r",\s*[)\]}]", code), "no comma behind the last"


def test_the_style_needs_nothing_young() -> None:
    style = _asset("page.css")
    assert not re.search(r"\bgrid\b|var\(|\bgap:|\binset\b|clamp\(|min\(|:is\(|:where\(|@import|url\(", style)


@pytest.mark.parametrize("name", _SCRIPTS)
def test_no_part_of_the_script_is_long(name: str) -> None:
    assert len(_asset(f"{name}.js").splitlines()) < 150


def test_structure() -> None:
    text = page()
    assert text.startswith('<!DOCTYPE html>\n<html lang="zh-CN">')
    assert "<h1>让党课更有味道</h1>" in text
    assert '<p class="by">张三 · 2024年5月1日<span class="length"> · 时长 00:' in text
    assert "本音频由人工智能合成" in text
    paragraphs = re.findall(r"<p>(<button.*?)</p>", text)
    assert [len(re.findall('class="s"', paragraph)) for paragraph in paragraphs] == [2, 1, 2]
    assert len(re.findall('<li><button type="button">', text)) == 2


def test_the_text_comes_before_the_sound() -> None:
    """The sound may be 27 MB of letters; text and script shall not wait for it."""
    text = page()
    assert text.index("</main>") < text.index("<script>") < text.index('id="audio-data"')


def test_headings_stand_at_their_levels() -> None:
    laid = talk([("开场", 1), ("一、大", 3), ("（一）小", 2)]).timeline
    cues = tuple(
        replace(cue, kind="heading" if n in (1, 3, 4) else "body", ends_paragraph=True)
        for n, cue in enumerate(laid.cues)
    )
    levels = (1, 1, 2)
    chapters = tuple(replace(one, level=level) for one, level in zip(laid.chapters, levels, strict=True))
    text = made(replace(laid, cues=cues, chapters=chapters))
    assert re.findall(r'<(h\d)><span class="s" id="s(\d)"', text) == [("h2", "1"), ("h3", "3"), ("h3", "4")]
    assert text.count('<li class="below">') == 1


def test_a_title_that_is_said_is_the_pages_title() -> None:
    laid = timeline()
    cues = (replace(laid.cues[0], kind="title"), *laid.cues[1:])
    text = made(replace(laid, cues=cues))
    assert re.findall("<h1>(.*?)</h1>", text) == ['<span class="s" id="s0" data-s="0">开场的第1句。</span>']
    assert text.count('id="s0"') == 1


def test_every_sentence_once_and_in_order() -> None:
    assert re.findall('class="s" id="s([0-9]+)"', page()) == ["0", "1", "2", "3", "4"]


def test_who_speaks_stands_before_the_words() -> None:
    laid = timeline()
    roles = tuple(replace(cue, role="甲" if n else None) for n, cue in enumerate(laid.cues))
    text = made(replace(laid, cues=roles))
    assert re.findall('<span class="who">(.*?)</span><span class="s" id="s([0-9])"', text) == [
        ("甲：", "1"),
        ("甲：", "2"),
        ("甲：", "3"),
    ]


def test_the_cover_is_in_the_page() -> None:
    text = b"".join(listening_page(CREDITS, timeline(), b"jpeg", Embedded([]))).decode()
    assert 'src="data:image/jpeg;base64,anBlZw=="' in text
    assert "<img" not in page()


def test_the_sound_is_never_held_as_a_whole() -> None:
    """Each piece of it is given on before the next one is asked for."""
    asked: list[int] = []

    def chunks() -> Iterator[bytes]:
        for number in range(4):
            asked.append(number)
            yield b"abc" * 1000

    pieces = listening_page(CREDITS, timeline(), None, Embedded(chunks()))
    for piece in pieces:
        if piece.startswith(b"YWJjYWJj"):
            break
    assert asked == [0]


def test_the_same_twice() -> None:
    assert page() == page()
