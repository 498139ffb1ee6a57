import io
import zipfile
from pathlib import Path

import pytest

from dangke_audio.errors import SourceError
from dangke_audio.reading import kinds, read
from dangke_audio.reading.kinds import Kind, kind_of, true_kind, zip_names

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def archive(*names: str, mime_type: str = "") -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as file:
        if mime_type:
            file.writestr("mimetype", mime_type, zipfile.ZIP_STORED)
        for name in names:
            file.writestr(name, "x" * 5000)
    return memory.getvalue()


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (OLE, "ole"),
        (b"{\\rtf1\\ansi\\ansicpg936", "rtf"),
        (b"\r\n{\\rtf1", "rtf"),
        (b"\xef\xbb\xbf{\\rtf1", "rtf"),
        (b"%PDF-1.4\n%\xe2\xe3", "pdf"),
        (b"\x00\x00HTTP noise\r\n%PDF-1.7", "pdf"),
        ("说明：以 %PDF-1.4 开头的文件".encode(), "text"),
        (b"<!DOCTYPE html>\n<html>", "html"),
        (b'<html xmlns:v="urn:schemas-microsoft-com:vml">', "html"),
        (b'<?xml version="1.0"?>\n<!-- saved -->\n<HTML lang=zh>', "html"),
        ("\ufeff<html><body>".encode("utf-16-le"), "html"),
        (b"\xef\xbb\xbf<!doctype html>", "html"),
        (b"<htmlish> is a word", "text"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>', "word-xml"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "mhtml"),
        ("同志们：大家好".encode("gb18030"), "text"),
        ("同志们：大家好".encode("utf-16"), "text"),
        (b"", "text"),
        (b"PK is no archive", "text"),
    ],
)
def test_first_bytes_tell(head: bytes, kind: Kind) -> None:
    assert kind_of(head) == kind


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (archive("[Content_Types].xml", "_rels/.rels", "word/document.xml"), "docx"),
        (archive("docProps/app.xml", "word\\document.xml"), "docx"),
        (archive("[Content_Types].xml", "xl/workbook.xml"), "excel"),
        (archive("[Content_Types].xml", "ppt/presentation.xml"), "powerpoint"),
        (archive("content.xml", mime_type="application/vnd.oasis.opendocument.text"), "odt"),
        (archive("content.xml", mime_type="application/vnd.oasis.opendocument.spreadsheet"), "ods"),
        (archive("content.xml", mime_type="application/vnd.oasis.opendocument.presentation"), "odp"),
        (archive("[Content_Types].xml", "visio/document.xml"), "visio"),
        (archive("META-INF/container.xml", mime_type="application/epub+zip"), "epub"),
        (archive("OEBPS/a.xhtml", "META-INF/container.xml"), "epub"),
        (archive("OFD.xml", "Doc_0/Document.xml"), "ofd"),
        (archive("Index/Document.iwa"), "pages"),
        (archive("讲稿.txt"), "zip"),
        (archive("[Content_Types].xml", "word/document.xml")[:3000], "docx"),
    ],
)
def test_archives_tell_by_their_names(tmp_path: Path, content: bytes, kind: Kind) -> None:
    path = tmp_path / "讲稿.doc"
    path.write_bytes(content)
    assert true_kind(path) == kind


def test_names_of_too_many_entries_are_not_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "讲稿.docx"
    path.write_bytes(archive(*(f"word/{number}.xml" for number in range(50))))
    assert len(zip_names(path)) == 50
    monkeypatch.setattr(kinds, "_LARGEST_DIRECTORY_BYTES", 1000)
    assert zip_names(path) == ()
    assert true_kind(path) == "docx"  # by the first entry


@pytest.mark.parametrize("name", ["讲稿.txt", "讲稿.md", "讲稿.html", "讲稿.docx", "讲稿.epub", "讲稿"])
@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "图片（PNG）"),
        (b"PK\x05\x06" + bytes(18), "压缩包"),
        (archive("讲稿.txt"), "压缩包"),
        (archive("xl/workbook.xml"), "Excel"),
        (archive("content.xml", mime_type="application/vnd.oasis.opendocument.spreadsheet"), "OpenDocument 表格"),
        (archive("content.xml", mime_type="application/vnd.oasis.opendocument.presentation"), "OpenDocument 演示文稿"),
        (b"\x00" * 99, "空"),
    ],
)
def test_what_is_no_script_is_named_whatever_it_is_called(tmp_path: Path, name: str, content: bytes, what: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(SourceError) as caught:
        read(path)
    assert what in caught.value.message
    assert (caught.value.place, bool(caught.value.hint)) == (name, True)
