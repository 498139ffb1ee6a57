"""Whether time and memory stay in proportion: lectures of ten minutes, one, three and ten hours.

    python benchmarks/scale.py [--longest HOURS]

Built with the stand-in engine of the tests, whose speech costs next to nothing: what is measured is the program. Each
build is a whole process, with a cache and an output folder of its own. Peaks are those that the system keeps of each
process (VmHWM); `group` is the sum over the main process and its speaking processes.

A line is fitted through the wall times, relative to each; what is printed beside each is how far it lies from that
line.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import psutil
from synthetic import lecture, text

PLUGINS = Path(__file__).parent.parent / "tests" / "support" / "plugins"
SENTENCES_PER_HOUR = 360
SENTENCES_PER_SECTION = 40
"""So that ten hours have no more than 99 sections."""
PROFILE = """title = "测速"
engine = "recording"
voice = "tone"
speed = 1.0
gain_db = 0.0
artist = "测速"

[pauses]
clause = 250
sentence = 450
paragraph = 800
heading = 900
chapter = 1500
"""


@dataclass(frozen=True, slots=True)
class Run:
    """One build."""

    hours: float
    audio_s: float
    wall_s: float
    main_bytes: int
    group_bytes: int
    output_bytes: int


def peak_bytes(process: psutil.Process) -> int:
    """The most memory that a process has had so far; 0 where it is gone."""
    try:
        status = Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8")
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM:")), 0)


def watch(running: "subprocess.Popen[bytes]") -> tuple[int, int]:
    """Peaks of the main process, and of it and all its children together, until it ends."""
    main = psutil.Process(running.pid)
    peaks: dict[int, int] = {}
    while running.poll() is None:
        try:
            family = [main, *main.children(recursive=True)]
        except psutil.NoSuchProcess:
            break
        for process in family:
            peaks[process.pid] = max(peaks.get(process.pid, 0), peak_bytes(process))
        time.sleep(0.02)
    return peaks.get(running.pid, 0), sum(peaks.values())


def build(hours: float, work: Path, environment: Mapping[str, str]) -> Run:
    """Build a lecture of so many hours with everything empty."""
    sentences = round(hours * SENTENCES_PER_HOUR)
    sections = [SENTENCES_PER_SECTION] * max(1, sentences // SENTENCES_PER_SECTION)
    (work / "voices").mkdir(parents=True)
    (work / "voices" / "bench.toml").write_text(PROFILE, encoding="utf-8")
    (work / "讲稿.txt").write_text(text(lecture(sections)), encoding="utf-8")
    command = [sys.executable, "-m", "dangke_audio", "build", "讲稿.txt", "--voice", "bench", "--json"]
    started = time.perf_counter()
    with subprocess.Popen(
        command,
        cwd=work,
        env={**environment, "DANGKE_AUDIO_CACHE": str(work / "cache")},
        stdout=(work / "told").open("wb"),
        stderr=subprocess.DEVNULL,
    ) as running:
        main_bytes, group_bytes = watch(running)
    wall_s = time.perf_counter() - started
    if running.returncode:
        raise SystemExit((work / "told").read_text(encoding="utf-8"))
    told = json.loads((work / "told").read_bytes().splitlines()[-1])
    output_bytes = sum(path.stat().st_size for path in (work / "output").rglob("*") if path.is_file())
    return Run(hours, told["audio_ms"] / 1000, wall_s, main_bytes, group_bytes, output_bytes)


def main(longest: float) -> None:
    """Print the table."""
    environment = {**os.environ, "PYTHONPATH": str(PLUGINS)}
    runs: list[Run] = []
    with tempfile.TemporaryDirectory() as folder:
        for hours in filter(lambda hours: hours <= longest, (1 / 6, 1.0, 3.0, 10.0)):
            runs += [build(hours, Path(folder) / f"{hours:.1f}", environment)]
    start_s, pace = line(runs)
    print(f"{os.cpu_count()} cores; time = {start_s:.1f} s + {3600 * pace:.1f} s for each hour of audio")
    print(
        f"{'audio':>9}{'wall s':>9}{'off line':>10}{'main MB':>9}{'times':>7}{'group MB':>10}{'times':>7}{'output MB':>11}"
    )
    for run in runs:
        off = run.wall_s / (start_s + pace * run.audio_s) - 1
        memory = f"{run.main_bytes / 1e6:9.0f}{run.main_bytes / runs[0].main_bytes:7.2f}"
        group = f"{run.group_bytes / 1e6:10.0f}{run.group_bytes / runs[0].group_bytes:7.2f}"
        print(f"{run.audio_s / 60:6.0f} min{run.wall_s:9.1f}{off:+10.1%}{memory}{group}{run.output_bytes / 1e6:11.1f}")


def line(runs: list[Run]) -> tuple[float, float]:
    """Seconds to start, and seconds for each second of audio, that fit best relative to each run's time."""
    weights = [1 / run.wall_s**2 for run in runs]
    total = sum(weights)
    mean_x = sum(w * run.audio_s for w, run in zip(weights, runs, strict=True)) / total
    mean_y = sum(w * run.wall_s for w, run in zip(weights, runs, strict=True)) / total
    spread = sum(w * (run.audio_s - mean_x) ** 2 for w, run in zip(weights, runs, strict=True))
    if not spread:
        return 0.0, mean_y / mean_x
    pace = (
        sum(w * (run.audio_s - mean_x) * (run.wall_s - mean_y) for w, run in zip(weights, runs, strict=True)) / spread
    )
    return mean_y - pace * mean_x, pace


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--longest", type=float, default=10.0, metavar="HOURS")
    main(parser.parse_args().longest)
