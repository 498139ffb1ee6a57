"""A crew of speaking processes: order is the caller's, errors name their job, stopping is immediate."""

import math
import multiprocessing
import pickle
import random
import signal
import sys
import threading
import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from dangke_audio.engines.contract import Engine, Patience
from dangke_audio.errors import EngineError
from dangke_audio.synthesizing.crew import Feed
from dangke_audio.synthesizing.retrying import Desk
from dangke_audio.synthesizing.worker import Answer, Failure, Job, serve

TAIL_JOBS_PER_WORKER = 8
LOOK_AROUND_S = 0.25
"""How often the feed is asked at least."""
MOST_WORKERS = 31
"""Windows waits for 63 things at most, and each worker is two: its pipe and its end."""


def schedule(jobs: Sequence[Job], workers: int) -> list[Job]:
    """Document order, so that the first chapters are ready first; only the tail goes longest first.

    A long utterance that starts last leaves the other cores idle while it is spoken.
    """
    tail = TAIL_JOBS_PER_WORKER * workers
    head, rest = list(jobs[:-tail]), list(jobs[-tail:])
    return head + sorted(rest, key=lambda job: len(job.heard.text), reverse=True)


def run_jobs(feed: Feed, engine: Engine, workers: int, patience: Patience) -> Generator[Answer]:
    """A crew of this machine's processes (crew.Crew).

    What fails in passing is tried again (retrying.py); a worker that dies or takes too long is replaced.
    """
    desk = Desk(patience, min(workers, MOST_WORKERS), gently=engine.online, spread=random.random)
    crew: list[_Worker] = []
    final: list[Answer] = []
    try:
        while True:
            is_fed = take_in(feed, desk, workers)
            _put_to_work(crew, desk, engine)
            yield from final  # only now: what the caller does with them costs no worker's time
            busy = [worker for worker in crew if worker.job is not None]
            if not busy and desk.is_empty and not is_fed:
                return
            answered = [worker.answer() for worker in _wait_for_answers(busy, desk)]
            settled = [desk.settle(job, answer, time.monotonic()) for job, answer in answered]
            final = [answer for answer in settled if answer is not None]
            if desk.stopped_by is not None:  # not before those who had answered as well were heard
                yield from final
                raise unusable(desk.stopped_by)
    finally:
        for worker in crew:
            worker.kill()


def take_in(feed: Feed, desk: Desk, workers: int) -> bool:
    """Put what has come onto the desk; whether more may come."""
    came: list[Job] = []
    while jobs := feed.take():
        came += jobs
    is_over = jobs is None
    desk.add(schedule(came, workers) if is_over else came)
    return not is_over


def _put_to_work(crew: "list[_Worker]", desk: Desk, engine: Engine) -> None:
    """Give jobs to idle workers and hire new ones, as wide as the desk allows now."""
    while sum(worker.job is not None for worker in crew) < desk.width and (job := desk.take(time.monotonic())):
        idle = next((worker for worker in crew if worker.job is None), None)
        if idle is None:
            with _interrupts_later():
                idle = _Worker(engine)
                crew.append(idle)
        idle.start(job)


def _wait_for_answers(busy: "Sequence[_Worker]", desk: Desk) -> "list[_Worker]":
    """The workers that have answered, died or run out of time; none where it is time to look around before that."""
    now_s = time.monotonic()
    pause_s = desk.wait_s(now_s)
    if not busy:
        time.sleep(min(pause_s or LOOK_AROUND_S, LOOK_AROUND_S))
        return []
    waits_s = [LOOK_AROUND_S, *(worker.deadline_s - now_s for worker in busy)]
    if pause_s and not desk.is_empty:
        waits_s.append(pause_s)
    ready = wait([item for worker in busy for item in (worker.pipe, worker.process.sentinel)], max(0.0, min(waits_s)))
    now_s = time.monotonic()
    return [
        worker
        for worker in busy
        if worker.pipe in ready or worker.process.sentinel in ready or now_s >= worker.deadline_s
    ]


def unusable(failure: Failure) -> EngineError:
    """What is raised where a desk has stopped."""
    hint = failure.hint or "请稍后再试，或改用离线声音"
    return EngineError(failure.why, hint=hint, is_outage=failure.kind != "settings")


class _Worker:
    """One process and the pipe to it; `job` is what it is speaking now."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.job: Job | None = None
        self.deadline_s = math.inf
        self.pipe, self.process = _spawn(engine)

    def start(self, job: Job) -> None:
        """Give it a job; a dead process is replaced first."""
        if not self.process.is_alive():
            self.kill()
            with _interrupts_later():
                self.pipe, self.process = _spawn(self.engine)
        self.job = job
        self.deadline_s = time.monotonic() + self.engine.limits.answer_s
        with suppress(OSError):  # it died this moment: its sentinel is ready, and `answer` will say so
            self.pipe.send(job)

    def answer(self) -> tuple[Job, Answer]:
        """Its job and what it has to say of it; a dead process has said something if the pipe still holds it."""
        job, self.job = self.job, None
        assert job is not None
        try:
            if time.monotonic() >= self.deadline_s and not self.pipe.poll():
                self.process.kill()
                self.process.join()
                return job, _silence(job, f"{self.engine.limits.answer_s:.0f} 秒没有读完这一句，已停下")
            return job, self.pipe.recv()
        except (EOFError, OSError):  # OSError: it died in the middle of its answer
            self.process.join()
            return job, _silence(job, _obituary(self.process.exitcode))

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
    try:
        with _deaf_children():
            process.start()
    except (pickle.PicklingError, TypeError, AttributeError) as error:
        raise EngineError(
            f"语音引擎 {engine.name} 不能送进语音进程：{error}", hint="请把这个问题告诉引擎的作者"
        ) from error
    theirs.close()
    return ours, process


@contextmanager
def _interrupts_later() -> Iterator[None]:
    """Ctrl-C comes at the end of this and not within: a process that is half started is in no crew that ends it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _frame: came.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if came:
            signal.raise_signal(signal.SIGINT)


@contextmanager
def _deaf_children() -> Iterator[None]:
    """Ctrl-C reaches the whole process group; a child that is still importing would print a traceback.

    What is blocked in the thread that starts a process stays blocked in that (POSIX; Windows has no such thing).
    """
    if sys.platform == "win32":
        yield
        return
    resource_tracker.ensure_running()  # the first start would start it, which ends all blocking
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _silence(job: Job, why: str) -> Answer:
    return Answer(job.index, None, Failure("passing", why))


def _obituary(exit_code: int | None) -> str:
    """What to tell of a process that has ended; the system's killer of last resort sends signal 9."""
    cause = "，可能是内存不足，请用 --jobs 1 重试" if exit_code in {-9, 137} else ""
    return f"语音进程意外结束（退出码 {exit_code}）{cause}"
