"""Whether the speaking never waits: several lectures in one batch, and the same one after the other, in one run.

    python benchmarks/batch.py [--lectures N] [--voice PROFILE]

With the stand-in engine of the tests each utterance takes a fixed time without any work: what is more than
`speech / workers` is time in which a worker had nothing to do. Rounds of both kinds alternate; medians are printed.
With a real `--voice` the two kinds are compared only.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from scale import PLUGINS, PROFILE
from synthetic import lecture, text

DELAY_S = 0.25
WORKERS = 2
SENTENCES = 24
ROUNDS = 3


def project(folder: Path, lectures: int) -> list[str]:
    """Scripts with nothing in common; their names."""
    (folder / "voices").mkdir(parents=True)
    (folder / "voices" / "bench.toml").write_text(PROFILE, encoding="utf-8")
    made = lecture([SENTENCES] * lectures)
    names = [f"{number}.txt" for number in range(lectures)]
    for number, name in enumerate(names):
        (folder / name).write_text(text([[f"第{number}篇"], made[1 + number]]), encoding="utf-8")
    return names


def run(folder: Path, voice: str, *names: str) -> int:
    """Build; the clips that were spoken."""
    environment = {**os.environ, "DANGKE_AUDIO_CACHE": str(folder / "cache"), "RECORDING_DELAY": str(DELAY_S)}
    environment["PYTHONPATH"] = os.pathsep.join([str(PLUGINS), os.environ.get("PYTHONPATH", "")])
    command = [sys.executable, "-m", "dangke_audio", "build", *names]
    options = ["--voice", voice, "--jobs", str(WORKERS), "--json"]
    done = subprocess.run([*command, *options], cwd=folder, env=environment, capture_output=True, check=True)
    return int(json.loads(done.stdout.splitlines()[-1])["synthesized"])


def timed(voice: str, lectures: int, *, together: bool) -> tuple[float, int]:
    """Seconds, and clips that were spoken."""
    with tempfile.TemporaryDirectory() as place:
        names = project(Path(place) / "p", lectures)
        started = time.perf_counter()
        runs = [names] if together else [[name] for name in names]
        clips = sum(run(Path(place) / "p", voice, *some) for some in runs)
        return time.perf_counter() - started, clips


def main(lectures: int, voice: str) -> None:
    """Print both kinds."""
    found: dict[bool, list[tuple[float, int]]] = {True: [], False: []}
    for _ in range(ROUNDS):
        for together in (True, False):
            found[together].append(timed(voice, lectures, together=together))
    clips = found[True][0][1]
    least_s = clips * DELAY_S / WORKERS
    print(f"{lectures} lectures, {clips} clips, {WORKERS} workers, medians of {ROUNDS}")
    for together, said in ((True, "one batch"), (False, "one after the other")):
        seconds = median(one for one, _ in found[together])
        more = f", speech alone {least_s:.1f} s, times {seconds / least_s:.2f}" if voice == "bench" else ""
        print(f"{said:>20}: {seconds:6.1f} s{more}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--lectures", type=int, default=6)
    parser.add_argument("--voice", default="bench")
    arguments = parser.parse_args()
    main(arguments.lectures, arguments.voice)
