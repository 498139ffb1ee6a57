"""How fast Kokoro speaks here, side by side with the package kokoro-onnx as its README uses it.

    python benchmarks/kokoro_speed.py [--pairs N] [--python PYTHON] [--no-build | --only-build]

The same sentences, the same model file, the same processor cores, in one run: in each round every side speaks all the
sentences once, one side after the other, so that what else the machine does hits all alike; what counts is the median
of the rounds' ratios. Sides:

- kokoro-onnx: one process, onnxruntime's default threads (one a core), `Kokoro(model, voices).create(…)`.
- two processes: the model as it is joined, one thread a process.
- rewritten: the same with the graph as this program rewrites it (engines/kokoro/graph/).

kokoro-onnx is installed by pip into an environment of its own in the cache folder (`benchmarks/`, 300 MB, made once
and with the onnxruntime that this program has), or found with `--python`, the interpreter of such an environment.

Then a whole `build` of a lecture of a quarter of an hour against bare synthesis of the same utterances: both are
processes that start with nothing loaded, find the rewritten model and end; timed from outside, in pairs.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
from synthetic import lecture, text

from dangke_audio.engines.kokoro import KokoroEngine
from dangke_audio.engines.kokoro.loading import load_session
from dangke_audio.engines.kokoro.model_file import joined_model
from dangke_audio.engines.kokoro.quick_model import quick_model
from dangke_audio.engines.kokoro.voice_packs import load_pack
from dangke_audio.folders import cache_folder
from dangke_audio.synthesizing.trimming import trim

SEED = Path(__file__).parent.parent / "seeds" / "000_e140869088638101.txt"
VOICE = "zm_yunjian"
SENTENCES = 8
LECTURE_SENTENCES = 90
RATE_HZ = 24_000
OTHER = "kokoro-onnx==0.6.1"
PROCESSES = os.cpu_count() or 1


# ---- what runs inside our processes: "ready", then for each line that is read the number of samples


def serve(model: Path, sentences: list[str]) -> None:
    """A process a core, one thread each; the longest sentence first. Speaks once to warm up, then whenever asked."""
    with ProcessPoolExecutor(PROCESSES, get_context("spawn"), initializer=load, initargs=(model,)) as pool:
        by_length = sorted(sentences, key=len, reverse=True)
        sum(pool.map(speak, by_length))
        print("ready", flush=True)
        for _ in sys.stdin:
            print(sum(pool.map(speak, by_length)), flush=True)


def load(model: Path) -> None:
    """In each process of the pool."""
    globals()["session"] = load_session(model)


def speak(phonemes: str) -> int:
    """Samples of one sentence, without the silence at both ends, as kokoro-onnx gives them."""
    return trim(globals()["session"].speak(phonemes, load_pack(VOICE), 1.0)).samples


# ---- what runs outside


class Side:
    """A process that speaks when told to."""

    def __init__(self, name: str, process: "subprocess.Popen[str]") -> None:
        self.name = name
        self._process = process
        self.walls_s: list[float] = []
        self.audio_s = 0.0
        self._answer()

    def speak(self) -> None:
        """Note how long it takes."""
        assert self._process.stdin
        started = time.perf_counter()
        print("speak", file=self._process.stdin, flush=True)
        self.audio_s = int(self._answer()) / RATE_HZ
        self.walls_s.append(time.perf_counter() - started)

    def _answer(self) -> str:
        assert self._process.stdout
        line = self._process.stdout.readline().strip()
        if not line:
            raise SystemExit(f"{self.name} has ended")
        return line


@contextmanager
def side(name: str, python: str, *arguments: str) -> Iterator[Side]:
    """Start one of the processes above, and end it."""
    with subprocess.Popen([python, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Side(name, process)
        assert process.stdin
        process.stdin.close()


def sentences_of(script: Path) -> list[dict[str, Any]]:
    """What `script --json` tells of each sentence."""
    command = [sys.executable, "-m", "dangke_audio", "script", str(script), "--json"]
    told = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    return [sentence for section in told["sections"] for sentence in section["sentences"]]


def write_seed(folder: Path) -> Path:
    """The sentences of the seed that are one utterance each, a line for each."""
    longest = KokoroEngine.limits.spoken_characters
    bodies = [each for each in sentences_of(SEED) if each["kind"] == "body" and len(each["spoken"]) <= longest]
    path = folder / "seed.txt"
    path.write_text("\n".join(each["written"] for each in bodies), encoding="utf-8")
    return path


def write_lecture(folder: Path) -> Path:
    """A quarter of an hour; every sentence is one utterance, so that bare synthesis speaks the same."""
    path = folder / "lecture.txt"
    path.write_text(text(lecture([LECTURE_SENTENCES])), encoding="utf-8")
    return path


def heard(script: Path) -> list[str]:
    """What the engine hears of each sentence."""
    engine = KokoroEngine()
    return [engine.hear(each["spoken"], tuple(each["pinyin"])).text for each in sentences_of(script)]


def other_python() -> str:
    """The interpreter of an environment with kokoro-onnx, made where there is none."""
    folder = cache_folder() / "benchmarks" / OTHER.replace("==", "-")
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if subprocess.run([python, "-c", "import kokoro_onnx"], check=False).returncode if python.is_file() else True:
        print(f"installing {OTHER} into {folder}", flush=True)
        venv.create(folder, with_pip=True, clear=True)
        runtime = f"onnxruntime=={version('onnxruntime')}"
        subprocess.run([python, "-m", "pip", "install", "--quiet", OTHER, runtime], check=True)
    return str(python)


def compare(pairs: int, python: str, utterances: list[str], work: Path) -> None:
    """Print the first table."""
    folder = cache_folder() / "models"
    plain, quick = joined_model(folder), quick_model(folder)
    voices, sentences = work / "voices.npz", work / "sentences.json"
    np.savez(voices, zm_yunjian=load_pack(VOICE)[:, np.newaxis])  # rows are 1 × 256 in its files
    by_length = sorted(utterances, key=len)
    sentences.write_text(json.dumps(by_length[:: max(1, len(by_length) // SENTENCES)]), encoding="utf-8")
    ours = (__file__, "serve", "--sentences", str(sentences), "--model")
    theirs = (str(Path(__file__).with_name("kokoro_onnx_side.py")), str(plain), str(voices), str(sentences), VOICE)
    with ExitStack() as stack:
        sides = [
            stack.enter_context(started)
            for started in (
                side("kokoro-onnx", python, *theirs),
                side(f"{PROCESSES} processes", sys.executable, *ours, str(plain)),
                side(f"rewritten ({quick.graph})", sys.executable, *ours, str(quick.path)),
            )
        ]
        for _ in range(pairs):
            for each in sides:
                each.speak()
    print(f"{PROCESSES} cores, onnxruntime {version('onnxruntime')}, {pairs} rounds")
    print(f"{'side':24}{'median s':>10}{'audio s':>9}{'s/audio s':>11}{'times as fast':>15}  (lowest–highest)")
    for each in sides:
        print_side(each, sides[0])


def print_side(measured: Side, first: Side) -> None:
    """One row."""
    ratios = [theirs / ours for theirs, ours in zip(first.walls_s, measured.walls_s, strict=True)]
    wall_s = statistics.median(measured.walls_s)
    row = f"{wall_s:10.2f}{measured.audio_s:9.1f}{wall_s / measured.audio_s:11.3f}{statistics.median(ratios):15.2f}"
    print(f"{measured.name:24}{row}  ({min(ratios):.2f}–{max(ratios):.2f})")


def overhead(pairs: int, script: Path, utterances: list[str], work: Path) -> None:
    """Print what a whole build, its clips not yet made, costs on top of speaking."""
    sentences = work / "utterances.json"
    sentences.write_text(json.dumps(utterances), encoding="utf-8")
    builds, bare = [], []
    for number in range(pairs):
        cache = work / f"cache{number}"  # clips of its own, the model of all
        cache.mkdir()
        shutil.copytree(cache_folder() / "models", cache / "models", copy_function=os.link)
        environment = {**os.environ, "DANGKE_AUDIO_CACHE": str(cache)}
        out = ("--out", str(work / f"output{number}"), "--voice", VOICE)
        builds.append(timed([sys.executable, "-m", "dangke_audio", "build", str(script), *out], environment))
        bare.append(timed([sys.executable, __file__, "serve", "--sentences", str(sentences)], environment))
    for number, what in enumerate(("wall", "processor")):
        whole, only = ([each[number] for each in runs] for runs in (builds, bare))
        ratios = [one / other - 1 for one, other in zip(whole, only, strict=True)]
        print(
            f"{what} time: build {statistics.median(whole):.2f} s, bare synthesis {statistics.median(only):.2f} s, "
            f"on top {statistics.median(ratios):+.1%} ({min(ratios):+.1%} – {max(ratios):+.1%}), {pairs} pairs"
        )


def timed(command: Sequence[str], environment: dict[str, str]) -> tuple[float, float]:
    """Wall time of a process and processor time of it and its children, in seconds (the latter 0 on Windows)."""
    started, before = time.perf_counter(), os.times()
    quiet = subprocess.DEVNULL
    subprocess.run(command, env=environment, stdin=quiet, stdout=quiet, stderr=quiet, check=True)
    wall_s, after = time.perf_counter() - started, os.times()
    used_s = after.children_user + after.children_system - before.children_user - before.children_system
    return wall_s, max(used_s, 1e-9)


def main() -> None:
    """Read the arguments; the first one tells the processes apart."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("role", nargs="?", default="compare", choices=["compare", "serve"])
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--python", help="an interpreter that has kokoro-onnx")
    parser.add_argument("--no-build", action="store_true", help="only the first table")
    parser.add_argument("--only-build", action="store_true", help="only the whole build")
    for inner in ("--sentences", "--model"):
        parser.add_argument(inner, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.role == "compare":
        with tempfile.TemporaryDirectory(dir=cache_folder()) as folder:
            work = Path(folder)
            if not chosen.only_build:
                compare(chosen.pairs, chosen.python or other_python(), heard(write_seed(work)), work)
            if not chosen.no_build:
                script = write_lecture(work)
                overhead(chosen.pairs, script, heard(script), work)
        return
    model = Path(chosen.model) if chosen.model else quick_model(cache_folder() / "models").path
    serve(model, json.loads(Path(chosen.sentences).read_text(encoding="utf-8")))


if __name__ == "__main__":
    main()
