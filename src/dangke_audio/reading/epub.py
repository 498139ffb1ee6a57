"""Electronic books (.epub): a zip of XHTML pages, read in the order of the book's spine.

The parts of the format are those of https://www.w3.org/TR/epub-33/: container.xml names the package document (OPF),
which lists the pages.
"""

import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from dangke_audio.errors import SourceError
from dangke_audio.model.report import Finding
from dangke_audio.model.source import SourceDocument, SourceParagraph
from dangke_audio.reading import remarks
from dangke_audio.reading.encoding import Decoded
from dangke_audio.reading.files import file_bytes, printable, sha256_of
from dangke_audio.reading.html.blocks import Block, Blocks, LeftOut, blocks_of
from dangke_audio.reading.html.furniture import furniture, prose_weights
from dangke_audio.reading.html.markup import decode_markup, tree_of
from dangke_audio.reading.omissions import visible
from dangke_audio.reading.web import omissions_of, paragraphs_of

if TYPE_CHECKING:
    from lxml.etree import _Element

    from dangke_audio.reading.archive import Archive

LARGEST_BYTES = 50_000_000
_LARGEST_PAGE = 20_000_000
_LARGEST_BOOK = 50_000_000
"""Bytes of all pages after inflating."""

_FONTS_ONLY = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_PICTURES = ("image/", "audio/", "video/")
_NOTES = re.compile(r"\b(?:noteref|footnotes?|endnotes?|rearnotes?)\b")
_CONTENTS = re.compile(r"\btoc\b")
_UNSEEN = re.compile(r"\b(?:pagebreak|page-list|landmarks)\b")
_LEAST_LINKED = 0.8
"""Share of a page that is links, from which on it is a table of contents."""
_NAMED = 3
"""Missing pages that a message names."""
_BLANKS = re.compile(r"\s+")
_DAMAGED = "请重新下载或重新导出这本电子书"
_TOLD = {"contents": "电子书的目录没有读", "appendix": "电子书正文顺序以外的附页没有读"}


@dataclass(slots=True)
class _Book:
    """What the pages hold, while they are read."""

    blocks: list[Block] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    has_notes: bool = False
    missing: list[LeftOut] = field(default_factory=list)
    """Names of pages that the book should have."""
    decoded: list[tuple[Decoded, int, int]] = field(default_factory=list)
    """Of each page, with its first block and the one behind its last."""

    def add(self, found: Blocks) -> None:
        """Go on with a page."""
        first = len(self.blocks)
        self.left_out += (replace(piece, before=piece.before + first) for piece in found.left_out)
        self.blocks += found.blocks
        self.has_notes |= found.has_notes


def read_epub(path: Path) -> SourceDocument:
    """Read an electronic book without DRM. Raises SourceError."""
    data = file_bytes(path, LARGEST_BYTES)
    name = printable(path.name)
    try:
        book, head = _book(data, name)
    except SourceError as error:  # the rooms below know no file names
        raise SourceError(error.message, place=error.place or name, hint=error.hint) from error
    if not book.blocks:
        lost = f"，缺少{_quoted(book.missing)}" if book.missing else ""
        hint = _DAMAGED if book.missing else "请检查它是否只有图片"
        raise SourceError(f"电子书里没有找到正文{lost}", place=name, hint=hint)
    shift = len(head) - len(book.blocks)
    whole = Blocks(head, tuple(replace(piece, before=piece.before + shift) for piece in book.left_out))
    paragraphs = paragraphs_of(whole.blocks, name)
    bytes_odd = (
        finding
        for decoded, first, end in book.decoded
        for finding in remarks.on_bytes(decoded, paragraphs[first + shift : end + shift])
    )
    findings = (*bytes_odd, *remarks.on_tables(paragraphs), *_findings(book, paragraphs, shift))
    return SourceDocument(
        name, "epub", sha256_of(data), paragraphs, findings, omitted=visible(omissions_of(whole, name))
    )


