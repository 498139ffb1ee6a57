"""Which blocks of a page are its article: from the title to the end of the element that holds most of the prose.

Libraries that do this (trafilatura, readability, resiliparse, jusText) each lost paragraphs on one to three of eight
pages in the manner of Chinese sites, and none keeps numbers of lists, levels and readings together. Here losing is held
to be worse than keeping a line of the site too many, since parsing leaves such lines out as well.
"""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dangke_audio.reading.html.blocks import Block, Blocks, LeftOut, blocks_of
from dangke_audio.reading.html.furniture import furniture, prose_weights
from dangke_audio.reading.html.notes import notes_of
from dangke_audio.reading.html.page_titles import cut_title, find_title, page_titles, shows_title
from dangke_audio.reading.omissions import is_loss

if TYPE_CHECKING:
    from lxml.etree import _Element

_MAIN_SHARE = 0.8
"""Of an element's prose that one child must hold for the article to be looked for in the child."""
_CONTAINER_TAGS = "html head body div section article main form table tbody tr td center blockquote ul li"
_CONTAINERS = frozenset(_CONTAINER_TAGS.split())
_LONGEST_LINK = 100
"""Characters; a longer text that is all one link is no button."""
_PROSE = re.compile(r"[，。；！？：]")
# Between the title and the text: what says when, whence and how often read.
_PARTICULARS = re.compile(
    r"来源|來源|发布|發布|浏览|瀏覽|点击|点击|阅读|閱讀|字号|字號|字体|打印|分享|收藏|编辑|責編|责编|上传|原创|转载|微信|微博|次数|扫一扫|访问|评论"
)
# Behind the text: a signature, a date.
_SIGNATURE = re.compile(
    r".{2,30}(?:支部|委员会|党委|党组|政府|办公室|办|局|委|部|会|组|站|所|院|社|公司|学校|中心)|.{0,6}\d{1,4}年.{0,12}|[二〇○零一九\d]{4}年.{1,8}"
)


def article_of(root: "_Element") -> Blocks:
    """The article's blocks, the title among them; none where the page has no text."""
    left_out = furniture(root, prose_weights(root)) | dict.fromkeys(notes_of(root), "footnote")
    main = _main(root, prose_weights(root, left_out))
    found = blocks_of(root, left_out, frozenset((main, *main.iterancestors())))
    titles = page_titles(root)
    title = find_title(found.blocks, frozenset(main.iter()), titles)
    article = _article(found.blocks, title, main, root)
    pieces = _pieces(found, article)
    if title is None and article and not shows_title(tuple(article.values())) and (cut := cut_title(titles)):
        article = {-1: Block(cut, main, 0.0, role="title")} | article
    return replace(found, blocks=tuple(article.values()), left_out=_placed(pieces, tuple(article)))


def _pieces(found: Blocks, article: Mapping[int, Block]) -> list[LeftOut]:
    """What was left out, and the blocks of the site that hold sentences, in their order."""
    site = (
        LeftOut(block.text, "navigation", number)
        for number, block in enumerate(found.blocks)
        if number not in article and is_loss(block.text, "navigation")
    )
    return sorted((*found.left_out, *site), key=lambda piece: piece.before)


def _placed(pieces: Sequence[LeftOut], numbers: Sequence[int]) -> tuple[LeftOut, ...]:
    """Pieces placed among the blocks of the article, of which `numbers` are the places on the page."""
    return tuple(replace(piece, before=bisect_left(numbers, piece.before)) for piece in pieces)


def _main(root: "_Element", weights: "dict[_Element, int]") -> "_Element":
    """The smallest element that holds nearly all of the prose."""
    main = root
    while True:
        heaviest = max(main, key=lambda child: weights[child], default=None)
        if (
            heaviest is None
            or heaviest.tag not in _CONTAINERS
            or weights[heaviest] < _MAIN_SHARE * max(1, weights[main])
        ):
            return main
        main = heaviest


def _article(blocks: tuple[Block, ...], title: int | None, main: "_Element", root: "_Element") -> dict[int, Block]:
    """The blocks from the title on, or those in `main`, without what is plainly the site's; each by its place."""
    inside = frozenset(main.iter())
    places = [number for number, block in enumerate(blocks) if block.element in inside]
    first, last = (places[0], places[-1]) if places else (len(blocks), -1)
    scope = root if title is None else _scope(blocks[title].element, main)
    near = frozenset(scope.iter())
    kept: dict[int, Block] = {}
    for number, block in enumerate(blocks):
        if number == title:
            kept[number] = replace(block, role="title", level=0)
        elif _is_button(block):
            continue
        elif block.element in inside:
            kept[number] = block
        elif block.element not in near or (title is not None and number < title):
            continue
        elif title is not None and number < first and _is_introduction(block):
            kept[number] = replace(block, role="text", level=0)
        elif (title is None or number > last) and _is_end(block):
            kept[number] = block
    return kept


def _scope(title: "_Element", main: "_Element") -> "_Element":
    """The smallest element around the title and the text; where the title is in the text, what is around the text."""
    above = frozenset((title, *title.iterancestors()))
    around = next(element for element in (main, *main.iterancestors()) if element in above)
    parent = main.getparent()
    return parent if around is main and parent is not None else around


def _is_button(block: Block) -> bool:
    """Whether a block is a link or a row of links."""
    return block.linked >= 0.8 and len(block.text) < _LONGEST_LINK and block.role != "row"


def _is_introduction(block: Block) -> bool:
    """Whether a block between title and text belongs to the article: subtitle, author, date, editor's note."""
    return block.linked < 0.5 and (len(block.text) > _LONGEST_LINK or not _PARTICULARS.search(block.text))


def _is_end(block: Block) -> bool:
    """Whether a block behind the text, or around a text without title, belongs to it: paragraphs, a signature."""
    if block.linked >= 0.3:
        return False
    signed = block.alignment == "right" or _SIGNATURE.fullmatch(block.text) is not None
    return signed or (_PROSE.search(block.text) is not None and not _PARTICULARS.search(block.text[:10]))
