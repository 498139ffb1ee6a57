"""Frames → what is heard of them, by several processes; what was heard once is remembered.

A transcript is kept under a digest of recognizer and frames, so under the sound that was really heard: a clip keeps its
transcript wherever it stands, and no manifest can lend one to another sound.
"""

import hashlib
import json
import signal
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context

from dangke_audio.errors import RecognizerError
from dangke_audio.listening import noisiness
from dangke_audio.listening.noisiness import Noise, noise_in
from dangke_audio.listening.recognizer import LONGEST_S, RATE_HZ, Recognizer
from dangke_audio.model.audio import Pcm
from dangke_audio.model.storage import Store
from dangke_audio.synthesizing.worker import end_with_parent
from dangke_audio.transcoding import decode

SCHEMA = "heard 1"
QUIET_S = 0.1


OnHeard = Callable[[int, int], None]
"""Gets how many sounds are done, and of how many."""


@dataclass(frozen=True, slots=True)
class _Question:
    """What is asked of a recognizer."""

    sound: bytes
    """Frames."""
    longest_s: int
    """Of the pieces that are heard."""
    texts: tuple[str, ...] = ()
    """What is weighed; nothing where the sound is to be heard."""
    is_about_noise: bool = False
    """Whether there is any, and not what is said."""


@dataclass(frozen=True, slots=True)
class Ear:
    """Hears sounds, each once."""

    recognizer: Recognizer
    memory: Store
    pool: ProcessPoolExecutor | None = None
    """None hears in this process."""
    heard: list[str] = field(default_factory=list)
    """Keys of all that had to be heard."""

    def hear(
        self, sounds: Sequence[bytes], on_heard: OnHeard = lambda _done, _all: None, longest_s: int = LONGEST_S
    ) -> list[str]:
        """What is heard of each, cut into pieces of at most `longest_s`.

        Raises RecognizerError, StorageError, and SynthesisError for what is no sound.
        """
        return self._answers([_Question(sound, longest_s) for sound in sounds], on_heard)

    def weigh(self, asked: Sequence[tuple[bytes, Sequence[str]]]) -> list[list[float]]:
        """How likely texts are to be what is said in a sound of at most 28 s, in nats. Raises as `hear` does."""
        answers = self._answers([_Question(sound, LONGEST_S, tuple(texts)) for sound, texts in asked])
        return [[float(each) for each in json.loads(answer)] for answer in answers]

    def noises(self, sounds: Sequence[bytes]) -> list[Noise | None]:
        """The noise that lies over each; no recognizer is asked. Raises StorageError, and SynthesisError for no sound."""
        answers = self._answers([_Question(sound, LONGEST_S, is_about_noise=True) for sound in sounds])
        return [Noise(*found) if (found := json.loads(answer)) else None for answer in answers]

    def recall(self, sound: bytes) -> str | None:
        """What was heard of a sound before, in one piece; None where it never was."""
        entry = self.memory.read(self._key(_Question(sound, LONGEST_S)))
        return None if entry is None else entry.decode()

    def _answers(self, questions: Sequence[_Question], on_heard: OnHeard = lambda _done, _all: None) -> list[str]:
        keys = list(map(self._key, questions))
        found = {key: entry.decode() for key in set(keys) if (entry := self.memory.read(key)) is not None}
        missing = {key: question for key, question in zip(keys, questions, strict=True) if key not in found}
        total = len(found) + len(missing)
        on_heard(len(found), total)
        for key, answer in self._new(missing):
            self.memory.write(key, answer.encode())
            if not missing[key].is_about_noise:
                self.heard.append(key)
            found[key] = answer
            on_heard(len(found), total)
        return [found[key] for key in keys]

    def _new(self, missing: Mapping[str, _Question]) -> Iterator[tuple[str, str]]:
        if self.pool is None:
            yield from ((key, _answer(self.recognizer, question)) for key, question in missing.items())
            return
        jobs = {self.pool.submit(_answer, self.recognizer, question): key for key, question in missing.items()}
        try:
            for job in as_completed(jobs):
                yield jobs[job], job.result()
        except BrokenProcessPool as error:
            raise RecognizerError("识别进程意外结束", hint="可能是内存不足，请用 --jobs 1 重试") from error

    def _key(self, question: _Question) -> str:
        if question.is_about_noise:
            return hashlib.sha256(f"noise {noisiness.VERSION}\x1f".encode() + question.sound).hexdigest()
        head = [SCHEMA, self.recognizer.digest, str(question.longest_s), *question.texts, ""]
        return hashlib.sha256("\x1f".join(head).encode() + question.sound).hexdigest()


@contextmanager
def open_ear(recognizer: Recognizer, memory: Store, jobs: int) -> Iterator[Ear]:
    """An ear of so many processes. Raises RecognizerError where the recognizer cannot be used."""
    assert recognizer.digest
    if jobs == 1:
        yield Ear(recognizer, memory)
        return
    # Spawned, not forked: the same on every system.
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_start)
    is_done = False
    try:
        yield Ear(recognizer, memory, pool)
        is_done = True
    finally:
        listeners = [] if is_done else [*pool._processes.values()]
        pool.shutdown(wait=False, cancel_futures=True)
        for listener in listeners:  # the end of the program would wait for what they are hearing
            listener.kill()


def _answer(recognizer: Recognizer, question: _Question) -> str:
    """Decode and hear, in pieces that the recognizer hears at once; or weigh; or look for noise."""
    if not question.sound:  # past the end of a file that is too short
        if question.is_about_noise:
            return "null"
        return json.dumps([0.0] * len(question.texts)) if question.texts else ""
    sound = decode(question.sound, RATE_HZ)
    if question.is_about_noise:
        noise = noise_in(sound)
        return json.dumps(noise and (noise.start_s, noise.end_s))
    if question.texts:
        return json.dumps(recognizer.weigh(sound, question.texts))
    return "".join(recognizer.hear(piece) for piece in pieces(sound, question.longest_s))


def pieces(sound: Pcm, longest_s: int) -> Iterator[Pcm]:
    """Of about equal length and at most `longest_s`; cut where it is quietest near there."""
    import numpy as np

    most, window = longest_s * sound.rate_hz, round(QUIET_S * sound.rate_hz)
    samples = np.frombuffer(sound.data, dtype="<i2")
    while len(samples) > most:
        ideal = len(samples) // -(-len(samples) // most)
        first, end = ideal * 3 // 4, min(ideal * 5 // 4, most)
        windows = samples[first : end - (end - first) % window].reshape(-1, window)
        cut = first + window * int(np.abs(windows.astype(np.int32)).sum(axis=1).argmin()) + window // 2
        yield Pcm(sound.rate_hz, samples[:cut].tobytes())
        samples = samples[cut:]
    yield Pcm(sound.rate_hz, samples.tobytes())


def _start() -> None:
    """Ctrl-C reaches the whole group, and the parent decides; a parent that is killed leaves nobody behind."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=end_with_parent, daemon=True).start()
