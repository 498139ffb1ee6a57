"""Bytes → text: which encoding a Chinese script is in.

Without a byte order mark each candidate decodes strictly, and the most plausible text wins (GB 18030 gives a meaning
to nearly any bytes, so that decoding succeeds proves nothing). UTF-8 is hard to meet by chance and starts ahead.
"""

import codecs
from dataclasses import dataclass

from dangke_audio.reading.frequency import plausibility
from dangke_audio.reading.patchwork import decode_lines

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_HEAD_START = {"utf-8": 1.5}
# big5hkscs is Big5 with Hong Kong's additions; cp950 has Microsoft's.
_CANDIDATES = ("utf-8", "gb18030", "big5hkscs", "cp950", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
_MIXED_WITH = ("gb18030", "big5hkscs")
_SAMPLE = 20_000
"""Characters that are weighed: more would not change the choice."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A script's text without its byte order mark."""

    text: str
    encoding: str
    """A name that Python knows, or two joined by `+` for a file that is partly in either."""
    cut_short: bool = False
    """Whether the file ends inside a character."""


class UndecodableError(ValueError):
    """No encoding makes text of the bytes; `offset` is the first byte that does not fit the likeliest one."""

    def __init__(self, offset: int) -> None:
        super().__init__(f"cannot decode the byte at {offset}")
        self.offset = offset


def decode(data: bytes) -> Decoded:
    """Decode a script. Raises UndecodableError."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            decoded = _decode_marked(data[len(mark) :], encoding)
            if decoded is None:
                raise UndecodableError(len(mark) + _first_bad(data[len(mark) :], encoding))
            return decoded
    candidates = [decoded for encoding in _CANDIDATES if (decoded := _decode_as(encoding, data)) is not None]
    if all(decoded.encoding != "utf-8" for decoded in candidates):
        candidates += [*_decode_mixed(data), *_decode_headless(data)]
    best = max(candidates, key=_score, default=None)
    if best is None or _score(best) < 0:
        raise UndecodableError(max(_first_bad(data, encoding) for encoding in ("utf-8", "gb18030")))
    return best


def _score(decoded: Decoded) -> float:
    """Plausibility of characters from all over the text, with the head start of the encoding."""
    step = max(1, len(decoded.text) // _SAMPLE)
    return plausibility(decoded.text[::step]) + _HEAD_START.get(decoded.encoding, 0.0)


def _decode_marked(data: bytes, encoding: str) -> Decoded | None:
    """What follows a byte order mark: in its encoding, or at least mostly so."""
    decoded = _decode_as(encoding, data)
    if decoded is not None:
        return decoded
    if encoding in ("utf-8", "gb18030"):
        return max(_decode_mixed(data), key=_score, default=None)
    damaged = Decoded(data.decode(encoding, "replace").rstrip("\x00"), encoding)
    return damaged if _score(damaged) > 0 else None


def _decode_as(encoding: str, data: bytes) -> Decoded | None:
    """Decode strictly; only a character that the end of the file cuts in two is forgiven, and NUL bytes at the end."""
    if not encoding.startswith(("utf-16", "utf-32")):
        data = data.rstrip(b"\x00")
    try:
        return Decoded(data.decode(encoding).rstrip("\x00"), encoding)
    except UnicodeDecodeError as error:
        if error.end < len(data) or len(data) - error.start > 3 or error.start == 0:
            return None
        return Decoded(data[: error.start].decode(encoding), encoding, cut_short=True)


def _decode_headless(data: bytes) -> list[Decoded]:
    """A text whose first bytes are the end of a lost character."""
    starts = [(encoding, lost) for encoding, most in (("utf-8", 3), ("gb18030", 1)) for lost in range(1, most + 1)]
    found = [(encoding, _decode_as(encoding, data[lost:])) for encoding, lost in starts if not data[:lost].isascii()]
    return [Decoded("\ufffd" + d.text, encoding, d.cut_short) for encoding, d in found if d is not None]


def _decode_mixed(data: bytes) -> list[Decoded]:
    """Lines of two encodings, or with damaged bytes."""
    patchworks = [decode_lines(data.rstrip(b"\x00"), other) for other in _MIXED_WITH]
    return [Decoded(p.text, "+".join(sorted(p.encodings, reverse=True)), p.cut_short) for p in patchworks if p]


def _first_bad(data: bytes, encoding: str) -> int:
    """Offset of the first byte that does not fit."""
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        return error.start
    return 0
