"""Electronic books (.epub): a zip of XHTML pages, read in the order of the book's spine.

The parts of the format are those of https://www.w3.org/TR/epub-33/: container.xml names the package document (OPF),
which lists the pages.
"""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from dangke_audio.errors import SourceError
from dangke_audio.model.source import SourceDocument
from dangke_audio.reading import remarks
from dangke_audio.reading.files import file_bytes, printable, sha256_of
from dangke_audio.reading.html.blocks import Block, Blocks, blocks_of
from dangke_audio.reading.html.furniture import furniture, prose_weights
from dangke_audio.reading.html.markup import decode_markup, tree_of
from dangke_audio.reading.web import paragraphs_of

if TYPE_CHECKING:
    from lxml.etree import _Element

    from dangke_audio.reading.archive import Archive

LARGEST_BYTES = 50_000_000
_LARGEST_PAGE = 20_000_000
_LARGEST_BOOK = 50_000_000
"""Bytes of all pages after inflating."""

_FONTS_ONLY = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_PAGE_TYPES = ("application/xhtml+xml", "text/html")
_NOT_READ = re.compile(r"\b(?:noteref|footnotes?|endnotes?|rearnotes?|pagebreak|page-list|toc|landmarks)\b")
_LEAST_LINKED = 0.8
"""Share of a page that is links, from which on it is a table of contents."""
_BLANKS = re.compile(r"\s+")
_DAMAGED = "请重新下载或重新导出这本电子书"


def read_epub(path: Path) -> SourceDocument:
    """Read an electronic book without DRM. Raises SourceError."""
    data = file_bytes(path, LARGEST_BYTES)
    name = printable(path.name)
    try:
        found = _book(data, name)
    except SourceError as error:
        error.place = error.place or name  # the rooms below know no file names
        raise
    if not found.blocks:
        raise SourceError("电子书里没有找到正文", place=name, hint="请检查它是否只有图片")
    paragraphs = paragraphs_of(found.blocks, name)
    findings = (*remarks.on_tables(paragraphs), *remarks.on_struck(found.struck))
    return SourceDocument(name, "epub", sha256_of(data), paragraphs, findings)


def _book(data: bytes, name: str) -> Blocks:
    """All pages of the spine, the title first."""
    from dangke_audio.reading.archive import Archive

    archive = Archive(data)
    _refuse_protected(archive)
    place, package = _package(archive)
    blocks: list[Block] = []
    struck: list[str] = []
    left = _LARGEST_BOOK
    for page in _spine(package, posixpath.dirname(place)):
        content = archive.content(page, min(_LARGEST_PAGE, left))
        left = max(1, left - len(content))
        found = _page(content, name)
        blocks += found.blocks
        struck += found.struck
    return Blocks(_titled(package, blocks), tuple(struck))


def _refuse_protected(archive: "Archive") -> None:
    """Books may hide their fonts; a book that hides more can only be read with its seller's program."""
    encryption = _xml(archive, "META-INF/encryption.xml")
    methods = [] if encryption is None else [e for e in encryption.iter() if _local(e) == "EncryptionMethod"]
    if any(method.get("Algorithm") not in _FONTS_ONLY for method in methods):
        hint = "请向作者或出版方要一份没有加密的文件"
        raise SourceError("这本电子书有版权保护（DRM），无法读取", hint=hint)


def _package(archive: "Archive") -> "tuple[str, _Element]":
    """The package document and its place in the zip."""
    container = _xml(archive, "META-INF/container.xml")
    places = [] if container is None else [e.get("full-path", "") for e in container.iter() if _local(e) == "rootfile"]
    for place in places:
        package = _xml(archive, place)
        if package is not None:
            return place, package
    raise SourceError("这不是 EPUB 电子书，或者文件已损坏", hint="请检查是否选错了文件")


def _xml(archive: "Archive", place: str) -> "_Element | None":
    """The root of an XML file in the zip, None where there is none. Nothing is loaded or expanded."""
    from lxml import etree

    content = archive.content(place)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        return etree.fromstring(content, parser) if content.strip() else None
    except etree.XMLSyntaxError as error:
        raise SourceError(f"电子书的目录文件已损坏（{place}）", hint=_DAMAGED) from error


def _local(element: "_Element") -> str:
    """The tag without its namespace."""
    return str(element.tag).rpartition("}")[2]


def _spine(package: "_Element", folder: str) -> Iterator[str]:
    """Places of the pages in reading order; tables of contents and what lies beside the text are left out."""
    items = {e.get("id"): e for e in package.iter() if _local(e) == "item"}
    guided = {
        _place(folder, e) for e in package.iter() if _local(e) == "reference" and e.get("type") in ("toc", "cover")
    }
    for reference in package.iter():
        item = items.get(reference.get("idref")) if _local(reference) == "itemref" else None
        if item is None or item.get("media-type") not in _PAGE_TYPES or reference.get("linear") == "no":
            continue
        place = _place(folder, item)
        if "nav" not in item.get("properties", "").split() and place not in guided:
            yield place


def _place(folder: str, element: "_Element") -> str:
    """Where a link leads inside the zip: relative to the package, percent signs resolved."""
    href = element.get("href", "").partition("#")[0]
    plain = re.sub(rb"%([0-9A-Fa-f]{2})", lambda code: bytes((int(code[1], 16),)), href.encode())
    return posixpath.normpath(posixpath.join(folder, plain.decode("utf-8", "replace")))


def _page(content: bytes, name: str) -> Blocks:
    """The blocks of a page; none of a page of links."""
    root = tree_of(decode_markup(content, None, name).text, name) if content.strip() else None
    if root is None:
        return Blocks((), ())
    notes = (e for e in root.iter() if _NOT_READ.search(f"{e.get('epub:type', '')} {e.get('role', '')}"))
    found = blocks_of(root, furniture(root, prose_weights(root)).union(notes))
    linked = sum(block.linked * len(block.text) for block in found.blocks)
    is_contents = linked >= _LEAST_LINKED * sum(len(block.text) for block in found.blocks)
    return Blocks((), ()) if is_contents else found


def _titled(package: "_Element", blocks: list[Block]) -> tuple[Block, ...]:
    """The blocks with the book's title at their head, and its author where the title had to be added."""
    title, author = (_metadata(package, key) for key in ("title", "creator"))
    if not title or not blocks:
        return tuple(blocks)
    first = blocks[0]
    if _BLANKS.sub("", first.text).startswith(_BLANKS.sub("", title)):
        is_title = first.role in ("heading", "title") or first.text == title
        return (replace(first, role="title", level=0) if is_title else first, *blocks[1:])
    head = [Block(title, first.element, 0.0, role="title")]
    head += [Block(f"作者：{author}", first.element, 0.0)] if author else []
    return (*head, *blocks)


def _metadata(package: "_Element", key: str) -> str:
    """A field of the book's metadata, empty where there is none."""
    found = (_BLANKS.sub(" ", e.text).strip() for e in package.iter() if _local(e) == key and e.text)
    return next(filter(None, found), "")
