"""What a file truly is, by its content: many a `讲稿.doc` is RTF, a web page, a docx or plain text under another name."""

import re
import struct
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

Kind = Literal[
    "docx", "pdf", "odt", "ods", "odp", "epub", "ofd", "excel", "powerpoint", "visio", "pages", "zip", "ole", "rtf", "html", "mhtml",
    "word-xml", "text",
]  # fmt: skip
"""`text` is all that has no mark of its own, damaged files too; `ole` is Word and WPS before 2007."""

HEAD_BYTES = 4096
_PDF_WITHIN = 1024
"""PDF readers accept this much in front of the mark."""
_LARGEST_DIRECTORY_BYTES = 1_000_000
_END_OF_DIRECTORY = struct.Struct("<4s4H2LH")

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BLANKS = b" \t\r\n\x00"
_BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
# What may stand before <html>: an XML declaration, a document type, comments.
_HTML = re.compile(r"(?:\s|<\?xml[^>]*>|<!--.*?-->)*(?:<!doctype\s+html|<html[\s>])", re.IGNORECASE | re.DOTALL)
_WORD_XML = re.compile(r'\s*<\?xml[^>]*>\s*<\?mso-application\s+progid="Word\.Document"', re.IGNORECASE)
_MHTML = re.compile(r"\s*(?:MIME-Version:|From: ?<?Saved by)", re.IGNORECASE)
# A name in the archive (or its beginning) → what the archive is.
_PARTS: tuple[tuple[str, Kind], ...] = (
    ("word/", "docx"),
    ("xl/", "excel"),
    ("ppt/", "powerpoint"),
    ("visio/", "visio"),
    ("META-INF/container.xml", "epub"),
    ("OFD.xml", "ofd"),
    ("Index/Document.iwa", "pages"),
    ("[Content_Types].xml", "docx"),
)
# The first entry of OpenDocument and EPUB is named mimetype, and is stored as it is.
_MIME_TYPES: tuple[tuple[bytes, Kind], ...] = (
    (b"mimetypeapplication/vnd.oasis.opendocument.text", "odt"),
    (b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "ods"),
    (b"mimetypeapplication/vnd.oasis.opendocument.presentation", "odp"),
    (b"mimetypeapplication/epub+zip", "epub"),
)


def head_of(path: Path) -> bytes:
    """The first HEAD_BYTES of a file. Raises OSError."""
    with path.open("rb") as file:
        return file.read(HEAD_BYTES)


def true_kind(path: Path) -> Kind:
    """What a file is. Raises OSError."""
    head = head_of(path)
    return kind_of(head, zip_names(path) if head.startswith(b"PK") else ())


def kind_of(head: bytes, names: Iterable[str] = ()) -> Kind:
    """What begins with these bytes (HEAD_BYTES are enough); `names` are those of a zip archive's entries."""
    if head.startswith(_OLE):
        return "ole"
    if head.startswith(b"PK\x03\x04"):
        return _kind_of_archive(head, tuple(names))
    start = head.lstrip(_BLANKS).removeprefix(b"\xef\xbb\xbf")
    if start.startswith(b"{\\rtf"):
        return "rtf"
    if b"%PDF-" in head[:_PDF_WITHIN] and not _is_prose(head[: head.index(b"%PDF-")]):
        return "pdf"
    return _kind_of_markup(_as_text(head))


def zip_names(path: Path) -> tuple[str, ...]:
    """The names in an archive; none if it is damaged or holds so many that listing them would fill the memory."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 66_000))
        tail = file.read()
    end = tail.rfind(b"PK\x05\x06")
    if end < 0 or len(tail) - end < _END_OF_DIRECTORY.size:
        return ()
    if _END_OF_DIRECTORY.unpack_from(tail, end)[5] > _LARGEST_DIRECTORY_BYTES:
        return ()
    try:
        with zipfile.ZipFile(path) as archive:
            return tuple(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return ()


def _kind_of_archive(head: bytes, names: tuple[str, ...]) -> Kind:
    """By its names; of a damaged archive, by the name of its first entry."""
    for mime_type, kind in _MIME_TYPES:
        if mime_type in head[:128]:
            return kind
    first = head[30 : 30 + int.from_bytes(head[26:28], "little")].decode("utf-8", "replace")
    present = [name.replace("\\", "/") for name in (*names, first)]
    for part, kind in _PARTS:
        if any(name.startswith(part) for name in present):
            return kind
    return "zip"


def _kind_of_markup(start: str) -> Kind:
    """By the first characters."""
    if _WORD_XML.match(start):
        return "word-xml"
    if _HTML.match(start):
        return "html"
    return "mhtml" if _MHTML.match(start) else "text"


def _as_text(head: bytes) -> str:
    """Enough of a decoding to see markup, which is ASCII."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if head.startswith(mark):
            return head[len(mark) :].decode(encoding, "ignore")
    return head.decode("latin-1")


def _is_prose(before: bytes) -> bool:
    """Whether a text that merely speaks of %PDF- stands before the mark: several lines, or other letters than ASCII."""
    return before.count(b"\n") > 3 or (bool(before.strip(_BLANKS)) and not before.strip(_BLANKS).isascii())
