"""What a cluster costs and where it stops scaling: measured here, then simulated for more workers than are here.

    python benchmarks/cluster.py speed [--sentences N] [--rounds N]   the crew of this machine against a cluster on it
    python benchmarks/cluster.py tasks [--tasks N]                    scheduler and client for each task, trivial tasks
    python benchmarks/cluster.py client                               the client's work for a lecture of a quarter hour
    python benchmarks/cluster.py simulate                             1,000 such lectures on 4 to 64 workers

`speed` speaks the same sentences with Kokoro by one and two processes of this machine, and by one and two workers of a
cluster, in turns, so that what else the machine does hits all alike. Counted is from the first answer to the last:
models are loaded by then. Beside the time of the clock stands that of the processors, of all processes together, which
what else the machine does hits less.

`simulate` goes by the figures below, which the other three have printed; docs/scale.md says what follows.
"""

import argparse
import heapq
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import psutil
from synthetic import lecture, text

from dangke_audio.cli.choices import chosen_settings
from dangke_audio.clustering import DaskCrew, local_cluster
from dangke_audio.composing import compose
from dangke_audio.engines.contract import Engine, Heard
from dangke_audio.engines.registry import load_engine
from dangke_audio.model.speech import Speaker
from dangke_audio.model.wishes import Wishes
from dangke_audio.preparing import prepare
from dangke_audio.synthesizing.crew import Crew, Listed
from dangke_audio.synthesizing.synthesis import hear
from dangke_audio.synthesizing.worker import Job
from dangke_audio.synthesizing.workers import run_jobs

PLUGINS = Path(__file__).parent.parent / "tests" / "support" / "plugins"
PROFILE = 'title = "测速"\nengine = "{engine}"\nvoice = "{voice}"\nspeed = 1.0\ngain_db = 0.0\nartist = "测速"\n\n[pauses]\nclause = 250\nsentence = 450\nparagraph = 800\nheading = 900\nchapter = 1500\n'
PUT_S = 0.03
"""For one write to a store in the same city; supposed."""
LECTURE_SENTENCES = 90
"""A quarter of an hour."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """One way through the jobs, from the first answer to the last."""

    wall_s: float
    cpu_s: float
    audio_s: float


def family() -> dict[int, float]:
    """Processor seconds of this process and all below it, by process."""
    main = psutil.Process()
    used: dict[int, float] = {}
    for process in (main, *main.children(recursive=True)):
        try:
            times = process.cpu_times()
        except psutil.NoSuchProcess:
            continue
        used[process.pid] = times.user + times.system
    return used


def speak(jobs: list[Job], engine: Engine, crew: Crew, workers: int) -> Spoken:
    """What the crew needs for all but the first."""
    answers = crew(Listed(jobs), engine, workers, engine.patience)
    next(answers)
    started, before = time.perf_counter(), family()
    seconds = 0.0
    for number, answer in enumerate(answers, start=2):
        assert answer.clip, answer.failure
        seconds += answer.clip.samples / answer.clip.rate_hz
        if number == len(jobs):  # while the processes that spoke are still there
            wall_s, after = time.perf_counter() - started, family()
    return Spoken(wall_s, sum(used - before.get(pid, 0.0) for pid, used in after.items()), seconds)


def kokoro_jobs(sentences: int) -> tuple[list[Job], Engine]:
    """The utterances of a lecture of so many sentences."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "讲稿.txt"
        script.write_text(text(lecture([sentences])), encoding="utf-8")
        settings = chosen_settings(Wishes(engine="kokoro"), Path(folder))
        prepared = prepare(script, settings)
        _, made = compose(prepared, settings, None)
    engine = prepared.engine
    engine.prepare(prepared.cast.narrator.voice)
    return [Job(index, hear(one, engine), one.speaker) for index, one in enumerate(made.utterances)], engine


def speed(sentences: int, rounds: int) -> None:
    """Both crews in turns."""
    jobs, engine = kokoro_jobs(sentences)
    found: dict[tuple[str, int], list[Spoken]] = {}
    for turn in range(rounds):
        for workers in (1, 2):
            with local_cluster(workers) as address:
                cluster = DaskCrew(address, print)
                while len(cluster.spoken) < workers:  # until each has loaded its model
                    speak(jobs[: 3 * workers], engine, cluster, workers)
                sides = (("here", run_jobs), ("cluster", cluster))
                for name, crew in sides if turn % 2 else reversed(sides):
                    one = speak(jobs, engine, crew, workers)
                    found.setdefault((name, workers), []).append(one)
                    print(
                        f"{name:8} {workers} {one.wall_s:7.1f} s {one.cpu_s:7.1f} cpu s {one.audio_s:6.1f} s audio",
                        flush=True,
                    )
    for workers in (1, 2):
        here, there = found["here", workers], found["cluster", workers]
        pairs = list(zip(here, there, strict=True))
        wall = statistics.median(b.wall_s / a.wall_s for a, b in pairs) - 1
        cpu = statistics.median(b.cpu_s / a.cpu_s for a, b in pairs) - 1
        print(f"{workers} worker(s): the cluster takes {wall:+.1%} of the clock, {cpu:+.1%} of the processors")
    for name in ("here", "cluster"):
        one, two = (statistics.median(run.wall_s for run in found[name, workers]) for workers in (1, 2))
        print(f"{name}: two are {one / two:.2f} times as fast as one")
    print(
        "processor seconds for a second of audio:",
        round(statistics.median(r.cpu_s / r.audio_s for r in found["here", 1]), 3),
    )


