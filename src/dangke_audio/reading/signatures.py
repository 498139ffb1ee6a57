"""What a file that is no plain text is, told by its first bytes."""

_PLAIN = "另存为“纯文本（*.txt）”"

# First bytes → what the file is.
# Source: https://en.wikipedia.org/wiki/List_of_file_signatures
_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "图片（PNG）"),
    (b"\xff\xd8\xff", "图片（JPEG）"),
    (b"GIF8", "图片（GIF）"),
    (b"BM", "图片（BMP）"),
    (b"II*\x00", "图片（TIFF）"),
    (b"MM\x00*", "图片（TIFF）"),
    (b"RIFF", "音视频或图片（RIFF）"),
    (b"ID3", "音频（MP3）"),
    (b"\xff\xfb", "音频（MP3）"),
    (b"\xff\xf3", "音频（MP3）"),
    (b"\xff\xf2", "音频（MP3）"),
    (b"fLaC", "音频（FLAC）"),
    (b"OggS", "音频（OGG）"),
    (b"%PDF-", "PDF 文件"),
    (b"PK\x03\x04", "Word 新格式（docx）或压缩包"),
    (b"PK\x05\x06", "压缩包（ZIP）"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Word 或 WPS 旧格式（doc、wps）"),
    (b"{\\rtf", "写字板文件（RTF）"),
    (b"Rar!", "压缩包（RAR）"),
    (b"7z\xbc\xaf\x27\x1c", "压缩包（7z）"),
    (b"\x1f\x8b", "压缩包（GZIP）"),
    (b"BZh", "压缩包（BZ2）"),
    (b"\xfd7zXZ\x00", "压缩包（XZ）"),
    (b"\x7fELF", "程序"),
    (b"MZ", "程序"),
    (b"SQLite format 3\x00", "数据库"),
)
_DOCUMENTS = ("PDF", "Word", "写字板")
# Two letters could also begin a text: such a file must hold a NUL byte, too.
_TOO_SHORT = 2


def signature(head: bytes) -> str | None:
    """What the file is, in Chinese, or None if its first bytes (a kilobyte is enough) may well be text."""
    if head[4:8] == b"ftyp":
        return "音视频（MP4）"
    for start, what in _SIGNATURES:
        if head.startswith(start) and (len(start) > _TOO_SHORT or not start.isascii() or b"\x00" in head):
            return what
    return None


def remedy(what: str) -> str:
    """What the user can do about such a file."""
    if what.startswith(_DOCUMENTS):
        return f"请用 Word 或 WPS 打开它，{_PLAIN}后再试"
    return "请给出讲稿的文本文件（.txt）"
