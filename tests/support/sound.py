"""Synthetic sound, and what an independent decoder makes of an MP3."""

import io

import av
import numpy as np
from numpy.typing import NDArray

from dangke_audio.model.audio import Pcm

RATE_HZ = 24_000


def tone(samples: int, *, hz: float = 220.0, rate_hz: int = RATE_HZ) -> Pcm:
    """A loud tone from the first sample to the last, so that soft edges and cuts show."""
    wave = 12_000 * np.cos(2 * np.pi * hz * np.arange(samples) / rate_hz)
    return Pcm(rate_hz, wave.astype("<i2").tobytes())


def noise(samples: int, *, seed: int = 1, rate_hz: int = RATE_HZ) -> Pcm:
    """Loud noise from the first sample to the last: the hardest case for joins."""
    wave = np.random.default_rng(seed).normal(0, 6000, samples).clip(-32_768, 32_767)
    return Pcm(rate_hz, wave.astype("<i2").tobytes())


def speechlike(samples: int, *, seed: int = 1, rate_hz: int = RATE_HZ) -> Pcm:
    """Noise and tone that swell and fade like syllables, five a second."""
    steps = np.arange(samples) / rate_hz
    swell = np.sin(np.pi * 5 * steps) ** 2
    hiss = np.random.default_rng(seed).normal(0, 1500, samples)
    wave = swell * (8000 * np.sin(2 * np.pi * (180 + 10 * seed) * steps) + hiss)
    return Pcm(rate_hz, wave.astype("<i2").tobytes())


def samples_of(pcm: Pcm) -> NDArray[np.int16]:
    """PCM as an array."""
    return np.frombuffer(pcm.data, "<i2")


def decoded(mp3: bytes) -> NDArray[np.float32]:
    """What FFmpeg (through PyAV) decodes, in units of one 16-bit step."""
    with av.open(io.BytesIO(mp3), format="mp3") as container:
        parts = [frame.to_ndarray().ravel() for frame in container.decode(audio=0)]
    return np.concatenate(parts).astype(np.float32) * 32_768
