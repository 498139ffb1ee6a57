"""A sound brought to a loudness, its true peaks held; and soft ends."""

from array import array
from math import log10

from dangke_audio.model.audio import Pcm
from dangke_audio.transcoding.filters import filtered, of_length
from dangke_audio.transcoding.limiting import limit
from dangke_audio.transcoding.metering import WINDOW_MS, measure

LOUDEST = 32_768
FADE_IN_S, FADE_OUT_S = 0.3, 1.5
ROUNDS = 6
CLOSE_LU = 0.1
PEAK_OVER_LOUDNESS_DB = 10.0
"""Of what is too soft to have a loudness: its peak is put so far above the target."""


def at_loudness(sound: Pcm, target_lufs: float, ceiling_db: float) -> Pcm:
    """The sound at a loudness (mono counted as dual mono), no true peak above the ceiling (dBTP), as long as it was.

    What the limiter takes is given back by more gain. Digital silence stays what it is.
    """
    gain_db, result = 0.0, sound
    for _ in range(ROUNDS if peak(sound) else 0):
        missing_lu = target_lufs - loudness_lufs(result)
        if abs(missing_lu) < CLOSE_LU:
            break
        gain_db += missing_lu
        # Limited before the gain, so that nothing is cut off at 16 bits.
        result = amplified(limit(sound, ceiling_db - gain_db), gain_db)
    return result


def loudness_lufs(sound: Pcm) -> float:
    """As `measure`, for sounds of any length: one that is shorter than a window is heard in silence."""
    shortest = sound.rate_hz * WINDOW_MS // 1000 + sound.rate_hz // 10
    data = sound.data.ljust(2 * shortest, bytes(1))
    lufs = measure(Pcm(sound.rate_hz, data)).lufs
    if lufs is not None:
        return lufs
    return 20 * log10(max(1, peak(sound)) / LOUDEST) - PEAK_OVER_LOUDNESS_DB


def peak(sound: Pcm) -> int:
    """The highest sample, without sign."""
    samples = array("h", sound.data)
    highest, lowest = (max(samples), min(samples)) if samples else (0, 0)
    return max(highest, -lowest)


def amplified(sound: Pcm, gain_db: float) -> Pcm:
    """With so much gain; what would exceed 16 bits is cut off."""
    made = filtered(sound, [("aformat", "sample_fmts=flt"), ("volume", f"{gain_db:.3f}dB")])
    return of_length(made, sound.samples)


def with_soft_ends(sound: Pcm) -> Pcm:
    """Faded in and out, short sounds more shortly."""
    length_s = sound.samples / sound.rate_hz
    fade_in_s, fade_out_s = min(FADE_IN_S, length_s / 4), min(FADE_OUT_S, length_s / 2)
    fades = (f"t=in:d={fade_in_s:.4f}", f"t=out:st={length_s - fade_out_s:.4f}:d={fade_out_s:.4f}")
    made = filtered(sound, [("aformat", "sample_fmts=flt"), *(("afade", fade) for fade in fades)])
    return of_length(made, sound.samples)
