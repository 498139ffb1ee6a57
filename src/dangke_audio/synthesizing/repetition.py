"""Whether a clip says its last words twice, or gets stuck: what goes wrong with services and with models that talk on.

Only the sound can tell: the clip's loudness in twelve bands of the spectrum, fifty times a second. The bounds were set on
518 clips of Kokoro (eight voices, speeds 0.5 to 2.0, a third of them texts that repeat themselves) and 240 of espeak-ng:
none of them is called faulty, nor is any of 120 clips of other sentences, spoken afterwards. Of faulty ones made of them,
checks.py and this module find: all that are held for 3 s, end in noise, or are said twice; copies of the last 2 to 8
syllables 95 to 100 % (57 to 91 % where the text repeats itself); the last syllables said again in one breath 50 % of 3,
75 % of 4, 93 to 100 % of 5 to 8; the same as an utterance of their own 12 % of 4, 71 % of 5, 92 % of 6 and 8.
"""

import math
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

import numpy as np
from numpy.typing import NDArray

from dangke_audio.engines.contract import Heard

Floats = NDArray[np.float32]

HOP_S = 0.02
BANDS = 12
LOWEST_HZ, HIGHEST_HZ = 100.0, 7000.0
DEPTH_DB = 50.0
"""What is softer than the loudest band by more than this counts as silence."""
PAUSE_DB = 40.0
"""Frames this much softer than the loudest are left out when words are compared: pauses differ, words do not."""

STUCK_S = 1.0
STUCK_DB = 6.0
"""Speech does not keep its spectrum for a second: at least one band varies by 9.3 dB (standard deviation), in noise none
by more than 3.4, in a held vowel none by more than 5 as a rule."""
STUCK_TONE_DB = 1.0
"""The same for a sound that fills few bands: a pure tone does not vary at all."""
FULL_BANDS = 8
STUCK_DEPTH_DB = 30.0
"""Only what is loud can be stuck: the hiss of a recording goes on in pauses."""

SPEECH_BANDS = 4.5
"""Bands within 30 dB of the loudest, in the mean frame: 6.3 and more in speech (Kokoro, espeak-ng), 3.4 at most in tones
that stand in for speech, which resemble each other too much to be judged."""
BAND_DB = 30.0

SHORTEST_TAIL_SOUNDS = 1.5
TEMPI = (0.75, 0.82, 0.9, 1.0, 1.1, 1.22, 1.35)
"""How much longer or shorter the same words may be when they are said again."""
MOST_LENGTHS = 200
POINTS = 32
"""Frames that a stretch of speech is reduced to for comparing."""
ALIKE = 0.12
ALIKE_OF_ONE_SOUND = 1.154
"""Two stretches of k sounds are the same words if they correlate by more than ALIKE + ALIKE_OF_ONE_SOUND / √k: 0.79 for
three sounds, 0.53 for eight. Good clips stay 0.10 below it, and 0.02 if the voice is 15 % slower than its pace says."""
WORDS_ALIKE = 0.3
WORDS_WEIGHT = 0.5
"""What the text's own likeness adds to that, above the likeness of any two texts: `人人尽责，人人享有`."""
SHARES = (0.8, 0.9, 1.0, 1.1, 1.2)
"""A stretch of sound is found in the text only about."""
REST = 0.8
"""Of the usual length must be left without the tail, or the tail is part of the text. Good clips have 0.87 and more."""
PAUSE_SOUNDS = 1.0
"""What each utterance takes beyond its sounds: the last one is drawn out. Matters for short ones."""

COPY_S = 0.3
COPY_ALIKE = 0.9
"""Correlation of the waves. Good clips have at most 0.84 anywhere, 0.66 within a second."""
COPY_STRIDE = 4
"""Samples that are taken together: 3 kHz are enough to know a wave by."""
COPIED_SOUNDS = 1.0
"""Of the ending must stand in the text twice for the copy to be the text's own; espeak-ng says the same in the same way."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What the clip should say."""

    heard: Heard
    sounds_per_second: float
    """At the speed of the clip."""

    @property
    def seconds(self) -> float:
        """How long that usually takes."""
        return (self.heard.sounds + PAUSE_SOUNDS) / self.sounds_per_second


