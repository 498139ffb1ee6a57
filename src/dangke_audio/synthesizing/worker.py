"""The speaking process: reads jobs from a pipe, speaks, checks, writes answers back, ends with its parent."""

import os
import signal
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait

from dangke_audio.engines.contract import Engine, Heard
from dangke_audio.errors import DangkeError, FailureKind, SynthesisError
from dangke_audio.model.audio import Pcm
from dangke_audio.model.speech import Speaker


@dataclass(frozen=True, slots=True)
class Job:
    """One utterance to speak."""

    index: int
    """Its place among the jobs of this run."""
    heard: Heard
    speaker: Speaker


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an utterance was not spoken, for the user, and what kind of trouble that is."""

    kind: FailureKind
    why: str
    hint: str | None = None
    retry_after_s: float | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a job: a trimmed clip that has passed the checks, or why there is none."""

    index: int
    clip: Pcm | None
    failure: Failure | None


def serve(pipe: "Connection[Answer, Job | None]", engine: Engine) -> None:
    """The process's main function: speak job after job until the pipe closes or None comes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent decides
    with suppress(OSError, ValueError):  # what an engine prints must not get between the JSON lines of the program
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    threading.Thread(target=end_with_parent, daemon=True).start()
    while (job := _next(pipe)) is not None:
        pipe.send(speak(job, engine))


def speak(job: Job, engine: Engine) -> Answer:
    """One try; what goes wrong becomes part of the answer, so that the parent can name the sentence."""
    from dangke_audio.synthesizing.checks import fault  # numpy comes with it, which the parent has no use for
    from dangke_audio.synthesizing.trimming import trim

    try:
        clip = trim(engine.speak(job.heard.text, job.speaker.voice, job.speaker.speed))
        wrong = fault(clip, engine.rate_hz, job.heard, job.speaker.speed, engine.pace(job.speaker.voice))
    except SynthesisError as error:
        return Answer(job.index, None, Failure(error.kind, error.message, error.hint, error.retry_after_s))
    except DangkeError as error:  # the engine itself is not usable
        return Answer(job.index, None, Failure("settings", error.message, error.hint))
    except Exception as error:  # a bug in an engine must not take the other sentences with it
        bug = Failure(_kind(engine), f"语音引擎内部出错（{type(error).__name__}：{error}）")
        return Answer(job.index, None, bug)
    return Answer(job.index, clip, None) if wrong is None else Answer(job.index, None, Failure(_kind(engine), wrong))


def _kind(engine: Engine) -> FailureKind:
    """An engine that always says the same will be as wrong the next time."""
    return "text" if engine.deterministic else "passing"


def _next(pipe: "Connection[Answer, Job | None]") -> Job | None:
    try:
        return pipe.recv()
    except EOFError:
        return None


def end_with_parent() -> None:
    """A parent killed with -9 cannot end its children; they watch it themselves."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
