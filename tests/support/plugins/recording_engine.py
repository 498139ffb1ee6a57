"""A speech engine for tests: quick, deterministic, and it writes down what it was asked to say.

It comes in by the door of third parties: a distribution with an entry point, put on the path by tests/support/cli.py.
Environment variables, so that they reach the speaking processes:
RECORDING_LOG    a file that gets a line for each utterance spoken
RECORDING_DELAY  seconds that each utterance takes
RECORDING_FAULT  `word=fault`: an utterance that contains word is spoken silent | short | long | clipped | gap | wrong-rate,
                 or backwards (at its usual speed only) | always-backwards, or fails: error | passing | crash | die | hang
RECORDING_ONLY   the engine that has the fault; without it all have
RECORDING_ONCE   a file: the fault happens only as long as the file is not there, and makes it
RECORDING_PROCESSOR  what the engine's probe found out about the machine: on another one it sounds another way
"""

import hashlib
import os
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Self

import numpy as np

from dangke_audio.engines.contract import NOTHING_PINNED, CheckLine, Heard, Limits, Pace, Patience, Voice
from dangke_audio.errors import ConfigError, EngineError, SynthesisError
from dangke_audio.model.audio import Pcm

PROCESSOR = "RECORDING_PROCESSOR"
RATE_HZ = 24_000
SYLLABLE_S = 0.2
PACE = Pace(usual=5.0, slowest=1.2, fastest=9.0, is_measured=True)


class RecordingEngine:
    """Speaks a tone for each character, of a pitch that its code point decides."""

    name = "recording"
    title = "音调"
    rate_hz = RATE_HZ
    deterministic = True
    online = False
    limits = Limits(spoken_characters=60)
    patience = Patience(tries=2, delays_s=(0.0,))

    def configured(self, options: Mapping[str, object]) -> Self:
        if options:
            raise ConfigError(f"不认识的选项 {'、'.join(options)}")
        return self

    def pace(self, voice: str) -> Pace:
        return PACE

    def voices(self) -> tuple[Voice, ...]:
        return (Voice("tone", "音调", PACE), Voice("low", "低音", PACE))

    def check(self) -> tuple[CheckLine, ...]:
        return (CheckLine(True, "recording", "ok"),)

    def prepare(self, voice: str) -> None:
        pass

    def fingerprint(self, voice: str) -> str:
        _refuse_unknown(voice)
        processor = os.environ.get(PROCESSOR)
        return f"{self.name} 1 {voice}" + (f" probe={processor}" if processor else "")

    def hear(self, spoken: str, syllables: tuple[str | None, ...], pinned: frozenset[int] = NOTHING_PINNED) -> Heard:
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
        _refuse_unknown(voice)
        sounds = [piece for piece in heard.split(" ") if piece[:1].isalpha()]
        word, _, fault = os.environ.get("RECORDING_FAULT", "").partition("=")
        base_hz = (200 if voice == "tone" else 100) + len(os.environ.get(PROCESSOR, ""))
        if word and word in heard and (fault == "always-backwards" or (fault == "backwards" and speed == 1.0)):
            sounds.reverse()
        spoken = _speech(sounds, speed, base_hz)
        spared = os.environ.get("RECORDING_ONLY", self.name) != self.name
        return _faulty(spoken, fault) if word and word in heard and not spared else spoken


def _write_down(heard: str) -> None:
    log = os.environ.get("RECORDING_LOG")
    if log:
        with Path(log).open("a", encoding="utf-8") as file:
            file.write(heard + "\n")


def _refuse_unknown(voice: str) -> None:
    if voice not in {"tone", "low"}:
        raise EngineError(f"没有名为 {voice} 的声音", hint="可用的声音：tone、low")


def _speech(sounds: list[str], speed: float, base_hz: int) -> Pcm:
    silence = np.zeros(RATE_HZ // 4)
    return _pcm(np.concatenate([silence, *(_tone(sound, speed, base_hz) for sound in sounds), silence]))


def _tone(sound: str, speed: float, base_hz: int) -> "np.ndarray[tuple[int, ...], np.dtype[np.float64]]":
    pitch = base_hz + int(hashlib.sha256(sound.encode()).hexdigest()[:4], 16) % 800
    times = np.arange(int(RATE_HZ * SYLLABLE_S / speed)) / RATE_HZ
    return 0.3 * np.sin(2 * np.pi * pitch * times)


def _pcm(samples: "np.ndarray[tuple[int, ...], np.dtype[np.float64]]", rate_hz: int = RATE_HZ) -> Pcm:
    return Pcm(rate_hz, np.round(np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())


def _has_happened() -> bool:
    once = os.environ.get("RECORDING_ONCE")
    if not once:
        return False
    if Path(once).exists():
        return True
    Path(once).touch()
    return False


def _faulty(good: Pcm, fault: str) -> Pcm:
    samples = np.frombuffer(good.data, dtype="<i2").astype(np.float64) / 32767
    if _has_happened():
        return good
    if fault.endswith("backwards"):
        return good
    if fault == "passing":
        raise SynthesisError("引擎一时出错", kind="passing")
    if fault == "hang":
        time.sleep(600)
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


class RemoteEngine(RecordingEngine):
    """The same as if it were a service: what it is told leaves the machine, and it may fail at any time."""

    name = "remote"
    title = "远处的音调"
    online = True
    deterministic = False
    limits = Limits(spoken_characters=60, workers=2, answer_s=20.0)
    patience = Patience(tries=3, delays_s=(0.0,), failures_at_first=4, failures_in_a_row=8)
