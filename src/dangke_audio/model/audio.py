"""Sound: PCM, clips, and the one timeline from which every time in every file is taken."""

from dataclasses import dataclass
from math import lcm

from dangke_audio.model.lecture import SentenceKind


def frame_samples(rate_hz: int) -> int:
    """Samples in one MP3 frame: 1152 in MPEG-1 (32 kHz and up), 576 in MPEG-2 and 2.5 (ISO 11172-3, 13818-3)."""
    return 1152 if rate_hz >= 32_000 else 576


AAC_FRAME_SAMPLES = 1024
"""Of AAC-LC, at its own rate (ISO 14496-3)."""


def aac_rate_hz(rate_hz: int) -> int:
    """The rate at which a timeline of `rate_hz` is encoded as AAC: one whose frames meet those of MP3 often."""
    if rate_hz in {16_000, 24_000, 48_000}:
        return 32_000
    return 44_100 if rate_hz in {11_025, 22_050} else rate_hz


def joint_samples(rate_hz: int) -> int:
    """At multiples of so many samples both an MP3 and an AAC frame start: 2304, 96 ms, at 24 kHz."""
    return lcm(frame_samples(rate_hz), AAC_FRAME_SAMPLES * rate_hz // aac_rate_hz(rate_hz))


@dataclass(frozen=True, slots=True)
class Pcm:
    """Mono sound, 16-bit signed little-endian."""

    rate_hz: int
    data: bytes

    @property
    def samples(self) -> int:
        """How many samples there are."""
        return len(self.data) // 2


@dataclass(frozen=True, slots=True)
class Clip:
    """One utterance in the store: trimmed speech, its ends within 30 ms of the first and last sound."""

    key: str
    samples: int


@dataclass(frozen=True, slots=True)
class Block:
    """One clip and the silence around it: the unit that is encoded. All counts are samples.

    lead + clip + tail is a multiple of the MP3 frame, and lead and tail are each at least 50 ms of digital silence.
    """

    clip: Clip
    start: int
    lead: int
    tail: int
    gain_db: float
    """What is added to the clip's level: voices are not equally loud."""

    @property
    def samples(self) -> int:
        """The block's whole length."""
        return self.lead + self.clip.samples + self.tail

    @property
    def end(self) -> int:
        """Where the next block starts."""
        return self.start + self.samples


@dataclass(frozen=True, slots=True)
class ChapterSpan:
    """A chapter on the timeline: blocks[first:end] from sample `start` to sample `stop`."""

    title: str
    level: int
    first: int
    end: int
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Cue:
    """A sentence on the timeline, from the first sample of its speech to the last: blocks[first:stop]."""

    start: int
    end: int
    text: str
    first: int
    """Index of its first block."""
    stop: int
    """Index behind its last block."""
    kind: SentenceKind = "body"
    ends_paragraph: bool = True
    role: str | None = None
    """Who says it, where roles have voices of their own."""
    spoken: str = ""
    """What is said of it."""
    syllables: tuple[str | None, ...] = ()
    """One entry for each character of `spoken`: citation pinyin, None if not Han."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """The whole lecture in samples, without gaps."""

    rate_hz: int
    blocks: tuple[Block, ...]
    chapters: tuple[ChapterSpan, ...]
    cues: tuple[Cue, ...]

    @property
    def samples(self) -> int:
        """Length of the whole."""
        return self.blocks[-1].end if self.blocks else 0

    def milliseconds(self, samples: int) -> int:
        """A sample count as milliseconds, rounded to the nearest."""
        return (samples * 1000 + self.rate_hz // 2) // self.rate_hz