def _findings(book: _Book, paragraphs: Sequence[SourceParagraph], shift: int) -> Iterator[Finding]:
    """What of the book was not read."""
    if book.missing:
        place = paragraphs[min(book.missing[0].before + shift, len(paragraphs) - 1)].location
        message = f"电子书缺少 {len(book.missing)} 个部分，没有读：{_quoted(book.missing)}；{_DAMAGED}"
        yield Finding("warning", "missing-part", message, place)
    reasons = [piece.reason for piece in book.left_out]
    yield from remarks.on_struck(reasons)
    for reason, message in _TOLD.items():
        if reason in reasons:
            yield Finding("info", reason, message)
    if book.has_notes:
        yield Finding("info", "footnotes", "电子书里的脚注没有读")


def _quoted(missing: Sequence[LeftOut]) -> str:
    return "、".join(f"“{piece.text}”" for piece in missing[:_NAMED]) + ("等" if len(missing) > _NAMED else "")


def _book(data: bytes, name: str) -> tuple[_Book, tuple[Block, ...]]:
    """All pages of the spine, and their blocks with the title first."""
    from dangke_audio.reading.archive import Archive

    archive = Archive(data)
    _refuse_protected(archive)
    place, package = _package(archive)
    book = _Book()
    left = _LARGEST_BOOK
    for page, why_not in _spine(package, posixpath.dirname(place)):
        content = archive.content(page, min(_LARGEST_PAGE, left))
        left = max(1, left - len(content))
        if content.strip():
            _read_page(content, why_not, book, name)
        elif why_not not in ("contents", "cover"):
            book.missing.append(LeftOut(posixpath.basename(page), "missing-part", len(book.blocks)))
    return book, _titled(package, book.blocks)


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


def _spine(package: "_Element", folder: str) -> Iterator[tuple[str, str]]:
    """Places of the pages in reading order, each with the reason why it is not read, "" for those of the text.

    Of a page that the package does not list, the place is the name under which it was to be listed.
    """
    items = {e.get("id"): e for e in package.iter() if _local(e) == "item"}
    guided = {
        _place(folder, e): "contents" if e.get("type") == "toc" else "cover"
        for e in package.iter()
        if _local(e) == "reference" and e.get("type") in ("toc", "cover")
    }
    for reference in package.iter():
        if _local(reference) != "itemref":
            continue
        item = items.get(reference.get("idref"))
        if item is None:
            yield reference.get("idref", ""), ""
        elif not item.get("media-type", "").startswith(_PICTURES):
            place = _place(folder, item)
            why_not = "contents" if "nav" in item.get("properties", "").split() else guided.get(place, "")
            yield place, why_not or ("appendix" if reference.get("linear") == "no" else "")


def _place(folder: str, element: "_Element") -> str:
    """Where a link leads inside the zip: relative to the package, percent signs resolved."""
    href = element.get("href", "").partition("#")[0]
    plain = re.sub(rb"%([0-9A-Fa-f]{2})", lambda code: bytes((int(code[1], 16),)), href.encode())
    return posixpath.normpath(posixpath.join(folder, plain.decode("utf-8", "replace")))


def _read_page(content: bytes, why_not: str, book: _Book, name: str) -> None:
    """Add the blocks of a page, or tell what it holds: that of the text may turn out to be a table of contents."""
    decoded = decode_markup(content, None, name)
    root = tree_of(decoded.text, name)
    if root is None:
        return
    left_out = furniture(root, prose_weights(root)) if not why_not else {}
    left_out |= {element: reason for element in root.iter() if (reason := _reason(element)) is not None}
    found = blocks_of(root, left_out, inside=bool(why_not))
    linked = sum(block.linked * len(block.text) for block in found.blocks)
    if not why_not and linked >= _LEAST_LINKED * sum(len(block.text) for block in found.blocks):
        why_not = "contents"
    if why_not:
        pieces = tuple(LeftOut(block.text, why_not, 0) for block in found.blocks)
        found = replace(found, blocks=(), left_out=(*pieces, *(replace(piece, before=0) for piece in found.left_out)))
    first = len(book.blocks)
    book.add(found)
    book.decoded.append((decoded, first, len(book.blocks)))


def _reason(element: "_Element") -> str | None:
    """Why an element is not read by what the book calls it; None for all that is."""
    said = f"{element.get('epub:type', '')} {element.get('role', '')}"
    if _UNSEEN.search(said):
        return ""
    if _NOTES.search(said):
        return "footnote"
    return "contents" if _CONTENTS.search(said) else None


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
