"""The Markdown parser, set up for the way in which Chinese scripts are written."""

import re
from functools import cache
from typing import TYPE_CHECKING

from dangke_audio.reading.commonmark.emphasis import emphasis

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

# The project's own marks, which look like links: [停顿 2秒] [不读]…[/不读] [读作 chóng qìng]重庆[/读作]
_AUTHOR_MARK = re.compile(r"\[/?(?:停顿|不读|读作)[^\[\]\n]*\]")
# `[1]: https://…` defines a link; `[1]: 参见《…》` is a note that someone wrote.
_DEFINITION = re.compile(r"\s*\[[^\]\n]+\]:\s*<?(?:[a-z][a-z0-9+.-]*:|www\.|[./#])", re.IGNORECASE)
_BLANK_LINE = re.compile(r"^[\s\u200b\ufeff]+$", re.MULTILINE)
# `#标题` with no blank behind the mark
_TIGHT_HEADING = re.compile(r"^( {0,3})([#＃]{1,6})(?=[^\s#＃])(.*)$", re.MULTILINE)
_DEEPEST = 100
"""Nested lists and quotations, two for each level of a list; what is deeper the parser drops."""
_EMBEDDED = re.compile(r"data:[\w/+.-]+;base64,[A-Za-z0-9+/=]+")


@cache
def parser() -> "MarkdownIt":
    """CommonMark with tables, strikethrough and footnotes; an indent is an indent, and never code."""
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import reference
    from mdit_py_plugins.footnote import footnote_plugin

    def link_definition(state: "StateBlock", start: int, end: int, silent: bool) -> bool:
        line = state.src[state.bMarks[start] : state.eMarks[start]]
        return _DEFINITION.match(line) is not None and reference(state, start, end, silent)

    markdown = (
        MarkdownIt("commonmark", {"maxNesting": _DEEPEST})
        .enable(["table", "strikethrough"])
        .disable("code")
        .use(footnote_plugin, move_to_end=False)
    )
    markdown.block.ruler.at("reference", link_definition)
    markdown.inline.ruler.at("emphasis", emphasis)
    markdown.inline.ruler.before("link", "author_mark", _author_mark)
    return markdown


def _author_mark(state: "StateInline", silent: bool) -> bool:
    """Take one of the project's marks as text."""
    found = _AUTHOR_MARK.match(state.src, state.pos)
    if found is None:
        return False
    if not silent:
        state.pending += found[0]
    state.pos = found.end()
    return True


def prepared(text: str) -> str:
    """Text in which the parser sees what its author meant; lines stay the lines they are."""
    text = _EMBEDDED.sub("#", text.replace("\0", ""))
    text = _BLANK_LINE.sub(lambda blank: "\n" * blank[0].count("\n"), text)
    return _TIGHT_HEADING.sub(_loosened, text)


def _loosened(found: re.Match[str]) -> str:
    """`##标题` → `## 标题`; `#话题#` is a hashtag."""
    indent, mark, title = found.groups()
    is_hashtag = len(mark) == 1 and re.search("[#＃]", title)
    return found[0] if is_hashtag else f"{indent}{'#' * len(mark)} {title}"
