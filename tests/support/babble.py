"""Babble: sound that is built as speech is (voice, formants, consonants), for tests of what judges speech."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from tests.support.sound_clips import RATE_HZ

from dangke_audio.model.audio import Pcm

SYLLABLE_S = 0.2
"""On average."""
VOICE_HZ = 130.0
LETTERS = "bdfghjklmnprstwz"
VOWELS = "aeiou"

Sound = NDArray[np.float64]


def babble(syllables: Sequence[int], *, tempo: float = 1.0, pitch: float = 1.0, faded: bool = True) -> Pcm:
    """A syllable for each number; the same number sounds alike at every tempo (1.0: five a second) and pitch."""
    breath = np.random.default_rng(len(syllables)).normal(0, 12, round(0.03 * RATE_HZ))
    spoken = [
        _syllable(number, tempo, pitch * (1.1 - 0.2 * place / len(syllables))) for place, number in enumerate(syllables)
    ]
    samples = np.concatenate([*spoken, breath]) if faded else np.concatenate(spoken)
    return Pcm(RATE_HZ, np.round(samples).astype("<i2").tobytes())


def letters(syllables: Sequence[int]) -> str:
    """What an engine that takes letters hears of them: `ba ke`."""
    return " ".join(LETTERS[number % 16] + VOWELS[number % 5] for number in syllables)


def _syllable(number: int, tempo: float, pitch: float) -> Sound:
    """A consonant (noise in a band) and a vowel (harmonics under three formants that move)."""
    chance = np.random.default_rng(number)
    count = round(SYLLABLE_S / tempo * RATE_HZ * chance.uniform(0.6, 1.4))
    formants = np.sort(chance.uniform((250, 800, 2000), (900, 2400, 3800)))
    glide = np.linspace(1, chance.uniform(0.75, 1.3), count)
    phase = 2 * np.pi * np.cumsum(VOICE_HZ * pitch * np.linspace(chance.uniform(0.8, 1.2), 1, count)) / RATE_HZ
    vowel = np.zeros(count)
    for harmonic in range(1, 36):
        distances = (harmonic * VOICE_HZ * pitch - formants[:, np.newaxis] * glide) / 160
        vowel += np.sin(harmonic * phase) * (0.02 + np.exp(-(distances**2)) * ((1.0,), (0.5,), (0.25,))).sum(axis=0)
    edge = round(chance.uniform(0.15, 0.4) * count)
    noise = chance.normal(0, 1, edge) * np.sin(2 * np.pi * chance.uniform(1500, 6000) * np.arange(edge) / RATE_HZ)
    vowel[:edge] = vowel[:edge] * np.linspace(0, 1, edge) ** 2 + 0.4 * noise * np.hanning(edge)
    vowel[-count // 8 :] *= np.linspace(1, 0, len(vowel[-count // 8 :]))
    return np.asarray(6000 * vowel)
