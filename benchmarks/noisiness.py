"""How far clean speech is from what `dangke-audio listen` calls noise, and from what level noise is found.

    python benchmarks/noisiness.py OUTPUT… [--plant N] [--seed 1]

Takes folders of published lectures, of any voice. Prints for each how noisy its noisiest window is
(`listening/noisiness.py`), then plants noises over clauses of 1 to 3 s in N sentences of each, at several levels of the
noise over the speech it lies on, encodes them again, and prints how many are found. No recognizer is needed; a minute for 300 sentences.
"""

import argparse
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dangke_audio.delivering.encoder import Encoding, encode_block
from dangke_audio.listening import PublishedSpeech, published_speech
from dangke_audio.listening.frames import open_frames
from dangke_audio.listening.noisiness import Window, windows
from dangke_audio.listening.recognizer import RATE_HZ
from dangke_audio.model.audio import Pcm, frame_samples
from dangke_audio.transcoding import decode

LEVELS_DB = (-10, -5, 0, 5, 10)
"""Of the noise over the speech that it lies on."""
CLAUSE_S = (1.0, 3.0)
SHORTEST_S = 1.2
VOICES = 6
"""That babble together."""
LOW_HZ, HUM_HZ = 800, 50
KINDS = ("white", "pink", "babble", "rumble", "hum")

Samples = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Lecture:
    """A published lecture and its sounds, as they are heard."""

    speech: PublishedSpeech
    sounds: tuple[bytes, ...]

    @classmethod
    def of(cls, folder: Path) -> "Lecture":
        """Read the MP3."""
        speech = published_speech(folder)
        with open_frames(speech.mp3) as frames:
            return cls(speech, tuple(frames.around(each.start, each.end) for each in speech.sentences))


def windows_of(frames: bytes) -> tuple[Window, ...]:
    """As they are judged."""
    return windows(decode(frames, RATE_HZ))


def clean(lecture: Lecture) -> list[tuple[Window, ...]]:
    """Print a row: how noisy the noisiest windows are, and the sentences that are falsely noisy."""
    found = [windows_of(sound) for sound in lecture.sounds]
    print(f"{len(found):6} {_row(found)}  {lecture.speech.folder}", flush=True)
    return found


def _row(sentences: Sequence[tuple[Window, ...]]) -> str:
    """The noisiest window by either measure, and how many sentences are noisy."""
    everything = [window for sentence in sentences for window in sentence]
    floor_db, filled = max(each.floor_db for each in everything), max(each.filled for each in everything)
    return f"{floor_db:7.1f} {filled:7.2f} {sum(any(each.is_noisy for each in sentence) for sentence in sentences):6}"


class Noises:
    """Makes noise; the same seed makes the same."""

    def __init__(self, lectures: Sequence[Lecture], seed: int, rate_hz: int) -> None:
        chosen = random.Random(seed)
        sounds = [chosen.choice(chosen.choice(lectures).sounds) for _ in range(40)]
        self._voices = np.concatenate([samples_of(decode(sound, rate_hz)) for sound in sounds])
        self._random, self._rate_hz = np.random.default_rng(seed), rate_hz

    def make(self, kind: str, length: int) -> Samples:
        """So many samples of power 1."""
        if kind == "babble":
            starts = self._random.integers(0, len(self._voices) - length, VOICES)
            noise = np.sum([self._voices[start : start + length] for start in starts], axis=0)
        elif kind == "hum":
            times = np.arange(length) / self._rate_hz
            noise = np.sum([np.sin(2 * np.pi * HUM_HZ * n * times + n) / n for n in range(1, 20)], axis=0)
        else:
            noise = self._random.normal(size=length)
            spectrum = np.fft.rfft(noise)
            if kind == "rumble":
                noise = np.fft.irfft(spectrum * (np.fft.rfftfreq(length, 1 / self._rate_hz) < LOW_HZ), length)
            if kind == "pink":
                noise = np.fft.irfft(spectrum / np.sqrt(np.maximum(np.arange(len(spectrum)), 5)), length)
        return np.asarray(noise / np.sqrt(np.mean(noise**2)))


def samples_of(sound: Pcm) -> Samples:
    """As floats."""
    return np.frombuffer(sound.data, "<i2").astype(np.float64)


def planted(lectures: Sequence[Lecture], times: int, seed: int) -> Iterator[tuple[str, int, bool]]:
    """Kind and level of every sentence with noise over one clause, and whether it is found."""
    chosen = random.Random(seed)
    for lecture in lectures:
        rate_hz = lecture.speech.rate_hz
        noises = Noises(lectures, seed, rate_hz)
        step = frame_samples(rate_hz)
        long = [sound for sound in lecture.sounds if len(decode(sound, rate_hz).data) / 2 > SHORTEST_S * rate_hz]
        for frames in chosen.sample(long, min(times, len(long))):
            sound = samples_of(decode(frames, rate_hz))
            for kind in KINDS:
                length = round(chosen.uniform(CLAUSE_S[0], min(CLAUSE_S[1], len(sound) / rate_hz)) * rate_hz)
                start = chosen.randrange(len(sound) - length + 1)
                span = slice(start, start + length)
                noise = noises.make(kind, length) * np.sqrt(np.mean(sound[span] ** 2))
                for level_db in LEVELS_DB:
                    noisy = sound.copy()
                    noisy[span] += noise * 10 ** (level_db / 20)
                    whole = noisy[: len(noisy) // (2 * step) * 2 * step].clip(-32768, 32767).astype("<i2")
                    found = windows_of(encode_block(Pcm(rate_hz, whole.tobytes()), Encoding()))
                    yield kind, level_db, any(window.is_noisy for window in found)


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("outputs", nargs="+", type=Path)
    parser.add_argument("--plant", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    lectures = [Lecture.of(folder) for folder in given.outputs]
    print(f"{'clean':>6} {'floor':>7} {'filled':>7} {'alarms':>6}  lecture")
    everything = [sentence for lecture in lectures for sentence in clean(lecture)]
    print(f"{len(everything):6} {_row(everything)}  all")
    found: dict[tuple[str, int], list[bool]] = {}
    for kind, level_db, is_found in planted(lectures, given.plant, given.seed):
        found.setdefault((kind, level_db), []).append(is_found)
    for (kind, level_db), each in sorted(found.items()):
        print(f"{kind:7} {level_db:+3} dB  planted {len(each):3}  found {sum(each):3}")


if __name__ == "__main__":
    main()
