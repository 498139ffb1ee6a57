"""Frames → what is heard of them, by several processes; what was heard once is remembered.

A transcript is kept under a digest of recognizer and frames, so under the sound that was really heard: a clip keeps its
transcript wherever it stands, and no manifest can lend one to another sound.
"""

import hashlib
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import get_context

from dangke_audio.errors import RecognizerError
from dangke_audio.listening.recognizer import LONGEST_S, RATE_HZ, Recognizer
from dangke_audio.model.audio import Pcm
from dangke_audio.model.storage import Store
from dangke_audio.synthesizing.worker import end_with_parent
from dangke_audio.transcoding import decode

SCHEMA = "heard 1"
QUIET_S = 0.1


@dataclass(frozen=True, slots=True)
class Ear:
    """Hears sounds, each once."""

    recognizer: Recognizer
    memory: Store
    pool: ProcessPoolExecutor | None = None
    """None hears in this process."""
    heard: list[int] = field(default_factory=list)
    """Bytes of every sound that had to be heard."""

    def hear(
        self,
        sounds: Sequence[bytes],
        on_heard: Callable[[int, int], None] = lambda _done, _all: None,
        longest_s: int = LONGEST_S,
    ) -> list[str]:
        """What is heard of each, cut into pieces of at most `longest_s`; `on_heard` gets how many are done of how many.

        Raises RecognizerError, StorageError, and SynthesisError for what is no sound.
        """
        keys = [self._key(sound, longest_s) for sound in sounds]
        found = {key: entry.decode() for key in set(keys) if (entry := self.memory.read(key)) is not None}
        missing = {key: sound for key, sound in zip(keys, sounds, strict=True) if key not in found}
        on_heard(len(found), len(found) + len(missing))
        for key, text in self._new(missing, longest_s):
            self.memory.write(key, text.encode())
            self.heard.append(len(missing[key]))
            found[key] = text
            on_heard(len(found), len(set(keys)))
        return [found[key] for key in keys]

    def recall(self, sounds: Sequence[bytes]) -> list[str | None]:
        """What was heard of each before; None of those that never were."""
        entries = [self.memory.read(self._key(sound, LONGEST_S)) for sound in sounds]
        return [None if entry is None else entry.decode() for entry in entries]

    def _new(self, missing: dict[str, bytes], longest_s: int) -> Iterator[tuple[str, str]]:
        if self.pool is None:
            yield from ((key, hear_frames(self.recognizer, sound, longest_s)) for key, sound in missing.items())
            return
        jobs: dict[Future[str], str] = {
            self.pool.submit(partial(hear_frames, self.recognizer, sound, longest_s)): key for key, sound in missing.items()
        }
        try:
            for job in as_completed(jobs):
                yield jobs[job], job.result()
        except BrokenProcessPool as error:
            raise RecognizerError("识别进程意外结束", hint="可能是内存不足，请用 --jobs 1 重试") from error

    def _key(self, sound: bytes, longest_s: int) -> str:
        head = "\x1f".join([SCHEMA, self.recognizer.digest, str(longest_s), ""])
        return hashlib.sha256(head.encode() + sound).hexdigest()


@contextmanager
def open_ear(recognizer: Recognizer, memory: Store, jobs: int) -> Iterator[Ear]:
    """An ear of so many processes. Raises RecognizerError where the recognizer cannot be used."""
    assert recognizer.digest
    if jobs == 1:
        yield Ear(recognizer, memory)
        return
    # Spawned, not forked: the same on every system.
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_start)
    try:
        yield Ear(recognizer, memory, pool)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def hear_frames(recognizer: Recognizer, frames: bytes, longest_s: int) -> str:
    """Decode and hear, in pieces that the recognizer hears at once."""
    if not frames:  # past the end of a file that is too short
        return ""
    return "".join(recognizer.hear(piece) for piece in pieces(decode(frames, RATE_HZ), longest_s))


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
