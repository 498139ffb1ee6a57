"""Kinds of files → what a browser and a podcast app have to be told. Pure."""

UTF8 = "; charset=utf-8"
OF_KIND = {
    "lecture": "audio/mpeg",
    "section": "audio/mpeg",
    "part": "audio/mpeg",
    "m4b": "audio/mp4",
    "playlist": "audio/mpegurl",
    "vtt": "text/vtt" + UTF8,
    "srt": "application/x-subrip",
    "chapters": "application/json+chapters",
    "timetable": "text/plain" + UTF8,
    "lrc": "text/plain",
    "page": "text/html" + UTF8,
    "cover": "image/jpeg",
}
UNKNOWN = "application/octet-stream"
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def media_type(kind: str, head: bytes) -> str:
    """The `Content-Type` of a file by its kind and first bytes.

    An LRC is UTF-8 with a mark in front, or GB 18030 for old players, which has none.
    """
    if kind == "lrc":
        return OF_KIND[kind] + (UTF8 if head.startswith(BYTE_ORDER_MARK) else "; charset=gb18030")
    return OF_KIND.get(kind, UNKNOWN)
