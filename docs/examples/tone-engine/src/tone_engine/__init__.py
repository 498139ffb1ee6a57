"""A complete speech engine in one page: each syllable is a tone whose pitch moves as its Mandarin tone does.

Start a real one from it: replace `_sing` by a call of your speech program, and `hear` by what that program takes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Self

import numpy as np
from dangke_audio.engines.contract import NOTHING_PINNED, CheckLine, Heard, Limits, Pace, Patience, Voice
from dangke_audio.errors import ConfigError, EngineError, SynthesisError
from dangke_audio.model.audio import Pcm
from numpy.typing import NDArray

RATE_HZ = 24_000
PACE = Pace(usual=4.0, slowest=2.0, fastest=6.0, is_measured=True)
VOICES = (Voice("high", "高音", PACE), Voice("low", "低音", PACE))
BASE_HZ = {"high": 220.0, "low": 110.0}
# Start and end of the pitch, as factors of the voice's own (Chao's tone letters: 55, 35, 214, 51, neutral).
CONTOURS = {"1": (1.5, 1.5), "2": (1.2, 1.5), "3": (1.0, 1.2), "4": (1.5, 1.0), "5": (1.2, 1.2)}


@dataclass(frozen=True)
class ToneEngine:
    """Keeps dangke_audio.engines.contract.Engine, which says what each of these is for."""

    name: str = "tone"
    title: str = "声调演示（不是真的语音）"
    rate_hz: int = RATE_HZ
    deterministic: bool = True
    online: bool = False
    limits: Limits = Limits(spoken_characters=60)
    patience: Patience = Patience()
    octave: int = 0
    """The one option: `[options] octave = 1` in a voice profile."""

    def configured(self, options: Mapping[str, object]) -> Self:
        """Takes `octave`, -1 to 1."""
        unknown = [name for name in options if name != "octave"]
        octave = options.get("octave", 0)
        if unknown:
            raise ConfigError(f"引擎 tone 不认识的选项：{'、'.join(unknown)}", hint="可以用的是 octave")
        if not isinstance(octave, int) or abs(octave) > 1:
            raise ConfigError("octave 应是 -1、0 或 1")
        return replace(self, octave=octave)

    def voices(self) -> tuple[Voice, ...]:
        """Both."""
        return VOICES

    def pace(self, voice: str) -> Pace:
        """The same for both."""
        return PACE

    def check(self) -> tuple[CheckLine, ...]:
        """Nothing can be missing."""
        return (CheckLine(True, "tone", "不需要别的文件"),)

    def prepare(self, voice: str) -> None:
        """Nothing to make ready."""

    def fingerprint(self, voice: str) -> str:
        """Whatever changes the samples must change this."""
        if voice not in BASE_HZ:
            raise EngineError(f"没有名为 {voice} 的声音", hint=f"可用的声音：{'、'.join(BASE_HZ)}")
        return f"tone 1 octave={self.octave}"

    def hear(self, spoken: str, syllables: tuple[str | None, ...], pinned: frozenset[int] = NOTHING_PINNED) -> Heard:
        """Pinyin, a blank between syllables. It takes every reading, so `pinned` is of no interest here."""
        sounds = [syllable for syllable in syllables if syllable]
        pairs = zip(spoken, syllables, strict=True)
        silent = tuple(dict.fromkeys(character for character, syllable in pairs if not syllable and character.isalnum()))
        return Heard(" ".join(sounds), len(sounds), silent)

    def speak(self, heard: str, voice: str, speed: float) -> Pcm:
        """Sing it."""
        if voice not in BASE_HZ or not heard:
            raise SynthesisError(f"声音 {voice} 读不了“{heard}”", kind="settings" if heard else "text")
        base_hz = BASE_HZ[voice] * 2.0**self.octave
        samples = np.concatenate([_sing(syllable, base_hz, speed) for syllable in heard.split(" ")])
        return Pcm(RATE_HZ, np.round(samples * 32767).astype("<i2").tobytes())


def _sing(syllable: str, base_hz: float, speed: float) -> NDArray[np.float64]:
    first, last = CONTOURS.get(syllable[-1], CONTOURS["5"])
    count = int(RATE_HZ / PACE.usual / speed)
    pitch_hz = base_hz * np.linspace(first, last, count) * (1 + sum(map(ord, syllable)) % 7 / 20)
    swell = np.sin(np.pi * np.linspace(0, 1, count)) ** 0.5
    return 0.3 * swell * np.sin(2 * np.pi * np.cumsum(pitch_hz) / RATE_HZ)
