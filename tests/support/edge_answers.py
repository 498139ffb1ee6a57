"""How the local read-aloud service may answer one connection: as it should, or with one of the faults of the real one.

An answer is a value; `steps` says what goes over the wire for a request. `Status` answers before there is a WebSocket.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tests.support.edge_messages import audio, messages, opening, response, turn_end, until
from tests.support.edge_speech import FRAME_BYTES, Speech, silence, speech


@dataclass(frozen=True, slots=True)
class Pause:
    """Wait."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Close:
    """Say farewell before the end."""

    code: int = 1000


@dataclass(frozen=True, slots=True)
class Abort:
    """Drop the connection without farewell."""


@dataclass(frozen=True, slots=True)
class Hang:
    """Say nothing any more, and read nothing."""


Step = str | bytes | Pause | Close | Abort | Hang


@dataclass(frozen=True, slots=True)
class Asked:
    """What the SSML asks for."""

    text: str
    voice: str
    rate: str
    pitch: str
    volume: str

    @property
    def speech(self) -> Speech:
        """What a good answer holds."""
        return speech(self.text, speed=1 + int(self.rate.rstrip("%")) / 100)


@dataclass(frozen=True, slots=True)
class Status:
    """An HTTP status instead of a WebSocket, or instead of the list of voices."""

    code: int
    skew_s: float = 0.0
    """How far the header Date is ahead of our clock."""
    date: str | None = None
    """The header Date as it is, instead."""
    retry_after: str | None = None


@dataclass(frozen=True, slots=True)
class Well:
    """As it should be."""

    def steps(self, asked: Asked) -> Iterator[Step]:
        yield from messages(asked.speech)


@dataclass(frozen=True, slots=True)
class NoAudio:
    """The turn is closed without a sound: what overload looks like."""

    def steps(self, asked: Asked) -> Iterator[Step]:
        yield from (opening(), response(), turn_end())


@dataclass(frozen=True, slots=True)
class Vanish:
    """Closed without a word: what a voice that is not there looks like."""

    def steps(self, asked: Asked) -> Iterator[Step]:
        yield Close(1007)


@dataclass(frozen=True, slots=True)
class CutAt:
    """The connection ends after so many bytes of sound, with a farewell or without."""

    byte: int
    abort: bool = False

    def steps(self, asked: Asked) -> Iterator[Step]:
        yield from until(self.byte, asked.speech)
        yield Abort() if self.abort else Close()


@dataclass(frozen=True, slots=True)
class Silent:
    """Nothing any more after so many bytes of sound."""

    byte: int = 0

    def steps(self, asked: Asked) -> Iterator[Step]:
        if self.byte:
            yield from until(self.byte, asked.speech)
        yield Hang()


@dataclass(frozen=True, slots=True)
class Drip:
    """A good answer, frame by frame, with a pause before each."""

    pause_s: float

    def steps(self, asked: Asked) -> Iterator[Step]:
        for message in messages(asked.speech, FRAME_BYTES):
            yield Pause(self.pause_s)
            yield message


@dataclass(frozen=True, slots=True)
class Chatter:
    """Messages for ever that keep the connection open and say nothing."""

    pause_s: float

    def steps(self, asked: Asked) -> Iterator[Step]:
        while True:
            yield Pause(self.pause_s)
            yield response()


@dataclass(frozen=True, slots=True)
class Flood:
    """Sound for ever, as fast as it is taken."""

    def steps(self, asked: Asked) -> Iterator[Step]:
        yield from (opening(), response())
        while True:
            yield audio(asked.speech.mp3)


@dataclass(frozen=True, slots=True)
class GarbageMessage:
    """A message that makes no sense, after so many bytes of sound."""

    message: str | bytes
    byte: int = 0

    def steps(self, asked: Asked) -> Iterator[Step]:
        yield from until(self.byte, asked.speech)
        yield self.message
        yield from messages(asked.speech)


@dataclass(frozen=True, slots=True)
class GarbageAudio:
    """Properly wrapped, but the bytes of the sound are thrown dice."""

    seed: int = 1

    def steps(self, asked: Asked) -> Iterator[Step]:
        noise = random.Random(self.seed).randbytes(len(asked.speech.mp3))
        yield from messages(replace(asked.speech, mp3=noise))


@dataclass(frozen=True, slots=True)
class Damaged:
    """Some bytes of the sound are lost on the way."""

    at_share: float = 0.5
    lost_bytes: int = 50

    def steps(self, asked: Asked) -> Iterator[Step]:
        mp3 = asked.speech.mp3
        place = int(self.at_share * len(mp3))
        yield from messages(replace(asked.speech, mp3=mp3[:place] + mp3[place + self.lost_bytes :]))


@dataclass(frozen=True, slots=True)
class ShortAudio:
    """Closed properly, all words told, but only a part of the sound."""

    share: float = 0.5

    def steps(self, asked: Asked) -> Iterator[Step]:
        frames = int(self.share * len(asked.speech.mp3) / FRAME_BYTES)
        yield from messages(replace(asked.speech, mp3=asked.speech.mp3[: frames * FRAME_BYTES]))


@dataclass(frozen=True, slots=True)
class LongAudio:
    """Goes on and on after the last word."""

    seconds: float = 5.0

    def steps(self, asked: Asked) -> Iterator[Step]:
        yield from messages(replace(asked.speech, mp3=asked.speech.mp3 + silence(self.seconds)))


@dataclass(frozen=True, slots=True)
class Mute:
    """Right in form and length, but nothing is to be heard."""

    def steps(self, asked: Asked) -> Iterator[Step]:
        whole = asked.speech
        yield from messages(replace(whole, mp3=silence(len(whole.mp3) / FRAME_BYTES * 576 / 24_000)))


@dataclass(frozen=True, slots=True)
class OtherText:
    """The answer to somebody else's request."""

    text: str = "这是另外一段话。"

    def steps(self, asked: Asked) -> Iterator[Step]:
        yield from messages(speech(self.text))


@dataclass(frozen=True, slots=True)
class HalfText:
    """Whole in itself, but the text is read only to its middle."""

    def steps(self, asked: Asked) -> Iterator[Step]:
        yield from messages(speech(asked.text[: len(asked.text) // 2]))


@dataclass(frozen=True, slots=True)
class NoWords:
    """Sound without a word on what is in it."""

    def steps(self, asked: Asked) -> Iterator[Step]:
        yield from messages(replace(asked.speech, words=()))


@dataclass(frozen=True, slots=True)
class OtherForm:
    """Another bitrate or sample rate than was asked for."""

    kbps: int = 64
    rate_hz: int = 24_000

    def steps(self, asked: Asked) -> Iterator[Step]:
        yield from messages(speech(asked.text, kbps=self.kbps, rate_hz=self.rate_hz))


SpokenAnswer = (
    Well | NoAudio | Vanish | CutAt | Silent | Drip | Chatter | Flood | GarbageMessage | GarbageAudio | Damaged | ShortAudio
    | LongAudio | Mute | OtherText | HalfText | NoWords | OtherForm
)  # fmt: skip
Answer = SpokenAnswer | Status
WELL = Well()
