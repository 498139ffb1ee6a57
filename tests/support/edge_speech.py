"""What the read-aloud service would say: speech-like MP3 with one burst for each syllable, and when each word sounds.

The pitch of a burst is its character's, so that what was meant for another text is known by its sound.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import lameenc
import numpy as np

RATE_HZ = 24_000
FRAME_BYTES = 144
LEAD_S, SYLLABLE_S, PAUSE_S, TAIL_S = 0.1, 0.2, 0.2, 0.8
# The service tells words; two characters each will do.
PIECES = re.compile(r"[㐀-鿿]{1,2}|[A-Za-z]+|[，。！？；：、]")


@dataclass(frozen=True, slots=True)
class Word:
    """A WordBoundary."""

    start_s: float
    length_s: float
    text: str


@dataclass(frozen=True, slots=True)
class Speech:
    """Sound and words."""

    mp3: bytes
    words: tuple[Word, ...]


@lru_cache(maxsize=512)
def speech(text: str, *, speed: float = 1.0, kbps: int = 48, rate_hz: int = RATE_HZ, loud: bool = True) -> Speech:
    """The whole text at 5 syllables a second, with 0.1 s before and 0.8 s behind it, as the service does."""
    place, words = LEAD_S, []
    for piece in PIECES.findall(text):
        length = (PAUSE_S if not piece[0].isalnum() else SYLLABLE_S * len(piece)) / speed
        if piece[0].isalnum():
            words.append(Word(round(place, 4), length, piece))
        place += length
    samples = np.zeros(int((place + TAIL_S) * rate_hz))
    for word in words:
        edges = np.linspace(word.start_s, word.start_s + word.length_s, len(word.text) + 1) * rate_hz
        for character, (start, end) in zip(word.text, pairwise(edges.astype(int)), strict=True):
            steps = np.arange(end - start)
            swell = 9000 * np.sin(np.pi * steps / len(steps))
            samples[start:end] = swell * np.sin(2 * np.pi * (150 + 37 * ord(character) % 400) * steps / rate_hz)
    return Speech(encoded(samples if loud else samples * 0, kbps, rate_hz), tuple(words))


def silence(seconds: float) -> bytes:
    """MP3 without a sound."""
    return encoded(np.zeros(int(seconds * RATE_HZ)), 48, RATE_HZ)


def encoded(samples: "np.ndarray[tuple[int, ...], np.dtype[np.float64]]", kbps: int, rate_hz: int) -> bytes:
    """Constant bitrate, mono, no Info frame: 144 bytes for each 576 samples at 24 kHz and 48 kbit/s."""
    lame = lameenc.Encoder()
    lame.silence()
    lame.set_channels(1)
    lame.set_in_sample_rate(rate_hz)
    lame.set_out_sample_rate(rate_hz)
    lame.set_bit_rate(kbps)
    lame.set_quality(7)
    return bytes(lame.encode(samples.astype("<i2").tobytes())) + bytes(lame.flush())
