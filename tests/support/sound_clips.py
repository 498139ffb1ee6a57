"""Sounds for tests of trimming and checks."""

import numpy as np

from dangke_audio.model.audio import Pcm

RATE_HZ = 24_000


def tone(seconds: float, level: float = 0.3, pitch_hz: float = 220.0) -> Pcm:
    """A steady tone; `level` is its peak, full scale = 1."""
    times = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    return _pcm(level * np.sin(2 * np.pi * pitch_hz * times))


def silence(seconds: float) -> Pcm:
    """Digital silence."""
    return Pcm(RATE_HZ, bytes(2 * round(seconds * RATE_HZ)))


def joined(*pieces: Pcm) -> Pcm:
    """One behind the other."""
    return Pcm(RATE_HZ, b"".join(piece.data for piece in pieces))


def hiss(seconds: float, level: float) -> Pcm:
    """Noise that is the same at every call."""
    noise = np.random.default_rng(1).uniform(-level, level, round(seconds * RATE_HZ))
    return _pcm(noise)


def _pcm(samples: "np.ndarray[tuple[int, ...], np.dtype[np.float64]]") -> Pcm:
    return Pcm(RATE_HZ, np.round(samples * 32767).astype("<i2").tobytes())
