"""What a clip must be before it may enter the store: promise 1, no holes."""

import numpy as np

from dangke_audio.engines.contract import Limits
from dangke_audio.model.audio import Pcm

CLIPPED_SHARE = 0.002
LONGEST_INNER_SILENCE_S = 2.5
SILENT_PEAK = 328  # 1 % of full scale: −40 dBFS
BRACKET_S = 0.35
"""Added to both sides of the length bounds: very short utterances are spoken slowly."""


def fault(trimmed: Pcm, rate_hz: int, syllables: float, limits: Limits) -> str | None:
    """What is wrong with a trimmed clip, in the user's words; None if nothing is.

    `syllables` counts at normal speed: what is spoken at double speed has half as many.
    """
    if trimmed.rate_hz != rate_hz:
        return f"采样率应为 {rate_hz}，却是 {trimmed.rate_hz}"
    samples = np.abs(np.frombuffer(trimmed.data, dtype="<i2").astype(np.int32))
    if not len(samples) or int(samples.max()) < SILENT_PEAK:
        return "没有声音"
    if float(np.mean(samples >= 32767)) > CLIPPED_SHARE:
        return "声音过载"
    return _length_fault(len(samples) / rate_hz, syllables, limits) or _gap_fault(samples, rate_hz)


def _length_fault(seconds: float, syllables: float, limits: Limits) -> str | None:
    shortest = syllables / limits.syllables_per_second_max - BRACKET_S
    longest = syllables / limits.syllables_per_second_min + BRACKET_S
    if seconds < shortest:
        return f"约 {syllables:.0f} 个音节只有 {seconds:.1f} 秒，像是没有读完"
    if seconds > longest:
        return f"约 {syllables:.0f} 个音节长达 {seconds:.1f} 秒，像是读重了"
    return None


def _gap_fault(samples: "np.ndarray[tuple[int, ...], np.dtype[np.int32]]", rate_hz: int) -> str | None:
    loud = np.flatnonzero(samples >= SILENT_PEAK)
    longest = int(np.max(np.diff(loud), initial=0)) / rate_hz
    return f"中间有 {longest:.1f} 秒没有声音" if longest > LONGEST_INNER_SILENCE_S else None
