"""A speech engine for tests: quick, deterministic, and it writes down what it was asked to say.

It comes in by the door of third parties: a distribution with an entry point, put on the path by tests/support/cli.py.
Environment variables, so that they reach the speaking processes:
RECORDING_LOG    a file that gets a line for each utterance spoken
RECORDING_DELAY  seconds that each utterance takes
RECORDING_FAULT  `word=fault`: an utterance that contains word is spoken silent | short | long | clipped | gap | wrong-rate,
                 or fails: error | crash | die
"""

import hashlib
import os
import time
from pathlib import Path

import numpy as np

from dangke_audio.engines.contract import CheckLine, Heard, Limits, Voice
from dangke_audio.errors import EngineError, SynthesisError
from dangke_audio.model.audio import Pcm

RATE_HZ = 24_000
SYLLABLE_S = 0.2


class RecordingEngine:
    """Speaks a tone for each character, of a pitch that its code point decides."""

    name = "recording"
    rate_hz = RATE_HZ
    deterministic = True
    limits = Limits(spoken_characters=60, syllables_per_second_min=1.2, syllables_per_second_max=9.0)

    def voices(self) -> tuple[Voice, ...]:
        return (Voice("tone", "音调"),)

    def check(self) -> tuple[CheckLine, ...]:
        return (CheckLine(True, "recording", "ok"),)

    def prepare(self) -> None:
        pass

    def fingerprint(self, voice: str) -> str:
        if voice != "tone":
            raise EngineError(f"没有名为 {voice} 的声音", hint="可用的声音：tone")
        return "recording 1"

    def hear(self, spoken: str, syllables: tuple[str | None, ...]) -> Heard:
        heard: list[str] = []
        silent: list[str] = []
        for character, reading in zip(spoken, syllables, strict=True):
            mute = reading is None and character.isalnum() and not character.isascii()
            (silent if mute or character.isdigit() else heard).append(reading or character)
        sounds = sum(piece[:1].isalpha() for piece in heard)
        return Heard(" ".join(heard), sounds, tuple(silent))

    def speak(self, heard: str, voice: str, speed: float) -> Pcm:
        _write_down(heard)
        time.sleep(float(os.environ.get("RECORDING_DELAY", "0")))
        if voice != "tone":
            raise EngineError(f"没有名为 {voice} 的声音")
        sounds = [piece for piece in heard.split(" ") if piece[:1].isalpha()]
        word, _, fault = os.environ.get("RECORDING_FAULT", "").partition("=")
        return _faulty(_speech(sounds, speed), fault) if word and word in heard else _speech(sounds, speed)


def _write_down(heard: str) -> None:
    log = os.environ.get("RECORDING_LOG")
    if log:
        with Path(log).open("a", encoding="utf-8") as file:
            file.write(heard + "\n")


def _speech(sounds: list[str], speed: float) -> Pcm:
    silence = np.zeros(RATE_HZ // 4)
    return _pcm(np.concatenate([silence, *(_tone(sound, speed) for sound in sounds), silence]))


def _tone(sound: str, speed: float) -> "np.ndarray[tuple[int, ...], np.dtype[np.float64]]":
    pitch = 200 + int(hashlib.sha256(sound.encode()).hexdigest()[:4], 16) % 800
    times = np.arange(int(RATE_HZ * SYLLABLE_S / speed)) / RATE_HZ
    return 0.3 * np.sin(2 * np.pi * pitch * times)


def _pcm(samples: "np.ndarray[tuple[int, ...], np.dtype[np.float64]]", rate_hz: int = RATE_HZ) -> Pcm:
    return Pcm(rate_hz, np.round(np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())


def _faulty(good: Pcm, fault: str) -> Pcm:
    samples = np.frombuffer(good.data, dtype="<i2").astype(np.float64) / 32767
    if fault == "error":
        raise SynthesisError("引擎故意出错")
    if fault == "crash":
        raise ZeroDivisionError("a bug in the engine")
    if fault == "die":
        os._exit(9)
    gap = np.zeros(3 * RATE_HZ)
    broken = {
        "silent": 0 * samples,
        "short": samples[: RATE_HZ // 4 + RATE_HZ // 10],
        "long": np.concatenate([samples] * 20),
        "clipped": 100 * samples,
        "gap": np.concatenate([samples[: len(samples) // 2], gap, samples[len(samples) // 2 :]]),
        "wrong-rate": samples,
    }
    return _pcm(broken[fault], 22_050 if fault == "wrong-rate" else RATE_HZ)