@contextmanager
def recording() -> Iterator[Engine]:
    """The stand-in engine of the tests: eight seconds of sound, for next to nothing."""
    sys.path.insert(0, str(PLUGINS))
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(PLUGINS), os.environ.get("PYTHONPATH", "")]))
    yield load_engine("recording")


def tasks(count: int) -> None:
    """Processor time for each task, of the scheduler (which lives in this process) and of the client, apart."""
    import dask
    import distributed  # noqa: F401  (brings the defaults that are changed below)

    with recording() as engine:
        heard = Heard(" ".join(["yi1"] * 40), 40, ())
        jobs = [Job(index, heard, Speaker("tone")) for index in range(count)]
        for direct in (False, True):
            with (
                dask.config.set({"distributed.client.direct-to-workers": direct}),
                scheduler_and_workers(2) as (address, pid),
            ):
                crew = DaskCrew(address, print)
                scheduler = psutil.Process(pid)
                before, own = cpu_s(scheduler), cpu_s(psutil.Process())
                one = speak(jobs, engine, crew, 2)
                used, ours = cpu_s(scheduler) - before, cpu_s(psutil.Process()) - own
                memory = scheduler.memory_info().rss / 2**20
                size = one.audio_s * 48_000 / (count - 1)
                print(
                    f"{'worker → client' if direct else 'worker → scheduler → client'}: {size / 1000:.0f} kB a task, scheduler "
                    f"{1000 * used / count:.2f} ms, client {1000 * ours / count:.2f} ms of processor a task; "
                    f"{1000 * one.wall_s / count:.2f} ms by the clock; scheduler's memory {memory:.0f} MB",
                    flush=True,
                )


def cpu_s(process: psutil.Process) -> float:
    """Processor seconds of one process so far."""
    times = process.cpu_times()
    return float(times.user + times.system)


@contextmanager
def scheduler_and_workers(count: int) -> Iterator[tuple[str, int]]:
    """A scheduler in a process of its own, with workers; its address and process number."""
    from distributed import Client

    port = 18786
    address = f"tcp://127.0.0.1:{port}"
    dask_command = [sys.executable, "-m", "dask"]
    with tempfile.TemporaryDirectory() as folder:
        quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        options = ["--no-dashboard", "--host", "127.0.0.1"]
        scheduler = subprocess.Popen([*dask_command, "scheduler", "--port", str(port), *options], **quiet)
        more = ["--nthreads", "1", "--nworkers", str(count), "--local-directory", folder]
        workers = subprocess.Popen([*dask_command, "worker", address, *more, *options], **quiet)
        try:
            with Client(address, set_as_default=False, timeout=60) as client:
                client.wait_for_workers(count)
            yield address, scheduler.pid
        finally:
            for running in (workers, scheduler):
                running.terminate()
                running.wait()


