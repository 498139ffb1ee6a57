"""Bytes → text: which encoding a Chinese script is in.

Without a byte order mark each candidate decodes strictly, and the most plausible text wins (GB 18030 gives a meaning
to nearly any bytes, so that decoding succeeds proves nothing). UTF-8 is hard to meet by chance and starts ahead.
"""

import codecs
from dataclasses import dataclass

from dangke_audio.reading.frequency import plausibility

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
_CANDIDATES = ("utf-8", "gb18030", "big5hkscs", "cp950", "utf-16-le", "utf-16-be")
_SAMPLE = 20_000
"""Characters that are weighed: more would not change the choice."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A script's text without its byte order mark."""

    text: str
    encoding: str
    """A name that Python knows, or `utf-8+gb18030` for a file that is partly in either."""
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
            decoded = _decode_as(encoding, data[len(mark) :])
            if decoded is None:
                raise UndecodableError(len(mark) + _first_bad(data[len(mark) :], encoding))
            return decoded
    candidates = [decoded for encoding in _CANDIDATES if (decoded := _decode_as(encoding, data)) is not None]
    if all(decoded.encoding != "utf-8" for decoded in candidates):
        candidates += _decode_mixed(data)
    best = max(candidates, key=_score, default=None)
    if best is None or _score(best) < 0:
        raise UndecodableError(max(_first_bad(data, encoding) for encoding in ("utf-8", "gb18030")))
    return best


def _score(decoded: Decoded) -> float:
    """Plausibility of a sample from the head of the text, with the head start of the encoding."""
    return plausibility(decoded.text[:_SAMPLE]) + _HEAD_START.get(decoded.encoding, 0.0)


def _decode_as(encoding: str, data: bytes) -> Decoded | None:
    """Decode strictly; only a character that the end of the file cuts in two is forgiven."""
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        if error.end < len(data) or len(data) - error.start > 3 or error.start == 0:
            return None
        return Decoded(data[: error.start].decode(encoding), encoding, cut_short=True)


def _decode_mixed(data: bytes) -> list[Decoded]:
    """Two texts pasted into one file: each line is UTF-8 or else GB 18030. At most one candidate."""
    lines: list[str] = []
    utf8 = 0
    for line in data.splitlines(keepends=True):
        decoded = _decode_as("utf-8", line)
        utf8 += decoded is not None and not line.isascii()
        decoded = decoded or _decode_as("gb18030", line)
        if decoded is None or plausibility(decoded.text) < 0:
            return []
        lines.append(decoded.text)
    return [Decoded("".join(lines), "utf-8+gb18030")] if utf8 else []


def _first_bad(data: bytes, encoding: str) -> int:
    """Offset of the first byte that does not fit."""
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        return error.start
    return 0
