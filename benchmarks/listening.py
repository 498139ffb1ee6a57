"""What the program's recognizer understands of sounds that were never published, for benchmarks.

It needs what the extra `listen` names. ctranslate2 4.8 has wheels for Linux (glibc; x86-64 42 MB, ARM64 18 MB), macOS
(both) and Windows x86-64 (20 MB); none for musl, nor for Windows on ARM.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dangke_audio.durable import write_durably
from dangke_audio.listening import Score, Whisper
from dangke_audio.listening.judging import opinion_of
from dangke_audio.listening.recognizer import RATE_HZ
from dangke_audio.listening.syllables import Expected
from dangke_audio.model.audio import Pcm

__all__ = ["RATE_HZ", "Listener", "Score", "Sound", "interval", "score", "total"]

Sound = NDArray[np.float32]
"""Mono at 16 kHz; full scale is 1."""


class Listener:
    """Writes down what it hears; what it has heard before it remembers, in a folder: several may share it."""

    def __init__(self, memory: Path) -> None:
        """Nothing is loaded before something new is heard."""
        self._memory = memory
        self._recognizer = Whisper()

    def hear(self, sound: Sound) -> str:
        """What is said in at most 28 s of sound, as Han characters with whatever else the model writes."""
        data = np.clip(np.round(32768 * sound), -32768, 32767).astype("<i2").tobytes()
        note = self._memory / f"{hashlib.sha256(self._recognizer.digest.encode() + data).hexdigest()}.txt"
        if note.is_file():
            return note.read_text(encoding="utf-8")
        heard = self._recognizer.hear(Pcm(RATE_HZ, data))
        write_durably(note, [heard.encode()])
        return heard


def total(scores: Sequence[Score]) -> Score:
    """All sentences together."""
    return Score(
        sum(score.syllables for score in scores),
        sum(score.errors for score in scores),
        sum(score.lenient_errors for score in scores),
    )


def score(expected: Sequence[str], heard: str) -> Score:
    """What was heard of toneless syllables (`zhong`, `lv`); in a sentence at most as many errors as it has syllables."""
    opinion = opinion_of([Expected(syllable, syllable) for syllable in expected], heard)
    errors, lenient = opinion.strict.errors, opinion.lenient.errors
    return Score(len(expected), min(errors, len(expected)), min(lenient, len(expected)))


def interval(one: Sequence[Score], other: Sequence[Score]) -> tuple[float, float]:
    """Between which values the difference of two rates lies (`other` - `one`, same sentences), in 90 of 100 draws."""
    errors = np.array([[a.errors, b.errors, a.syllables] for a, b in zip(one, other, strict=True)], dtype=float)
    draws = np.random.default_rng(1).integers(len(errors), size=(2000, len(errors)))
    sums = errors[draws].sum(axis=1)
    low, high = np.percentile((sums[:, 1] - sums[:, 0]) / sums[:, 2], (5, 95))
    return float(low), float(high)