def band_levels(samples: Floats, rate_hz: int) -> Floats:
    """Level in dB of each band in each 20 ms, frames × 12, DEPTH_DB deep; no frames for less than 20 ms of sound."""
    hop = round(rate_hz * HOP_S)
    frames = samples[: len(samples) // hop * hop].reshape(-1, hop) * np.hanning(hop).astype(np.float32)
    spectrum = np.fft.rfft(frames, axis=1)
    # reduceat, not a product of matrices: waking the threads of a BLAS for so little takes longer than all the rest
    edges = _band_edges(rate_hz, hop)
    power = np.add.reduceat(spectrum.real**2 + spectrum.imag**2, edges, axis=1)[:, :BANDS] / np.maximum(
        np.diff(edges), 1
    )
    levels = 10 * np.log10(power + 1)
    return np.asarray(np.maximum(levels, np.max(levels, initial=0.0) - DEPTH_DB), dtype=np.float32)


@cache
def _band_edges(rate_hz: int, hop: int) -> NDArray[np.int64]:
    """The first bin of each band and of what is above them; they are equally wide on the mel scale (O'Shaughnessy 1987)."""
    lowest, highest = (2595 * math.log10(1 + hz / 700) for hz in (LOWEST_HZ, HIGHEST_HZ))
    edges_hz = 700 * (10 ** (np.linspace(lowest, highest, BANDS + 1) / 2595) - 1)
    return np.minimum(np.ceil(edges_hz * hop / rate_hz), hop // 2).astype(np.int64)


def is_speech(levels: Floats) -> bool:
    """Whether the sound fills the spectrum as speech does (noise does too), and is not just tones."""
    loudest = levels.max(axis=1, initial=0.0, keepdims=True)
    frames = loudest[:, 0] > np.max(levels, initial=0.0) - PAUSE_DB
    filled = (levels > loudest - BAND_DB).sum(axis=1)
    return bool(len(levels)) and float(filled[frames].mean()) >= SPEECH_BANDS


def is_stuck(levels: Floats, speed: float) -> bool:
    """Whether somewhere the spectrum stays the same for a second (longer in slow speech): a held vowel, noise, a tone."""
    width = round(STUCK_S / min(speed, 1.0) / HOP_S)
    if len(levels) < width:
        return False
    sums = np.cumsum(np.pad(np.stack([levels, levels**2]), ((0, 0), (1, 0), (0, 0))), axis=1, dtype=np.float64)
    mean, square = (sums[:, width:] - sums[:, :-width]) / width
    spread = np.sqrt(np.maximum(square - mean**2, 0)).max(axis=1)
    loud = mean.max(axis=1) > levels.max() - STUCK_DEPTH_DB
    full = np.sum(mean > levels.max() - PAUSE_DB, axis=1) >= FULL_BANDS
    return bool(np.any(loud & (spread < np.where(full, STUCK_DB, STUCK_TONE_DB))))


def is_repeated(samples: Floats, rate_hz: int, levels: Floats, expected: Expected) -> bool:
    """Whether the last words, or all of them, are said once more than the text has them."""
    seconds = len(samples) / rate_hz
    spare_s = seconds - REST * expected.seconds
    if spare_s < SHORTEST_TAIL_SOUNDS / expected.sounds_per_second:
        return False
    return _is_copied(samples, rate_hz, levels, spare_s, expected) or _is_said_again(levels, spare_s, expected)


def _is_said_again(levels: Floats, spare_s: float, expected: Expected) -> bool:
    """Whether the last k sounds are a rendering of the k sounds before them, and the text does not have them twice."""
    words = _without_pauses(levels)
    frames_per_sound = 1 / HOP_S / expected.sounds_per_second
    longest = min(spare_s / HOP_S, 0.6 * len(words))
    tails = _tail_lengths(SHORTEST_TAIL_SOUNDS * frames_per_sound, longest)
    if not len(tails):
        return False
    excess = _likeness(words, tails) - ALIKE - ALIKE_OF_ONE_SOUND / np.sqrt(tails / frames_per_sound)
    best = int(np.argmax(excess))
    if excess[best] <= 0:
        return False
    in_text = _likeness_in_text(expected.heard.text, float(tails[best]) / len(words))
    return bool(excess[best] > WORDS_WEIGHT * max(0.0, in_text - WORDS_ALIKE))


def _without_pauses(levels: Floats) -> Floats:
    """The frames that are loud, each band relative to its mean."""
    loudest = levels.max(axis=1)
    words = levels[loudest > loudest.max() - PAUSE_DB]
    return np.asarray(words - words.mean(axis=0), dtype=np.float32)


def _tail_lengths(shortest: float, longest: float) -> NDArray[np.int64]:
    """Every length in frames (a start that is off by two hides the likeness), but at most some MOST_LENGTHS."""
    first, last = round(shortest), math.floor(longest)
    return np.arange(first, last + 1, 1 + max(0, last - first) // MOST_LENGTHS)


def _likeness(words: Floats, tails: NDArray[np.int64]) -> Floats:
    """For each length of tail: how well it correlates with what is before it, at the tempo that fits best."""
    count = len(words)
    starts = (count - tails)[:, np.newaxis]
    before = np.round(tails[:, np.newaxis] * np.array(TEMPI)).astype(np.int64)
    fits = before <= starts + 3
    before = np.minimum(before, starts)
    tail = _stretches(words, starts, tails[:, np.newaxis])
    earlier = _stretches(words, starts - before, before)
    alike = np.einsum("tkf,trf->tr", tail, earlier)
    norms = np.sqrt(np.einsum("tkf,tkf->tk", tail, tail) * np.einsum("trf,trf->tr", earlier, earlier)) + 1e-6
    return np.asarray(np.where(fits, alike / norms, -1).max(axis=1), dtype=np.float32)


def _stretches(words: Floats, starts: NDArray[np.int64], lengths: NDArray[np.int64]) -> Floats:
    """words[start : start + length] reduced to POINTS frames, one behind the other: … × (POINTS · BANDS)."""
    steps = np.maximum(lengths - 1, 0)[..., np.newaxis] * np.linspace(0, 1, POINTS)
    places = starts[..., np.newaxis] + np.round(steps).astype(np.int64)
    return words[places].reshape(*lengths.shape, POINTS * BANDS)


def _is_copied(samples: Floats, rate_hz: int, levels: Floats, spare_s: float, expected: Expected) -> bool:
    """Whether the last samples have been heard before, not long ago, and the text's last words have not."""
    lag = _best_lag(levels)
    if lag is None or (lag - 1) * HOP_S > spare_s:
        return False
    share = lag * HOP_S * rate_hz / len(samples)
    return _same_wave(samples, rate_hz, lag) and not _ending_recurs(expected.heard, share)


def _best_lag(levels: Floats) -> int | None:
    """How many frames before the clip's last COPY_S there is something that looks most like them; they do not overlap."""
    width = round(COPY_S / HOP_S)
    if len(levels) < 2 * width:
        return None
    centred = levels - levels.mean(axis=0)
    tail = centred[-width:]
    products = np.einsum("fb,tb->ft", centred[:-width], tail)
    places = len(products) - width + 1
    alike = sum(products[step : step + places, step] for step in range(width))
    energy = np.cumsum(np.pad(np.einsum("fb,fb->f", centred, centred), (1, 0)))
    norms = np.sqrt(np.maximum(energy[width : width + places] - energy[:places], 1e-6))
    return len(levels) - width - int(np.argmax(alike / norms))


def _same_wave(samples: Floats, rate_hz: int, lag: int) -> bool:
    """Whether the last COPY_S of sound are there `lag` frames (give or take one) before, sample for sample."""
    slow = samples[len(samples) % COPY_STRIDE :].reshape(-1, COPY_STRIDE).mean(axis=1)
    hop = round(rate_hz * HOP_S / COPY_STRIDE)
    width = round(rate_hz * COPY_S / COPY_STRIDE)
    tail = slow[-width:]
    first = len(slow) - width - (lag + 1) * hop
    near = slow[max(0, first) : first + width + 2 * hop]
    if len(near) < width:
        return False
    products = np.correlate(near, tail, "valid")
    energy = np.cumsum(np.pad(near.astype(np.float64) ** 2, (1, 0)))
    norms = np.sqrt(np.maximum(energy[width:] - energy[:-width], 1.0) * max(float(tail @ tail), 1.0))
    return bool(np.max(products / norms) > COPY_ALIKE)


def _likeness_in_text(text: str, share: float) -> float:
    """How much the last `share` of the text is like what is before it, 0 to 1."""
    letters = _letters(text)
    best = 0.0
    for nearly in SHARES:
        count = max(1, round(nearly * share * len(letters)))
        before = letters[max(0, len(letters) - 2 * count - count // 4) : max(0, len(letters) - count)]
        best = max(best, SequenceMatcher(None, before, letters[-count:], autojunk=False).ratio())
    return best


def _ending_recurs(heard: Heard, share: float) -> bool:
    """Whether the last sound of the text stands in it once more, about `share` of the text before."""
    letters = _letters(heard.text)
    count = math.ceil(COPIED_SOUNDS * len(letters) / max(heard.sounds, 1))
    ending, expected = letters[-count:], share * len(letters)
    first, last = len(letters) - count - math.ceil(2 * expected), len(letters) - count - math.floor(0.5 * expected)
    return letters.find(ending, max(0, first), min(last + count, len(letters) - 1)) >= 0


def _letters(text: str) -> str:
    """Without marks, blanks and tones."""
    return "".join(filter(str.isalpha, text)).casefold()
