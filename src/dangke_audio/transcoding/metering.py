"""How loud a sound is, by FFmpeg's ebur128 (ITU-R BS.1770, EBU R 128). Mono counts as heard from two loudspeakers."""

from dataclasses import dataclass
from math import inf, isfinite, log10

from dangke_audio.model.audio import Pcm
from dangke_audio.transcoding.filters import frames

WINDOW_MS = 400
STEP_MS = 100


@dataclass(frozen=True, slots=True)
class Loudness:
    """Of a whole sound."""

    lufs: float | None
    """Integrated; None where the sound is shorter than 400 ms, or silent."""
    true_peak_dbtp: float
    """-inf for digital silence."""


def measure(pcm: Pcm) -> Loudness:
    """Integrated loudness and true peak."""
    lufs, highest = None, 0.0
    for frame in frames(pcm, [("ebur128", "metadata=1:dualmono=1:peak=true")]):
        told = frame.metadata
        if "lavfi.r128.I" in told:
            lufs = float(told["lavfi.r128.I"])
            highest = max(highest, float(told["lavfi.r128.true_peaks_ch0"]))
    is_heard = lufs is not None and isfinite(lufs) and lufs > -70 and pcm.samples * 1000 >= WINDOW_MS * pcm.rate_hz
    return Loudness(lufs if is_heard else None, 20 * log10(highest) if highest else -inf)


def momentary(pcm: Pcm) -> tuple[float, ...]:
    """LUFS of the 400 ms that end at each tenth of a second; what is below -70 is left out, as gating does."""
    told = (frame.metadata.get("lavfi.r128.M") for frame in frames(pcm, [("ebur128", "metadata=1:dualmono=1")]))
    return tuple(value for value in map(float, filter(None, told)) if value > -70)
