"""What a clip must be before it may enter the store: promise 1, no holes.

Every bound was measured on clips of Kokoro (see repetition.py) and has room for voices that are less even.
"""

import numpy as np
from numpy.typing import NDArray

from dangke_audio.engines.contract import Heard, Pace
from dangke_audio.model.audio import Pcm
from dangke_audio.synthesizing.repetition import Expected, band_levels, is_repeated, is_stuck

FULL_SCALE = 32767
SILENT_PEAK = 328  # 1 % of full scale: −40 dBFS
CLIPPED_SHARE = 0.002
OFFSET = 500.0
"""Of the mean from zero, 1.5 % of full scale; good clips have up to 42."""
LONGEST_INNER_SILENCE_S = 1.4
"""At speed 1 and above. Kokoro rests for 0.35 s, 0.43 s at speed 0.7, also at …… and ——; online voices for 0.7 s."""
ABRUPT_MS = 5
ABRUPT_DB = -14.0
"""Against the clip's usual level. Good clips end at −30 dB and less; cut anywhere, two thirds end above."""

BRACKET_S = 0.35
"""Added to both sides of the length bounds: very short utterances are spoken slowly."""
STEADY_SOUNDS = 12
"""From this length on an utterance keeps to the voice's usual pace."""
SHORTEST_OF_USUAL, LONGEST_OF_USUAL = 0.72, 1.6
"""Good clips have 0.87 to 1.18 of the usual length."""


def fault(trimmed: Pcm, rate_hz: int, heard: Heard, speed: float, pace: Pace) -> str | None:
    """What is wrong with a trimmed clip, in the user's words; None if nothing is. Takes 2 ms for 10 s of sound."""
    if trimmed.rate_hz != rate_hz:
        return f"采样率应为 {rate_hz}，却是 {trimmed.rate_hz}"
    samples = np.frombuffer(trimmed.data, dtype="<i2").astype(np.float32)
    return (
        _level_fault(samples)
        or _length_fault(len(samples) / rate_hz, heard.sounds / speed, pace)
        or _gap_fault(samples, rate_hz, speed)
        or _end_fault(samples, rate_hz)
        or _repetition_fault(samples, rate_hz, Expected(heard, pace.usual * speed))
    )


def _level_fault(samples: NDArray[np.float32]) -> str | None:
    levels = np.abs(samples)
    if not len(samples) or float(levels.max()) < SILENT_PEAK:
        return "没有声音"
    if float(np.mean(levels >= FULL_SCALE)) > CLIPPED_SHARE:
        return "声音过载"
    return "声波偏离零点，像是数据有误" if abs(float(samples.mean())) > OFFSET else None


def _length_fault(seconds: float, sounds: float, pace: Pace) -> str | None:
    """`sounds` counts at normal speed: what is spoken at double speed has half as many."""
    usual = sounds / pace.usual if sounds >= STEADY_SOUNDS else None
    shortest = max(sounds / pace.fastest - BRACKET_S, (usual or 0.0) * SHORTEST_OF_USUAL)
    longest = min(sounds / pace.slowest + BRACKET_S, usual * LONGEST_OF_USUAL if usual else float("inf"))
    if seconds < shortest:
        return f"约 {sounds:.0f} 个音节只有 {seconds:.1f} 秒，像是没有读完"
    if seconds > longest:
        return f"约 {sounds:.0f} 个音节长达 {seconds:.1f} 秒，像是读重了"
    return None


def _gap_fault(samples: NDArray[np.float32], rate_hz: int, speed: float) -> str | None:
    loud = np.flatnonzero(np.abs(samples) >= SILENT_PEAK)
    longest = int(np.max(np.diff(loud), initial=0)) / rate_hz
    allowed = LONGEST_INNER_SILENCE_S / min(speed, 1.0)
    return f"中间有 {longest:.1f} 秒没有声音" if longest > allowed else None


def _end_fault(samples: NDArray[np.float32], rate_hz: int) -> str | None:
    """Words fade out; trimming leaves 30 ms of silence behind them."""
    window = rate_hz * ABRUPT_MS // 1000
    power = np.mean(samples[: len(samples) // window * window].reshape(-1, window) ** 2, axis=1)
    usual = float(np.mean(power[power > power.max() / 1000])) if len(power) else 0.0
    end = float(np.mean(samples[-window:] ** 2))
    return "在句中突然断了" if end > usual * 10 ** (ABRUPT_DB / 10) else None


def _repetition_fault(samples: NDArray[np.float32], rate_hz: int, expected: Expected) -> str | None:
    levels = band_levels(samples, rate_hz)
    if is_stuck(levels):
        return "有一段声音停住不动了"
    return "结尾像是读了两遍" if is_repeated(samples, rate_hz, levels, expected) else None
