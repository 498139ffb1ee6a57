"""A crew of speaking processes: order is the caller's, errors name their job, stopping is immediate."""

import multiprocessing
import signal
import threading
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from dangke_audio.engines.contract import Engine
from dangke_audio.synthesizing.worker import Answer, Job, serve

TAIL_JOBS_PER_WORKER = 8
MOST_WORKERS = 31
"""Windows waits for 63 things at most, and each worker is two: its pipe and its end."""


def schedule(jobs: Sequence[Job], workers: int) -> list[Job]:
    """Document order, so that the first chapters are ready first; only the tail goes longest first.

    A long utterance that starts last leaves the other cores idle while it is spoken.
    """
    tail = TAIL_JOBS_PER_WORKER * workers
    head, rest = list(jobs[:-tail]), list(jobs[-tail:])
    return head + sorted(rest, key=lambda job: len(job.heard), reverse=True)


def run_jobs(jobs: Sequence[Job], engine: Engine, workers: int) -> Generator[Answer]:
    """Speak all jobs and yield the answers as they come; `Answer.index` says whose each is.

    A worker that dies gives its job an answer with a problem. Closing the iterator kills the crew at once.
    """
    waiting = list(reversed(schedule(jobs, workers)))
    crew: list[_Worker] = []
    try:
        for _ in range(min(workers, len(jobs), MOST_WORKERS)):
            crew.append(_Worker(engine))
            crew[-1].start(waiting.pop())
        while busy := [worker for worker in crew if worker.job is not None]:
            ready = wait([item for worker in busy for item in (worker.pipe, worker.process.sentinel)])
            for worker in (worker for worker in busy if worker.pipe in ready or worker.process.sentinel in ready):
                yield worker.answer()
                if waiting:
                    worker.start(waiting.pop())
    finally:
        for worker in crew:
            worker.kill()


class _Worker:
    """One process and the pipe to it; `job` is what it is speaking now."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.job: Job | None = None
        self.pipe, self.process = _spawn(engine)

    def start(self, job: Job) -> None:
        """Give it a job; a dead process is replaced first."""
        if not self.process.is_alive():
            self.kill()
            self.pipe, self.process = _spawn(self.engine)
        self.job = job
        with suppress(OSError):  # it died this moment: its sentinel is ready, and `answer` will say so
            self.pipe.send(job)

    def answer(self) -> Answer:
        """What it has to say of its job; a dead process has said something if the pipe still holds it."""
        job, self.job = self.job, None
        assert job is not None
        try:
            return self.pipe.recv()
        except (EOFError, OSError):  # OSError: it died in the middle of its answer
            self.process.join()
            return Answer(job.index, None, _obituary(self.process.exitcode))

    def kill(self) -> None:
        """End it now, whatever it is doing."""
        self.process.kill()
        self.process.join()
        self.pipe.close()


def _spawn(engine: Engine) -> "tuple[Connection[Job | None, Answer], BaseProcess]":
    # Spawned, not forked: the same on every system, and no half-copied threads of onnxruntime.
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=serve, args=(theirs, engine), daemon=True)
    with _interrupts_ignored():
        process.start()
    theirs.close()
    return ours, process


@contextmanager
def _interrupts_ignored() -> Iterator[None]:
    """Ctrl-C reaches the whole process group; a child that is still importing would print a traceback.

    What is ignored when a process is started stays ignored in it (POSIX).
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _obituary(exit_code: int | None) -> str:
    """What to tell of a process that has ended; the system's killer of last resort sends signal 9."""
    cause = "，可能是内存不足，请用 --jobs 1 重试" if exit_code in {-9, 137} else ""
    return f"语音进程意外结束（退出码 {exit_code}）{cause}"
