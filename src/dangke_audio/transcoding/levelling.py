"""Music made ready to stand beside speech: its loudness, and soft ends."""

from math import log10

from dangke_audio.model.audio import Pcm
from dangke_audio.transcoding.filters import Step, filtered
from dangke_audio.transcoding.limiting import LOUDEST, peak
from dangke_audio.transcoding.metering import measure

FADE_IN_S, FADE_OUT_S = 0.3, 1.5
PEAK_OVER_LOUDNESS_DB = 10.0
"""Of what is too short to have a loudness, a bell say: its peak is put so far above the target."""


def levelled(sound: Pcm, target_lufs: float) -> Pcm:
    """The sound at a loudness, with a fade at each end; as long as it was. Digital silence stays what it is."""
    length_s = sound.samples / sound.rate_hz
    fade_in_s, fade_out_s = min(FADE_IN_S, length_s / 4), min(FADE_OUT_S, length_s / 2)
    ceiling_db = target_lufs + 2 * PEAK_OVER_LOUDNESS_DB
    steps: list[Step] = [
        ("aformat", "sample_fmts=flt"),
        ("volume", f"{_gain_db(sound, target_lufs):.2f}dB"),
        ("afade", f"t=in:d={fade_in_s:.4f}"),
        ("afade", f"t=out:st={length_s - fade_out_s:.4f}:d={fade_out_s:.4f}"),
        ("alimiter", f"limit={min(ceiling_db, -3.0)}dB:level=0:latency=1"),
    ]
    made = filtered(sound, steps)
    return Pcm(sound.rate_hz, made.data[: len(sound.data)].ljust(len(sound.data), bytes(1)))


def _gain_db(sound: Pcm, target_lufs: float) -> float:
    loudness = measure(sound)
    if loudness.lufs is not None:
        return target_lufs - loudness.lufs
    if not peak(sound):
        return 0.0
    return target_lufs + PEAK_OVER_LOUDNESS_DB - 20 * log10(peak(sound) / LOUDEST)
