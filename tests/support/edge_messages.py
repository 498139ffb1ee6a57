"""What goes over the wire when the read-aloud service speaks: the messages of one turn."""

import json
from collections.abc import Iterator
from dataclasses import replace

from tests.support.edge_speech import FRAME_BYTES, Speech

TICKS_PER_SECOND = 10_000_000
PIECE_BYTES = 5 * FRAME_BYTES


def messages(whole: Speech, piece_bytes: int = PIECE_BYTES) -> Iterator[str | bytes]:
    """A turn: every word is told before its sound comes."""
    yield from (opening(), response())
    words = list(reversed(whole.words))
    for start in range(0, len(whole.mp3), piece_bytes):
        seconds = start / FRAME_BYTES * 576 / 24_000
        while words and words[-1].start_s <= seconds + 1:
            yield word(words[-1].text, words[-1].start_s, words.pop().length_s)
        yield audio(whole.mp3[start : start + piece_bytes])
    for late in reversed(words):
        yield word(late.text, late.start_s, late.length_s)
    yield from (audio(b""), turn_end())


def until(byte: int, whole: Speech) -> Iterator[str | bytes]:
    """The beginning of a turn, with so many bytes of sound at most."""
    if byte <= 0:
        yield from (opening(), response())
        return
    yield from list(messages(replace(whole, mp3=whole.mp3[:byte])))[:-2]


def opening() -> str:
    """The first message."""
    return _text("turn.start", {"context": {"serviceTag": "0"}})


def response() -> str:
    """The second one."""
    return _text("response", {"context": {"serviceTag": "0"}, "audio": {"type": "inline", "streamId": "0"}})


def turn_end() -> str:
    """The last one."""
    return _text("turn.end", {})


def word(text: str, start_s: float, length_s: float) -> str:
    """One WordBoundary, times in units of 100 ns."""
    data = {
        "Offset": round(start_s * TICKS_PER_SECOND),
        "Duration": round(length_s * TICKS_PER_SECOND),
        "text": {"Text": text, "Length": len(text), "BoundaryType": "WordBoundary"},
    }
    return metadata({"Metadata": [{"Type": "WordBoundary", "Data": data}]})


def metadata(body: object) -> str:
    """A message of path audio.metadata."""
    return _text("audio.metadata", body)


def audio(mp3: bytes, content_type: str = "audio/mpeg") -> bytes:
    """Two bytes of length, header lines, sound; an empty one ends the sound."""
    lines = ["X-RequestId:0", *([f"Content-Type:{content_type}"] if mp3 else []), "X-StreamId:0", "Path:audio", ""]
    header = "\r\n".join(lines).encode()
    return len(header).to_bytes(2) + header + mp3


def _text(path: str, body: object) -> str:
    return f"X-RequestId:0\r\nContent-Type:application/json; charset=utf-8\r\nPath:{path}\r\n\r\n{json.dumps(body)}"
