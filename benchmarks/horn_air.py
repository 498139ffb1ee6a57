"""What becomes of a sound between the amplifier and a listener in the village: a stand-in for the horn, and noise.

The horn is a band from 350 to 6000 Hz, 36 dB an octave at both ends and flat between. The noise is pink, from 20 Hz to
8 kHz, and does not come through the horn. A ratio of signal to noise is that of the powers within the horn's band: what
rumbles below it masks nothing and would only make the ratio look harder than it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log10, sqrt

import numpy as np

from dangke_audio.model.audio import Pcm
from dangke_audio.transcoding.filters import Step, filtered
from dangke_audio.transcoding.metering import measure
from dangke_audio.transcoding.sound import resample
from listening import RATE_HZ, Sound

BAND_HZ = (350, 6000)
BUTTERWORTH_Q = (0.5176, 0.7071, 1.9319)
"""Three filters of second order make one of sixth order."""
HEADROOM_DB = 6.0
"""Filters move peaks; the stand-in works so much lower, so that none is cut off."""
QUIET_S = 0.5
"""Around each sentence: whoever listens hears the noise before the voice."""
LOWEST_NOISE_HZ = 20.0
PAUSE_S = 0.45
WINDOW_S = 0.01
FULL_SCALE = 32_768.0


@dataclass(frozen=True, slots=True)
class Level:
    """How loud the sentences of an edition are, taken together."""

    lufs: float
    """Dual mono."""
    true_peak_dbtp: float
    crest_db: float
    """True peak over RMS."""
    horn_lufs: float
    """Of what the horn stand-in gives out."""
    syllables_per_s: float


def level_of(sounds: Sequence[Pcm], syllables: int) -> Level:
    """Of trimmed sentences; the pauses between them are the same for all."""
    whole = joined(sounds)
    told, peak = measure(whole), max(measure(sound).true_peak_dbtp for sound in sounds)
    horn = measure(joined([through_horn(sound) for sound in sounds])).lufs
    assert told.lufs is not None
    assert horn is not None
    rms_db = 20 * log10(rms(np.concatenate([floats(sound) for sound in sounds])))
    seconds = sum(sound.samples / sound.rate_hz for sound in sounds)
    return Level(told.lufs, peak, peak - rms_db, horn + HEADROOM_DB, syllables / seconds)


def joined(sounds: Sequence[Pcm]) -> Pcm:
    """One behind the other, as far apart as in a lecture."""
    rate_hz = sounds[0].rate_hz
    return Pcm(rate_hz, bytes(2 * int(PAUSE_S * rate_hz)).join(sound.data for sound in sounds))


def through_horn(sound: Pcm) -> Pcm:
    """Only the horn's band, HEADROOM_DB lower."""
    low_hz, high_hz = BAND_HZ
    steps: list[Step] = [("aformat", "sample_fmts=flt"), ("aresample", "48000"), ("volume", f"-{HEADROOM_DB}dB")]
    steps += [("highpass", f"f={low_hz}:width_type=q:width={q}") for q in BUTTERWORTH_Q]
    steps += [("lowpass", f"f={high_hz}:width_type=q:width={q}") for q in BUTTERWORTH_Q]
    return filtered(sound, steps)


def heard_plainly(sound: Pcm) -> Sound:
    """As over headphones."""
    return in_quiet(floats(resample(sound, RATE_HZ)))


def heard_outside(sound: Pcm) -> Sound:
    """Behind the horn, before any noise; at the level of `sound`."""
    return in_quiet(floats(resample(through_horn(sound), RATE_HZ)) * np.float32(10 ** (HEADROOM_DB / 20)))


def in_noise(sound: Sound, noise_rms: float, seed: int) -> Sound:
    """With pink noise of this RMS in the horn's band."""
    noise = pink_noise(len(sound), np.random.default_rng(seed))
    return (sound + noise * (noise_rms / band_rms(noise))).astype(np.float32)


def noise_rms(outside: Sequence[Sound], snr_db: float) -> float:
    """RMS in the horn's band of a noise that leaves these sentences so much above it (`heard_outside`, all as one)."""
    edge = int(QUIET_S * RATE_HZ)
    return rms(np.concatenate([sound[edge:-edge] for sound in outside])) / float(10 ** (snr_db / 20))


def pink_noise(samples: int, random: np.random.Generator) -> Sound:
    """As much power in each octave above 20 Hz."""
    frequencies = np.fft.rfftfreq(samples, 1 / RATE_HZ)
    weights = np.where(frequencies < LOWEST_NOISE_HZ, 0.0, 1 / np.sqrt(np.maximum(frequencies, 1.0)))
    spectrum = np.fft.rfft(random.standard_normal(samples)) * weights
    return np.fft.irfft(spectrum, samples).astype(np.float32)


def band_rms(sound: Sound) -> float:
    """RMS of what lies in the horn's band."""
    frequencies = np.fft.rfftfreq(len(sound), 1 / RATE_HZ)
    spectrum = np.fft.rfft(sound)
    spectrum[(frequencies < BAND_HZ[0]) | (frequencies > BAND_HZ[1])] = 0
    return rms(np.fft.irfft(spectrum, len(sound)))


def rms(sound: Sound) -> float:
    """Root of the mean square."""
    return sqrt(float(np.mean(np.square(sound, dtype=np.float64))))


def floats(sound: Pcm) -> Sound:
    """Full scale is 1."""
    return (np.frombuffer(sound.data, dtype="<i2") / FULL_SCALE).astype(np.float32)


def in_quiet(sound: Sound) -> Sound:
    """With silence around."""
    return np.pad(sound, int(QUIET_S * RATE_HZ))


def held_db(before: Pcm, after: Pcm, gain_db: float) -> list[float]:
    """How far a limiter held the sound down, for each hundredth of a second of speech; `before` without its gain."""
    size = int(WINDOW_S * before.rate_hz)
    count = min(before.samples, after.samples) // size
    given, got = (np.abs(floats(sound)[: count * size].reshape(count, size)).max(axis=1) for sound in (before, after))
    heard = given > given.max() / 30  # 30 dB below the highest: pauses hold nothing
    return [float(each) for each in np.maximum(0.0, gain_db - 20 * np.log10(got[heard] / given[heard]))]
