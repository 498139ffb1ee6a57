"""How the local speech server may answer one request: as it should, or with one of the faults that servers have.

An answer is a value; `parts` says what goes over the wire, in order.
"""

import io
import json
import wave
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

import av
import lameenc
import numpy as np
from av.audio.frame import AudioFrame
from tests.support.babble import SYLLABLE_S, babble

Framing = Literal["length", "chunked", "close"]
"""How the end of a body is told: by Content-Length, by chunks, or by closing the connection."""
SECONDS_PER_CHARACTER = 0.2
CONTENT_TYPES = {"wav": "audio/wav", "mp3": "audio/mpeg", "flac": "audio/flac", "opus": "audio/ogg"}
REASONS = {200: "OK", 429: "Too Many Requests"}


@dataclass(frozen=True, slots=True)
class Pause:
    """Wait."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Silence:
    """Say nothing any more, until the client goes or the server is stopped."""


@dataclass(frozen=True, slots=True)
class Reset:
    """Drop the connection so that the client's system is told (RST)."""


Part = bytes | Pause | Silence | Reset


@dataclass(frozen=True, slots=True)
class Asked:
    """The body of a request for speech."""

    model: str
    text: str
    voice: str
    response_format: str
    speed: float
    instructions: str = ""


@dataclass(frozen=True, slots=True)
class Well:
    """Speech: one tone for each letter or character, marks are silent."""

    text: str | None = None
    """What is said instead."""
    times: int = 1
    """How often it is said."""
    rate_hz: int = 24_000
    channels: int = 1
    format: str | None = None
    """What is sent, whatever was asked for."""
    framing: Framing = "length"
    streamed: bool = False
    """A WAV whose head does not know its length."""
    volume: float = 0.3
    seconds_per_character: float = SECONDS_PER_CHARACTER
    pause_s: float = 0.0
    """Thinking before the first byte."""
    speechlike: bool = False
    """Babble that depends on the text, which the checks of clips take for speech, instead of tones."""

    def body(self, asked: Asked) -> bytes:
        """The sound's bytes."""
        text = (asked.text if self.text is None else self.text) * self.times
        seconds = self.seconds_per_character / asked.speed
        sounds = tuple(ord(character) for character in text if character.isalnum())
        if self.speechlike:
            pcm = babble(sounds, tempo=SYLLABLE_S / seconds).data
        else:
            pcm = tones(len(sounds), seconds, self.rate_hz, self.volume)
        kind = self.format or asked.response_format
        return encoded(pcm, self.rate_hz, self.channels, "wav-streamed" if kind == "wav" and self.streamed else kind)

    def parts(self, asked: Asked | None) -> Iterator[Part]:
        assert asked is not None
        kind = CONTENT_TYPES.get(self.format or asked.response_format, "audio/mpeg")
        yield Pause(self.pause_s)
        yield from framed(200, self.body(asked), kind, self.framing)


@dataclass(frozen=True, slots=True)
class CutAt:
    """A good answer, of whose body only the first bytes come; negative counts from the end."""

    bytes: int
    framing: Framing = "length"
    then: Literal["close", "reset", "silence"] = "close"
    well: Well = field(default_factory=Well)

    def parts(self, asked: Asked | None) -> Iterator[Part]:
        assert asked is not None
        body = self.well.body(asked)
        kind = CONTENT_TYPES[self.well.format or asked.response_format]
        whole = list(framed(200, body, kind, self.framing))
        head = whole[0]
        assert isinstance(head, bytes)
        yield head
        kept = body[: self.bytes]
        yield chunk(kept) if self.framing == "chunked" else kept
        if self.then == "reset":
            yield Reset()
        if self.then == "silence":
            yield Silence()


@dataclass(frozen=True, slots=True)
class Drip:
    """A good answer, of which a little comes every now and then."""

    every_s: float = 0.05
    bytes: int = 1
    from_head: bool = False
    """Whether already the head comes so."""

    def parts(self, asked: Asked | None) -> Iterator[Part]:
        assert asked is not None
        head, body = list(framed(200, Well().body(asked), "audio/wav", "length"))[:2]
        assert isinstance(head, bytes)
        assert isinstance(body, bytes)
        if not self.from_head:
            yield head
        slow = head + body if self.from_head else body
        for start in range(0, len(slow), self.bytes):
            yield slow[start : start + self.bytes]
            yield Pause(self.every_s)


@dataclass(frozen=True, slots=True)
class Status:
    """An HTTP status with a message, by default in OpenAI's form."""

    code: int
    message: str = "something is wrong"
    param: str | None = None
    body: bytes | None = None
    content_type: str = "application/json"
    retry_after: str | None = None
    headers: tuple[tuple[str, str], ...] = ()

    def parts(self, asked: Asked | None) -> Iterator[Part]:
        error = {"error": {"message": self.message, "type": "invalid_request_error", "param": self.param}}
        body = json.dumps(error).encode() if self.body is None else self.body
        extra = (("Retry-After", self.retry_after),) if self.retry_after is not None else ()
        yield from framed(self.code, body, self.content_type, "length", (*self.headers, *extra))


def page(body: str = "<html><head><title>Welcome</title></head><body>Log in</body></html>") -> Status:
    """A web page with status 200."""
    return Status(200, body=body.encode(), content_type="text/html; charset=utf-8")


def json_error(message: str = "model is loading") -> Status:
    """An error as JSON with status 200."""
    return Status(200, message)


def garbage(size: int = 5_000, seed: int = 1) -> Status:
    """Noise that calls itself sound."""
    noise = np.random.default_rng(seed).integers(0, 256, size, dtype=np.uint8).tobytes()
    return Status(200, body=b"\x00\x01" + noise, content_type="audio/wav")


