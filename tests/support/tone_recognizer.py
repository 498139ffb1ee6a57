"""A recognizer that understands the tones of the recording engine: each syllable it knows has a pitch of its own.

It hears what is in the sound and nothing else, so planted faults are found or missed for real, in no time.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dangke_audio.model.audio import Pcm

SYLLABLE_S = 0.2
BASE_HZ = 200
SILENT = 300.0
"""RMS below it is no sound."""
SURE = 0.25
"""How much of the power must lie at one pitch: noise is no syllable."""
NOT_UNDERSTOOD = "啊"


SPRING = """讲稿：春耕
同志们：
一、早准备
备好种子和肥料。检查水渠与机井。农机要修理到位。
二、防火
上山莫带打火机。烧荒一律经过批准，看到烟尘赶紧通知。
多谢诸君！
"""
"""A lecture whose syllables have pitches that can be told apart."""


def words_of(lecture: Path) -> dict[str, str]:
    """Character → syllable, of all that a published lecture says."""
    words: dict[str, str] = {}
    for sentence in json.loads((lecture / "manifest.json").read_text("utf-8"))["sentences"]:
        pairs = zip(sentence["spoken"], sentence["pinyin"].split(), strict=True)
        words |= {word: syllable for word, syllable in pairs if syllable != "-"}
    return words


def pitch_hz(syllable: str) -> int:
    """As the engine's voice `tone` says it."""
    return BASE_HZ + int(hashlib.sha256(syllable.encode()).hexdigest()[:4], 16) % 800


@dataclass(frozen=True)
class ToneRecognizer:
    """Knows some words: character → syllable with its tone."""

    words: Mapping[str, str]

    @property
    def digest(self) -> str:
        return hashlib.sha256(repr(sorted(self.words.items())).encode()).hexdigest()

    def hear(self, sound: Pcm) -> str:
        samples = np.frombuffer(sound.data, "<i2").astype(np.float64)
        return "".join(self._understood(stretch, sound.rate_hz) for stretch in _stretches(samples, sound.rate_hz))

    def weigh(self, sound: Pcm, texts: Sequence[str]) -> list[float]:
        """It is sure of what it hears."""
        heard = self.hear(sound)
        return [0.0 if text == heard else -100.0 for text in texts]

    def _understood(self, stretch: NDArray[np.float64], rate_hz: int) -> str:
        count = max(1, round(len(stretch) / (SYLLABLE_S * rate_hz)))
        length = len(stretch) / count
        middles = (stretch[round((i + 0.15) * length) : round((i + 0.85) * length)] for i in range(count))
        return "".join(self._word(middle, rate_hz) for middle in middles)

    def _word(self, sound: NDArray[np.float64], rate_hz: int) -> str:
        power = np.abs(np.fft.rfft(sound * np.hanning(len(sound)), rate_hz)) ** 2  # a bin for each hertz
        peak = int(power.argmax())
        if power[max(0, peak - 12) : peak + 13].sum() < SURE * power.sum():
            return NOT_UNDERSTOOD
        return min(self.words, key=lambda word: abs(pitch_hz(self.words[word]) - peak))


def _stretches(samples: NDArray[np.float64], rate_hz: int) -> list[NDArray[np.float64]]:
    """The parts between silences."""
    window = rate_hz // 100
    count = len(samples) // window
    levels = np.sqrt(np.mean(samples[: count * window].reshape(count, window) ** 2, axis=1)) if count else np.zeros(0)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], (levels > SILENT).astype(int), [0]])))
    return [
        samples[window * first : window * end]
        for first, end in zip(edges[::2], edges[1::2], strict=True)
        if end - first >= 5
    ]
