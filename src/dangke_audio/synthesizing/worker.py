"""The speaking process: reads jobs from a pipe, speaks, writes answers back, ends with its parent."""

import os
import signal
import threading
from dataclasses import dataclass
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait

from dangke_audio.engines.contract import Engine
from dangke_audio.errors import DangkeError
from dangke_audio.model.audio import Pcm


@dataclass(frozen=True, slots=True)
class Job:
    """One utterance to speak."""

    index: int
    """Its place among the jobs of this run."""
    heard: str
    voice: str
    speed: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a job: sound, or why not."""

    index: int
    pcm: Pcm | None
    problem: str | None


def serve(pipe: "Connection[Answer, Job | None]", engine: Engine) -> None:
    """The process's main function: speak job after job until the pipe closes or None comes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent decides
    threading.Thread(target=_end_with_parent, daemon=True).start()
    while (job := _next(pipe)) is not None:
        pipe.send(speak(job, engine))


def speak(job: Job, engine: Engine) -> Answer:
    """Speak one job; what goes wrong becomes part of the answer, so that the parent can name the sentence."""
    try:
        return Answer(job.index, engine.speak(job.heard, job.voice, job.speed), None)
    except DangkeError as error:
        return Answer(job.index, None, str(error))
    except MemoryError:
        return Answer(job.index, None, "内存不足，请用 --jobs 1 重试")
    except Exception as error:  # the process's boundary: a bug in an engine must not take the other sentences with it
        return Answer(job.index, None, f"语音引擎内部出错（{type(error).__name__}：{error}）")


def _next(pipe: "Connection[Answer, Job | None]") -> Job | None:
    try:
        return pipe.recv()
    except EOFError:
        return None


def _end_with_parent() -> None:
    """A parent killed with -9 cannot end its children; they watch it themselves."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
