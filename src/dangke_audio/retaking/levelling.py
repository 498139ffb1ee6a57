"""A recording made as loud as the voice among which it will be heard, without clipping."""

import numpy as np

from dangke_audio.retaking.loudness import Samples, loudness_lufs

CEILING = 10 ** (-1.0 / 20)
"""−1 dBFS: room for what an encoder adds."""
HOLD_MS = 5
ROUNDS = 6
CLOSE_LU = 0.1


def levelled(sound: Samples, rate_hz: int, target_lufs: float) -> Samples:
    """The sound at a loudness, its peaks held below −1 dBFS; what the limiter takes is given back by more gain."""
    gain_db = 0.0
    result = sound
    for _ in range(ROUNDS):
        missing_lu = target_lufs - loudness_lufs([result], rate_hz)
        if abs(missing_lu) < CLOSE_LU:
            break
        gain_db += missing_lu
        result = limited(sound * 10 ** (gain_db / 20), rate_hz)
    return result


def limited(sound: Samples, rate_hz: int) -> Samples:
    """The sound with its peaks turned down to the ceiling, from 5 ms before to 5 ms behind each."""
    peaks = np.abs(sound)
    if not len(sound) or float(peaks.max()) <= CEILING:
        return sound
    reach = rate_hz * HOLD_MS // 1000
    needed = np.minimum(1.0, CEILING / np.maximum(peaks, CEILING))
    held = _windows(needed, reach).min(axis=1)
    # Each mean is over values that reach to its middle sample, so none is above what that sample needs.
    return np.asarray(sound * _windows(held, reach).mean(axis=1))


def _windows(values: Samples, reach: int) -> Samples:
    """Each value with `reach` neighbours on both sides; the ends stand for what is beyond them."""
    return np.lib.stride_tricks.sliding_window_view(np.pad(values, reach, mode="edge"), 2 * reach + 1)
