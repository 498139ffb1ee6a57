"""Faults planted into a published MP3 as its frames: what `listen` has to find. The manifest stays as it was."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from dangke_audio.delivering.encoder import Encoding, encode_block, silent_frame
from dangke_audio.delivering.mp3_frames import tag_length, walk
from dangke_audio.listening.published_speech import PublishedSpeech
from dangke_audio.model.audio import Pcm, frame_samples
from dangke_audio.transcoding import decode

LEAD_SAMPLES = 1200
"""The silence before a sentence's speech."""


@dataclass(frozen=True, slots=True)
class Tape:
    """A published lecture whose frames can be cut and joined."""

    speech: PublishedSpeech
    tag: bytes
    frames: tuple[bytes, ...]

    @classmethod
    def of(cls, speech: PublishedSpeech) -> "Tape":
        """Read the MP3."""
        data = speech.mp3.read_bytes()
        frames = tuple(data[frame.offset : frame.end] for frame in walk(data))
        return cls(speech, data[: tag_length(data)], frames)

    @property
    def step(self) -> int:
        """Samples of a frame."""
        return frame_samples(self.speech.rate_hz)

    def block(self, number: int) -> tuple[int, int]:
        """Frames [first:end] of a sentence with the pause behind it."""
        sentences = self.speech.sentences
        starts = [(each.start - LEAD_SAMPLES) // self.step for each in sentences] + [len(self.frames)]
        return starts[number], starts[number + 1]

    def sound(self, number: int) -> Pcm:
        """Of a sentence's block."""
        first, end = self.block(number)
        return decode(b"".join(self.frames[first:end]), self.speech.rate_hz)

    def write(self, path: Path, frames: Sequence[bytes]) -> None:
        """The lecture with other frames."""
        path.write_bytes(self.tag + b"".join(frames))

    def with_block(self, number: int, frames: Sequence[bytes]) -> list[bytes]:
        """The lecture with other frames in place of a sentence's."""
        first, end = self.block(number)
        return [*self.frames[:first], *frames, *self.frames[end:]]

    def without(self, number: int) -> list[bytes]:
        """A sentence dropped."""
        return self.with_block(number, [])

    def silenced(self, number: int) -> list[bytes]:
        """A sentence lost, and its time kept."""
        first, end = self.block(number)
        return self.with_block(number, [silent_frame(self.speech.rate_hz, Encoding())] * (end - first))

    def swapped(self, number: int, other: int) -> list[bytes]:
        """Two sentences in each other's place; `number` is the earlier one."""
        (a, b), (c, d) = self.block(number), self.block(other)
        frames = self.frames
        return [*frames[:a], *frames[c:d], *frames[b:c], *frames[a:b], *frames[d:]]

    def repeated(self, number: int, seconds: float) -> list[bytes]:
        """So much from a sentence's beginning said twice."""
        first, _ = self.block(number)
        end = first + round((seconds * self.speech.rate_hz + LEAD_SAMPLES) / self.step)
        return [*self.frames[:end], *self.frames[first:]]

    def noisy(self, number: int, start_s: float, seconds: float, snr_db: float, seed: int = 1) -> list[bytes]:
        """Noise over a part of a sentence, so many decibels below its speech."""
        sound = self.sound(number)
        samples = np.frombuffer(sound.data, "<i2").astype(np.float64)
        first = LEAD_SAMPLES + round(start_s * sound.rate_hz)
        span = slice(first, first + round(seconds * sound.rate_hz))
        level = np.sqrt(np.mean(samples[span] ** 2)) * 10 ** (-snr_db / 20)
        samples[span] += np.random.default_rng(seed).normal(0, level, len(samples[span]))
        return self.with_block(
            number, self.encoded(Pcm(sound.rate_hz, samples.clip(-32768, 32767).astype("<i2").tobytes()))
        )

    def spoken_otherwise(self, number: int, speech: Pcm) -> list[bytes]:
        """Other speech in place of a sentence's, with a pause behind it."""
        pause = bytes(2 * 7200)
        body = bytes(2 * LEAD_SAMPLES) + speech.data + pause
        body += bytes(-len(body) % (2 * self.step))
        return self.with_block(number, self.encoded(Pcm(speech.rate_hz, body)))

    def encoded(self, sound: Pcm) -> list[bytes]:
        """As a block of the lecture is."""
        whole = sound.data[: len(sound.data) // (2 * self.step) * 2 * self.step]
        data = encode_block(Pcm(sound.rate_hz, whole), Encoding())
        return [data[frame.offset : frame.end] for frame in walk(data)]
