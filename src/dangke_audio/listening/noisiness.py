"""Whether noise lies over a sentence: told from its sound alone, without a recognizer. Pure.

A voice moves: within a second every frequency falls silent for a while, between syllables, under other vowels, as the
pitch glides. Noise stays, so what every frequency never falls below is its own (minimum statistics, R. Martin, IEEE
Trans. Speech Audio Process. 9(5), 2001). In each window of a second that floor is compared, for each frequency, with
the mean of the whole sentence there. Noisy is a window whose distances, averaged as the ear spaces frequencies, are
small, or in which some frequencies, as of a hum, hardly fall at all.

It needs no second sentence to compare with, and no level: where all of a sentence is noise, the floor is near the mean.

Measured (benchmarks/noisiness.py) on MP3 of 64 kbit/s. 555 clean sentences of the eight kokoro voices and two of espeak,
some at 0.8 of their speed: the noisiest window is at most -26.2 dB, and 0.17 of the frequencies hardly fall (espeak, slow).
Noise over clauses of 1 to 3 s: white and pink is found in every one of 112 sentences from 10 dB below the speech upwards,
the babble of six voices in 104 of 112 at 5 dB below and in all where it is as loud; below 800 Hz alone in 23 of 30 at 5 dB
below and in all where it is as loud, a hum of the mains in 25 of 30 where it is as loud and in all at 5 dB above.
A steady hiss over a whole sentence is noise from 20 to 25 dB below the speech. Beeps, crackling, and what lasts less than a
second are mostly not found: they leave most frequencies, or most of the time, free.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dangke_audio.model.audio import Pcm

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

VERSION = "1"
"""Of all that decides what is noise; answers are remembered under it."""
NOISY_DB = -23.0
"""A floor that is on average so little below the mean is noise."""
HARDLY_FALLS_DB = -14.0
FILLED = 0.22
"""The share of the frequencies that hardly fall, above which they are noise."""
FRAME_S = 0.032
STEP_S = 0.01
WINDOW_S = 1.0
SLIDE_S = 0.1
FLOOR = 0.1
"""The share of a window that may lie below its floor."""
FAINT = 0.1
"""Of the mean power of all frequencies: what is added to the mean of each, for what is faint there is not heard."""
LOWEST_HZ = 60
SILENT = 1e-4
"""Of the mean power: what is fainter at either end is the pause around the sentence."""
LOUD = 100.0
"""Mean power of 16-bit samples below which nothing is judged: −70 dB of full scale."""


@dataclass(frozen=True, slots=True)
class Noise:
    """Where noise is, in seconds from the beginning of the sound."""

    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class Window:
    """A second of sound, or all of one that is shorter."""

    start_s: float
    floor_db: float
    """Against the mean of the whole."""
    filled: float
    """The share of the frequencies that hardly fall."""

    @property
    def is_noisy(self) -> bool:
        """By either."""
        return self.floor_db > NOISY_DB or self.filled > FILLED


def noise_in(sound: Pcm) -> Noise | None:
    """From the first noisy window to the last; None where there is none."""
    noisy = [window.start_s for window in windows(sound) if window.is_noisy]
    if not noisy:
        return None
    end_s = min(noisy[-1] + WINDOW_S, len(sound.data) / 2 / sound.rate_hz)
    return Noise(round(noisy[0], 3), round(end_s, 3))


def windows(sound: Pcm) -> tuple[Window, ...]:
    """All of them, without the silence at either end; none where nothing is heard."""
    import numpy as np

    powers, pitches_hz = _spectrogram(sound)
    whole = powers.mean(axis=1)
    if not len(whole) or whole.mean() < LOUD:
        return ()
    audible = np.flatnonzero(whole > SILENT * whole.mean())
    first, end = int(audible[0]), int(audible[-1]) + 1
    powers = powers[first:end]
    usual = powers.mean(axis=0) + FAINT * powers.mean()
    weights = 1 / (700 + pitches_hz)  # the mel scale's slope
    length = min(round(WINDOW_S / STEP_S), len(powers))
    lowest, last = int(FLOOR * length), len(powers) - length
    found = []
    for start in (*range(0, last, round(SLIDE_S / STEP_S)), last):
        floor = np.partition(powers[start : start + length], lowest, axis=0)[lowest]
        distances_db = 10 * np.log10((floor + 1e-6) / usual)
        floor_db, filled = (
            np.average(each, weights=weights) for each in (distances_db, distances_db > HARDLY_FALLS_DB)
        )
        found.append(Window((first + start) * STEP_S, float(floor_db), float(filled)))
    return tuple(found)


def _spectrogram(sound: Pcm) -> "tuple[NDArray[np.float64], NDArray[np.float64]]":
    """Power of each frame at each frequency, of which the mean is that of the samples; and the frequencies, in Hz."""
    import numpy as np

    length, step = round(FRAME_S * sound.rate_hz), round(STEP_S * sound.rate_hz)
    pitches_hz = np.fft.rfftfreq(length, 1 / sound.rate_hz).astype(np.float64)
    samples = np.frombuffer(sound.data, "<i2").astype(np.float64)
    if len(samples) < length:
        return np.zeros((0, len(pitches_hz))), pitches_hz
    hann = np.hanning(length)
    frames = np.lib.stride_tricks.sliding_window_view(samples, length)[::step] * hann
    powers = np.abs(np.fft.rfft(frames, axis=1)) ** 2 / np.sum(hann**2)
    audible = pitches_hz >= LOWEST_HZ
    return powers[:, audible], pitches_hz[audible]