def empty(framing: Framing = "length") -> "Raw":
    """Success, and nothing in it."""
    return Raw(b"".join(part for part in framed(200, b"", "audio/wav", framing) if isinstance(part, bytes)))


def redirect(target: str, code: int = 307) -> Status:
    """To another place."""
    return Status(code, body=b"", headers=(("Location", target),))


def silent() -> Well:
    """Sound of the right length in which nothing is heard."""
    return Well(volume=0.0)


def twice() -> Well:
    """Everything is said twice."""
    return Well(times=2)


@dataclass(frozen=True, slots=True)
class Hang:
    """Take the request and never answer."""

    def parts(self, asked: Asked | None) -> Iterator[Part]:
        yield Silence()


@dataclass(frozen=True, slots=True)
class Vanish:
    """Take the request and drop the connection."""

    reset: bool = True

    def parts(self, asked: Asked | None) -> Iterator[Part]:
        if self.reset:
            yield Reset()


@dataclass(frozen=True, slots=True)
class Huge:
    """A body without end."""

    framing: Framing = "chunked"

    def parts(self, asked: Asked | None) -> Iterator[Part]:
        yield head_of(200, "audio/wav", self.framing, 2**40)
        yield chunk(wav_head(24_000, 1, 0xFFFFFFFF)) if self.framing == "chunked" else wav_head(24_000, 1, 0xFFFFFFFF)
        block = bytes(2**18)
        while True:
            yield chunk(block) if self.framing == "chunked" else block


@dataclass(frozen=True, slots=True)
class Raw:
    """Any bytes in place of an answer."""

    wire: bytes

    def parts(self, asked: Asked | None) -> Iterator[Part]:
        yield self.wire


Answer = Well | CutAt | Drip | Status | Hang | Vanish | Huge | Raw


def framed(
    status: int, body: bytes, content_type: str, framing: Framing, headers: tuple[tuple[str, str], ...] = ()
) -> Iterator[bytes]:
    """Head and body of a whole answer."""
    yield head_of(status, content_type, framing, len(body), headers)
    if framing != "chunked":
        yield body
        return
    for start in range(0, len(body), 4096):
        yield chunk(body[start : start + 4096])
    yield b"0\r\n\r\n"


def head_of(
    status: int, content_type: str, framing: Framing, size: int, headers: tuple[tuple[str, str], ...] = ()
) -> bytes:
    """Status line and headers."""
    end = {"length": f"Content-Length: {size}\r\n", "chunked": "Transfer-Encoding: chunked\r\n", "close": ""}[framing]
    extra = "".join(f"{name}: {value}\r\n" for name, value in headers)
    reason = REASONS.get(status, "Whatever")
    return (
        f"HTTP/1.1 {status} {reason}\r\nContent-Type: {content_type}\r\nConnection: close\r\n{end}{extra}\r\n".encode()
    )


def chunk(data: bytes) -> bytes:
    """One piece of a chunked body."""
    return f"{len(data):x}\r\n".encode() + data + b"\r\n"


@cache
def tones(count: int, seconds: float, rate_hz: int, volume: float) -> bytes:
    """That many different tones one after the other, 16 bits, mono."""
    length = round(seconds * rate_hz)
    time_s = np.arange(length) / rate_hz
    envelope = np.minimum(1.0, np.minimum(time_s, time_s[::-1]) / 0.01) if length else time_s
    pieces = [np.sin(2 * np.pi * (200 + 37 * (number % 16)) * time_s) * envelope for number in range(count)]
    whole = np.concatenate(pieces) if pieces else np.zeros(0)
    return bytes((whole * volume * 32767).astype("<i2").tobytes())


def wav_head(rate_hz: int, channels: int, size: int) -> bytes:
    """As a server writes it that does not know the length: with whatever size."""
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setparams((channels, 2, rate_hz, 0, "NONE", ""))
        file.writeframes(b"")
    head = bytearray(buffer.getvalue())
    head[4:8] = min(0xFFFFFFFF, size + 36).to_bytes(4, "little")
    head[40:44] = size.to_bytes(4, "little")
    return bytes(head)


@cache
def encoded(pcm: bytes, rate_hz: int, channels: int, kind: str) -> bytes:
    """In the form that was asked for."""
    sound = np.repeat(np.frombuffer(pcm, "<i2"), channels).tobytes()
    if kind in {"wav", "wav-streamed"}:
        return wav_head(rate_hz, channels, len(sound) if kind == "wav" else 0xFFFFFFFF) + sound
    if kind == "mp3":
        encoder = lameenc.Encoder()
        encoder.set_in_sample_rate(rate_hz)
        encoder.set_channels(channels)
        encoder.set_bit_rate(64)
        encoder.silence()
        return bytes(encoder.encode(sound) + encoder.flush())
    return _by_av(pcm, rate_hz, {"flac": ("flac", "flac"), "opus": ("ogg", "libopus")}[kind])


def _by_av(pcm: bytes, rate_hz: int, form: tuple[str, str]) -> bytes:
    container, codec = form
    target_hz = 48_000 if codec == "libopus" else rate_hz
    file = io.BytesIO()
    with av.open(file, "w", format=container) as output:
        stream = output.add_stream(codec, rate=target_hz, layout="mono")
        frame = AudioFrame(format="s16", layout="mono", samples=len(pcm) // 2)
        frame.planes[0].update(pcm)
        frame.sample_rate = rate_hz
        for piece in stream.encode(frame):
            output.mux(piece)
        for piece in stream.encode(None):
            output.mux(piece)
    return file.getvalue()
