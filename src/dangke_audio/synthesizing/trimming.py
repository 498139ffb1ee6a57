"""Cut an engine's silence off both ends of a clip: pauses are ours to choose.

Kokoro puts about 0.4 s before and 1.0 s behind each utterance.
"""

import numpy as np

from dangke_audio.model.audio import Pcm

MARGIN_MS = 30
"""What stays on either side of the first and last audible sound, for soft consonants and the decay of the last vowel."""
WINDOW_MS = 5
AUDIBLE_DB = -50.0
"""A window louder than this (RMS, full scale = 0 dB) is sound. Kokoro's silence lies below −70 dB."""


def trim(pcm: Pcm) -> Pcm:
    """The clip from 30 ms before its first audible window to 30 ms behind its last; empty if nothing is audible."""
    samples = np.frombuffer(pcm.data, dtype="<i2").astype(np.float64)
    window = pcm.rate_hz * WINDOW_MS // 1000
    count = len(samples) // window
    power = np.mean(samples[: count * window].reshape(count, window) ** 2, axis=1) if count else np.zeros(0)
    audible = np.flatnonzero(power > (32768.0 * 10 ** (AUDIBLE_DB / 20)) ** 2)
    if not len(audible):
        return Pcm(pcm.rate_hz, b"")
    margin = pcm.rate_hz * MARGIN_MS // 1000
    first = max(0, int(audible[0]) * window - margin)
    last = min(len(samples), (int(audible[-1]) + 1) * window + margin)
    return Pcm(pcm.rate_hz, pcm.data[2 * first : 2 * last])
