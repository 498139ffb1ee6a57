"""Saved web pages: the article, without the site around it."""

from collections.abc import Iterator
from pathlib import Path

from dangke_audio.errors import SourceError
from dangke_audio.model.report import Finding, Location
from dangke_audio.model.source import Omission, SourceDocument, SourceParagraph
from dangke_audio.reading import remarks
from dangke_audio.reading.encoding import Decoded
from dangke_audio.reading.files import excerpt_of, file_bytes, printable, sha256_of
from dangke_audio.reading.html.blocks import Block, Blocks
from dangke_audio.reading.html.markup import decode_markup, has_tags, tree_of
from dangke_audio.reading.html.saved_page import page_of
from dangke_audio.reading.omissions import omission, visible

LARGEST_BYTES = 50_000_000

_BY_HAND = "请用浏览器打开它，把正文复制到记事本，存为 .txt 文件后再试"


def read_web(path: Path) -> SourceDocument:
    """Read a page saved as .html or .mht. Raises SourceError."""
    from dangke_audio.reading.html.article import article_of

    data = file_bytes(path, LARGEST_BYTES)
    name = printable(path.name)
    decoded = _decoded(data, name)
    root = tree_of(decoded.text, name)
    article = Blocks() if root is None else article_of(root)
    if not any(block.role != "title" for block in article.blocks):
        raise SourceError("网页里没有找到正文", place=name, hint=_BY_HAND)
    paragraphs = paragraphs_of(article.blocks, name)
    struck = remarks.on_struck(piece.reason for piece in article.left_out)
    notes = [Finding("info", "footnotes", "网页里的脚注或批注没有读")] if article.has_notes else []
    findings = (*remarks.on_bytes(decoded, paragraphs), *remarks.on_tables(paragraphs), *struck, *notes)
    omitted = visible(omissions_of(article, name))
    return SourceDocument(name, decoded.encoding, sha256_of(data), paragraphs, findings, omitted)


def _decoded(data: bytes, name: str) -> Decoded:
    """The markup in a file."""
    page = page_of(data)
    if page is None:
        raise SourceError("网页存档里没有网页", place=name, hint=_BY_HAND)
    if not page.data.strip(b"\0 \t\r\n"):
        raise SourceError("文件是空的", place=name, hint="请检查网页是否已经保存")
    if not has_tags(page.data):
        raise SourceError("这不是网页文件（没有任何网页标签）", place=name, hint="如果是纯文字，请把文件名改成 .txt")
    return decode_markup(page.data, page.charset, name)


def paragraphs_of(blocks: tuple[Block, ...], name: str) -> tuple[SourceParagraph, ...]:
    """Blocks with their places in the file: the first is paragraph 1."""
    return tuple(
        SourceParagraph(
            block.text,
            Location(name, excerpt=excerpt_of(block.text), paragraph=number),
            block.role,
            block.level,
            block.alignment,
            block.bold,
            block.pins,
        )
        for number, block in enumerate(blocks, start=1)
    )


def omissions_of(found: Blocks, name: str) -> Iterator[Omission]:
    """What was left out, each piece at the paragraph that it stands in or before; at the end, at the last one."""
    for piece in found.left_out:
        number = max(1, min(piece.before + 1, len(found.blocks)))
        yield omission(piece.text, piece.reason, Location(name, paragraph=number))
