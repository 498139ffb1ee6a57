"""Web archives (.mht, .mhtml): the page's own HTML out of the mail-like envelope in which browsers and Word save it."""

import re
from dataclasses import dataclass

_ENVELOPE = re.compile(rb"(?:[\w-]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){1,40}\r?\n")
_MIME = re.compile(rb"^(?:MIME-Version|Content-Type):", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Page:
    """The bytes of one HTML page."""

    data: bytes
    charset: str | None = None
    """As the envelope names it."""


def page_of(data: bytes) -> Page | None:
    """The page in a file: the file itself, or the first HTML part of an archive; None for an archive without any."""
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    envelope = _ENVELOPE.match(start)
    if envelope is None or not _MIME.search(envelope[0]):
        return Page(data)
    from email.parser import BytesParser

    message = BytesParser().parsebytes(data[data.index(start[:20]) :])
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            content = part.get_payload(decode=True)
            return Page(content, part.get_content_charset()) if isinstance(content, bytes) else None
    return None
