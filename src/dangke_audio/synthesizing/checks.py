"""What a clip must be before it may enter the store: promise 1, no holes.

Every bound was measured on clips of Kokoro (see repetition.py) and has room for voices that are less even. What no bound
can tell: another sentence of the same length, and the loss of a fifth that ends in a pause.
"""

import numpy as np
from numpy.typing import NDArray

from dangke_audio.engines.contract import Heard, Pace
from dangke_audio.model.audio import Pcm
from dangke_audio.synthesizing.repetition import Expected, band_levels, is_repeated, is_speech, is_stuck

FULL_SCALE = 32767
SILENT_PEAK = 328  # 1 % of full scale: −40 dBFS
CLIPPED_SHARE = 0.002
OFFSET = 500.0
"""Of the mean from zero, 1.5 % of full scale; good clips have up to 42."""
LONGEST_INNER_SILENCE_S = 1.4
"""At speed 1 and above. Kokoro rests for 0.35 s, 0.43 s at speed 0.7, also at …… and ——; the rest is room for voices that were not
measured."""
ABRUPT_MS = 5
ABRUPT_DB = -12.0
"""Against the clip's usual level. Good clips end at −30 dB and less; of those cut off at 80 or 90 % seven in ten end above."""

STEADY_SOUNDS = 12
STEADY_LENGTHS = (0.72, 1.6)
"""From twelve sounds on, a clip takes this much of the usual length. Good ones had 0.84 to 1.20 (Kokoro's eight voices and
espeak-ng); half of a sentence has 0.5."""
DRAWN_OUT_SOUNDS = 1
SHORT_LENGTHS = (0.6, 1.75)
"""The same for shorter ones, with a sound more: the last one is drawn out. Good ones had 0.81 to 1.28."""
BRACKET_S = 0.35
"""Added to both sides of their bounds: a single word may be snapped or sung."""
LEAST = 0.4
HURRIED = 0.8
"""But nobody is as quick as that: shares of the usual length of short ones, without the last sound drawn out (espeak-ng snaps
对。 and 来了。), and of the length at the fastest pace."""


def fault(trimmed: Pcm, rate_hz: int, heard: Heard, speed: float, pace: Pace) -> str | None:
    """What is wrong with a trimmed clip, in the user's words; None if nothing is. Takes 2 ms for 10 s of sound."""
    if trimmed.rate_hz != rate_hz:
        return f"采样率应为 {rate_hz}，却是 {trimmed.rate_hz}"
    samples = np.frombuffer(trimmed.data, dtype="<i2").astype(np.float32)
    return (
        _level_fault(samples)
        or _length_fault(len(samples) / rate_hz, heard.sounds, speed, pace)
        or _gap_fault(samples, rate_hz, speed)
        or _speech_fault(samples, rate_hz, speed, Expected(heard, pace.usual * speed))
    )


def _level_fault(samples: NDArray[np.float32]) -> str | None:
    levels = np.abs(samples)
    if not len(samples) or float(levels.max()) < SILENT_PEAK:
        return "没有声音"
    if float(np.mean(levels >= FULL_SCALE)) > CLIPPED_SHARE:
        return "声音过载"
    return "声波偏离零点，像是数据有误" if abs(float(samples.mean())) > OFFSET else None


def _length_fault(seconds: float, sounds: float, speed: float, pace: Pace) -> str | None:
    shortest, longest = _possible_lengths(sounds, speed, pace)
    if seconds < shortest:
        return f"约 {sounds:.0f} 个音节只有 {seconds:.1f} 秒，像是没有读完"
    if seconds > longest:
        return f"约 {sounds:.0f} 个音节长达 {seconds:.1f} 秒，像是读重了"
    return None


def _possible_lengths(sounds: float, speed: float, pace: Pace) -> tuple[float, float]:
    """The least and the most, in seconds; closer together for a voice whose usual pace was measured."""
    quickest, slowest = sounds / pace.fastest / speed, sounds / pace.slowest / speed
    shortest, longest = max(quickest - BRACKET_S, HURRIED * quickest), slowest + BRACKET_S
    if not pace.is_measured:
        return shortest, longest
    usual = sounds / pace.usual / speed
    if sounds >= STEADY_SOUNDS:
        return max(shortest, STEADY_LENGTHS[0] * usual), min(longest, STEADY_LENGTHS[1] * usual)
    drawn_out = usual + DRAWN_OUT_SOUNDS / pace.usual / speed
    low = max(SHORT_LENGTHS[0] * drawn_out - BRACKET_S, LEAST * usual)
    return max(shortest, low), min(longest, SHORT_LENGTHS[1] * drawn_out + BRACKET_S)


def _gap_fault(samples: NDArray[np.float32], rate_hz: int, speed: float) -> str | None:
    loud = np.flatnonzero(np.abs(samples) >= SILENT_PEAK)
    longest = int(np.max(np.diff(loud), initial=0)) / rate_hz
    allowed = LONGEST_INNER_SILENCE_S / min(speed, 1.0)
    return f"中间有 {longest:.1f} 秒没有声音" if longest > allowed else None


def _speech_fault(samples: NDArray[np.float32], rate_hz: int, speed: float, expected: Expected) -> str | None:
    """Faults that only what is like speech can be judged by, but for the first."""
    levels = band_levels(samples, rate_hz)
    if is_stuck(levels, speed):
        return "有一段声音停住不动了"
    if not is_speech(levels):
        return None
    if _is_cut_off(samples, rate_hz):
        return "在句中突然断了"
    return "结尾像是读了两遍" if is_repeated(samples, rate_hz, levels, expected) else None


def _is_cut_off(samples: NDArray[np.float32], rate_hz: int) -> bool:
    """Words fade out, and trimming leaves 30 ms of silence behind them where there is any."""
    window = rate_hz * ABRUPT_MS // 1000
    power = np.mean(samples[: len(samples) // window * window].reshape(-1, window) ** 2, axis=1)
    usual = float(np.mean(power[power > power.max() / 1000]))
    return float(np.mean(samples[-window:] ** 2)) > usual * 10 ** (ABRUPT_DB / 10)
