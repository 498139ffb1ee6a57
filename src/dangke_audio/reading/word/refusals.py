"""What a file is that pretends to be a Word document, and what its owner can do about it."""

from dangke_audio.errors import SourceError
from dangke_audio.reading.archive import Archive
from dangke_audio.reading.signatures import remedy, signature

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE_AS_DOCX = "请用 Word 或 WPS 打开它，另存为“Word 文档（*.docx）”后再试"
_CHECK = "请检查是否选错了文件"
# Word in the list of content types → what such a file is. Source: ECMA-376 part 1, §11–§13.
_TYPES = (
    (b"spreadsheetml", "Excel 表格"),
    (b"ms-excel", "Excel 表格"),
    (b"presentationml", "PPT 演示文稿"),
    (b"ms-powerpoint", "PPT 演示文稿"),
    (b"vnd.visio", "Visio 绘图"),
)
# The same in the first entry of other families of documents.
_MIME_TYPES = ((b"epub", "电子书（EPUB）"), (b"opendocument", "OpenDocument 文件（odt、ods）"))


def refusal_of_bytes(data: bytes) -> SourceError | None:
    """Why these bytes cannot be a Word document; None if they may."""
    if not data[:65_536].strip(b"\x00 \t\r\n"):
        return SourceError("文件是空的", hint="请检查讲稿是否已经保存")
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            return SourceError("文件加了密码，无法读取", hint="请用 Word 或 WPS 打开它，取消密码后另存再试")
        return SourceError("这其实是 Word 或 WPS 的旧格式（doc、wps）", hint=_SAVE_AS_DOCX)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return None
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html")):
        return SourceError(
            "这其实是网页文件（HTML）", hint=f"请把后缀改成 .html 再试；或{_SAVE_AS_DOCX.removeprefix('请')}"
        )
    if head.startswith(b"<?xml"):
        return SourceError("这其实是 XML 格式的文档", hint=_SAVE_AS_DOCX)
    what = signature(data[:1024])
    if what:
        return SourceError(f"这其实是{what}，不是 .docx 文档", hint=remedy(what))
    return SourceError("这不是 Word 文档，或者文件已损坏", hint=_CHECK)


def refusal_of_archive(archive: Archive) -> SourceError | None:
    """Why this zip file is no Word document; None if it may be one."""
    types = archive.content("[Content_Types].xml").replace(b"\x00", b"").lower()
    if b"wordprocessingml" in types or b"ms-word" in types:
        return None
    what = next((what for word, what in _TYPES if word in types), None)
    if what is None and "mimetype" in archive:
        kind = archive.content("mimetype", 1_000)
        what = next((what for word, what in _MIME_TYPES if word in kind), None)
    if what:
        return SourceError(f"这是{what}，不是 Word 文档", hint=_CHECK)
    if types:
        return SourceError("这不是 Word 文档", hint=_CHECK)
    return SourceError("这是压缩包，不是 Word 文档", hint="请先解压，再给出里面的讲稿文件")