def client() -> None:
    """A lecture whose clips are all there: what is left for the client, twice; the second time alone counts."""
    with recording(), tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        (work / "voices").mkdir()
        (work / "voices" / "bench.toml").write_text(PROFILE.format(engine="recording", voice="tone"), encoding="utf-8")
        (work / "讲稿.txt").write_text(text(lecture([LECTURE_SENTENCES // 3] * 3)), encoding="utf-8")
        told, _ = build(work)
        size = sum(path.stat().st_size for path in (work / "cache" / "clips").rglob("*") if path.is_file())
        runs = []
        for _ in range(3):
            for gone in ("output", "cache/blocks"):
                (work / gone).rename(work / f"{gone.replace('/', '-')}-{time.time_ns()}")
            runs.append(build(work))
        wall_s = statistics.median(run[0]["wall_s"] for run in runs)
        used = statistics.median(run[1] for run in runs)
        print(
            f"{told['audio_ms'] / 1000:.0f} s of audio, {told['clips']} clips of {size / told['clips'] / 1000:.0f} kB; "
            f"all but the speaking: {used:.1f} s of processor, {wall_s:.1f} s by the clock"
        )


def build(work: Path) -> tuple[dict[str, Any], float]:
    """What the build says last, and its processor seconds."""
    before = os.times()
    done = subprocess.run(
        [sys.executable, "-m", "dangke_audio", "build", "讲稿.txt", "--voice", "bench", "--jobs", "1", "--json"],
        cwd=work,
        env={**os.environ, "DANGKE_AUDIO_CACHE": str(work / "cache")},
        capture_output=True,
        check=True,
    )
    after = os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return json.loads(done.stdout.splitlines()[-1]), used


# ---- the simulation


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured, in seconds of a processor of the machine below, and bytes."""

    lectures: int = 1_000
    clips: int = 92
    """Of one lecture."""
    clip_bytes: int = 480_000
    audio_s: float = 920.0
    speaking_s: float = 5.7
    """Mean for one clip of ten seconds, of a core's time."""
    spread: float = 0.4
    """Standard deviation of the speaking, as a share of the mean; real sentences are less even than the benchmark's."""
    scheduler_s: float = 0.0052
    """For one task, its clip passed on."""
    client_task_s: float = 0.0032
    """For one task: send it, take its clip."""
    client_lecture_s: float = 11.3
    """For one lecture: reading, encoding, publishing."""
    network_bytes_s: float = 110e6
    """A gigabit."""


@dataclass(frozen=True, slots=True)
class Simulated:
    """A run."""

    hours: float
    speaking: float
    """Share of the workers' time that is spoken in."""
    scheduler: float
    client: float
    network: float
    """The same of the others."""


def simulate(workers: int, known: Measured, per_thread: int = 3) -> Simulated:
    """Jobs go out as soon as there is room; the client does one thing at a time, and so does the scheduler."""
    import random

    choice = random.Random(7)
    total = known.lectures * known.clips
    client_s = known.client_task_s + known.client_lecture_s / known.clips
    wire_s = known.clip_bytes / known.network_bytes_s
    ready = [0.0] * min(total, per_thread * workers)  # when each job that is out came to the cluster
    sent = len(ready)
    idle = [0.0] * workers
    scheduler_free = wire_free = client_free = now = spoken_s = 0.0
    landing: list[float] = []
    heapq.heapify(idle)
    for _ in range(total):
        begun = max(heapq.heappop(ready), heapq.heappop(idle))
        length = max(0.2, choice.gauss(known.speaking_s, known.spread * known.speaking_s))
        spoken_s += length
        heapq.heappush(idle, begun + length)
        heapq.heappush(landing, begun + length)
        # What ends before anything else can begin goes its way to the client, who sends the next one.
        horizon = max(ready[0], idle[0]) if ready else float("inf")
        while landing and (landing[0] <= horizon or not ready):
            ended = heapq.heappop(landing)
            scheduler_free = max(scheduler_free, ended) + known.scheduler_s
            wire_free = max(wire_free, scheduler_free) + wire_s
            client_free = max(client_free, wire_free) + client_s
            now = client_free
            if sent < total:
                heapq.heappush(ready, client_free)
                sent += 1
            horizon = max(ready[0], idle[0]) if ready else float("inf")
    return Simulated(
        now / 3600,
        spoken_s / (workers * now),
        total * known.scheduler_s / now,
        total * client_s / now,
        total * wire_s / now,
    )


def simulations() -> None:
    """The tables that stand in docs/scale.md."""
    known = Measured()
    table("one client, clips in its own cache", known, (4, 8, 16, 32, 64))
    far = replace(known, client_task_s=known.client_task_s + PUT_S)
    table("one client, clips in a store 30 ms away as well", far, (16, 32, 64))
    four = replace(known, client_task_s=known.client_task_s / 4, client_lecture_s=known.client_lecture_s / 4)
    table("four clients, a quarter of the lectures each", four, (32, 64, 128, 256))


def table(title: str, known: Measured, sizes: Sequence[int]) -> None:
    """One of them."""
    print(f"\n{title}\n\n| workers | hours | lectures an hour | speaking | scheduler | client | network |")
    print("|---|---|---|---|---|---|---|")
    for workers in sizes:
        run = simulate(workers, known)
        shares = " | ".join(f"{share:.0%}" for share in (run.speaking, run.scheduler, run.client, run.network))
        print(f"| {workers} | {run.hours:.1f} | {known.lectures / run.hours:.0f} | {shares} |", flush=True)


def main() -> None:
    """As the command line asks."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("speed", "tasks", "client", "simulate"))
    parser.add_argument("--sentences", type=int, default=12)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--tasks", type=int, default=5_000)
    asked = parser.parse_args()
    todo: dict[str, Callable[[], None]] = {
        "speed": lambda: speed(asked.sentences, asked.rounds),
        "tasks": lambda: tasks(asked.tasks),
        "client": client,
        "simulate": simulations,
    }
    todo[asked.what]()


if __name__ == "__main__":
    main()
