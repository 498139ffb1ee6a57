"""Chimes in front of an announcement: struck bars and a bell, made of decaying partials."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from dangke_audio.model.audio import Pcm
from dangke_audio.model.horn import CHIMES

BAR = ((1.0, 1.0, 1.0), (2.756, 0.35, 0.4), (5.404, 0.12, 0.2))
"""Frequency, level and duration of a free bar's partials over its first (Fletcher & Rossing, The Physics of Musical
Instruments: 1, 2.756, 5.404)."""
BELL = ((0.5, 0.5, 1.3), (1.0, 1.0, 1.0), (1.2, 0.7, 0.8), (1.5, 0.4, 0.6), (2.0, 0.6, 0.5), (3.0, 0.2, 0.3))
"""The same of a bell: hum, prime, minor third, fifth, nominal, twelfth."""

Samples = npt.NDArray[np.float64]
Partials = Sequence[tuple[float, float, float]]
Stroke = tuple[float, float]
"""When it is struck, in seconds, and its pitch in Hz. All lie in a horn's band."""

STROKES: dict[str, tuple[Partials, float, tuple[Stroke, ...]]] = {
    "叮咚": (BAR, 0.55, ((0.0, 880.0), (0.6, 698.5))),
    "三音": (BAR, 0.45, ((0.0, 784.0), (0.45, 987.8), (0.9, 1174.7))),
    "钟声": (BELL, 0.9, ((0.0, 880.0), (1.3, 880.0))),
}
"""Partials, the time in which a stroke falls to 1/e, and the strokes."""
assert tuple(STROKES) == CHIMES
RING_S = 1.6
"""From the last stroke to the end."""
STRIKE_S = 0.004


def struck_chime(name: str, rate_hz: int) -> Pcm:
    """One of `CHIMES`, at half of full scale; always the same samples at a rate."""
    partials, decay_s, strokes = STROKES[name]
    length = round((strokes[-1][0] + RING_S) * rate_hz)
    sound = np.zeros(length)
    for at_s, pitch_hz in strokes:
        first = round(at_s * rate_hz)
        sound[first:] += _struck(partials, decay_s, pitch_hz, np.arange(length - first) / rate_hz)
    fading = np.minimum(1, (length - np.arange(length)) / (0.2 * rate_hz))
    samples = np.round(sound * fading * (16_000 / np.abs(sound).max())).astype("<i2")
    return Pcm(rate_hz, samples.tobytes())


def _struck(partials: Partials, decay_s: float, pitch_hz: float, time_s: Samples) -> Samples:
    rising = np.minimum(1, time_s / STRIKE_S)
    rings = [
        level * np.sin(2 * np.pi * ratio * pitch_hz * time_s) * np.exp(-time_s / (decay_s * duration))
        for ratio, level, duration in partials
    ]
    sounding: Samples = rising * np.sum(rings, axis=0)
    return sounding
