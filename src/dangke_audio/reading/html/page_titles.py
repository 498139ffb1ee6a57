"""The title of a page's article: as a heading, or as the browser's title bar has it."""

import re
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from dangke_audio.reading.html.blocks import Block

if TYPE_CHECKING:
    from lxml.etree import _Element

_SHORTEST = 3
"""Characters of a line that is taken for the title because the title bar begins with it."""
LONGEST_TITLE = 80
_PAUSE = re.compile("[，。；]")
_STOP = re.compile("[。！？；]")
_BLANKS = re.compile(r"\s+")
_SITE = re.compile(
    r"网|網|站|平台|在线|博客|文库|论坛|新闻|频道|政府|门户|百科|知乎|搜狐|新浪|腾讯|网易|凤凰|微信|公众号|客户端|[日晚周]报$|"
    r"中心$|首页|专题|专栏|栏目|要闻|党建$|时政$|正文$|\.(?:com|cn|net|org)|Powered|Microsoft"
)
# `_` and `|` stand in no title; a dash parts title and site only where a site's name follows.
_PARTS = re.compile(
    r"^(?P<title>.+[^\s_|｜—–-])(?P<mark>\s*[_|｜]\s*|\s+[-–—·]+\s+|-{1,3}|——?|–)(?P<site>[^_|｜]{1,25})$", re.DOTALL
)
_EMPTY = re.compile(
    r"(?:无标题|新建|未命名|untitled|new page|document|index|讲稿|文档\d*|首页)[\w\s]{0,8}", re.IGNORECASE
)


def page_titles(root: "_Element") -> tuple[str, ...]:
    """What the head of the page says its title is, as written: og:title, then <title>."""
    found = [meta.get("content", "") for meta in root.iter("meta") if meta.get("property") == "og:title"]
    found += ["".join(map(str, title.itertext())) for title in root.iter("title") if title.getparent() is not None]
    return tuple(filter(None, (_BLANKS.sub(" ", title).strip() for title in found)))


def find_title(blocks: Sequence[Block], inside: "Collection[_Element]", titles: Sequence[str]) -> int | None:
    """The block that is the title: what the title bar begins with, else the last first-level heading before the text."""
    before = _before_prose(blocks, inside)
    named = [number for number in before if _begins(titles, blocks[number].text)]
    styled = [number for number in before if blocks[number].role == "title"]
    headings = [number for number in before if blocks[number].level == 1 and blocks[number].linked < 0.5]
    return next((found[-1] for found in (styled, named, headings) if found), None)


def _before_prose(blocks: Sequence[Block], inside: "Collection[_Element]") -> range:
    """Blocks up to the first running text of the article."""
    for number, block in enumerate(blocks):
        if block.element in inside and _is_prose(block.text) and block.level != 1:
            return range(number)
    return range(len(blocks))


def _is_prose(text: str) -> bool:
    """Whether a block is running text: a mark inside it, and a stop behind that."""
    pause = _PAUSE.search(text)
    return pause is not None and _STOP.search(text, pause.end()) is not None


def _begins(titles: Sequence[str], text: str) -> bool:
    """Whether a page's title begins with a line, and then ends or goes on with the site's name."""
    line = _BLANKS.sub("", text)
    if not _SHORTEST <= len(line) <= LONGEST_TITLE:
        return False
    rests = [whole[len(line) :] for title in titles if (whole := _BLANKS.sub("", title)).startswith(line)]
    return any(not rest or rest[0] in "_|｜-–—·" for rest in rests)


def cut_title(titles: Sequence[str]) -> str:
    """The article's title without the site's name: `怎样开好组织生活会_人民网` → `怎样开好组织生活会`; may be empty."""
    for title in titles:
        cut = title
        while (parts := _PARTS.match(cut)) and (
            parts["mark"].strip() in ("_", "|", "｜") or _SITE.search(parts["site"])
        ):
            cut = parts["title"].strip()
        if cut and len(cut) <= LONGEST_TITLE and not _EMPTY.fullmatch(cut):
            return cut
    return ""


def shows_title(blocks: Sequence[Block]) -> bool:
    """Whether the first block looks like a title: short, and a heading, bold or in the middle."""
    first = blocks[0] if blocks else None
    return (
        first is not None
        and len(first.text) <= LONGEST_TITLE
        and (first.role in ("title", "heading") or first.bold or first.alignment == "center")
    )
