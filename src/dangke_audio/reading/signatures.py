"""What a file is that no reader takes, told by its first bytes; `kinds` knows those that one does."""

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
    (b"PK\x05\x06", "压缩包（ZIP）"),
    (b"Rar!", "压缩包（RAR）"),
    (b"7z\xbc\xaf\x27\x1c", "压缩包（7z）"),
    (b"\x1f\x8b", "压缩包（GZIP）"),
    (b"BZh", "压缩包（BZ2）"),
    (b"\xfd7zXZ\x00", "压缩包（XZ）"),
    (b"\x7fELF", "程序"),
    (b"MZ", "程序"),
    (b"SQLite format 3\x00", "数据库"),
)
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
