"""How long a whole build takes against the length of what it publishes.

    make bench            # or: python benchmarks/build_speed.py [SCRIPT]

Everything starts empty: no model joined, no clip kept. Then nothing is changed and it is built again, then one
sentence is changed. Each is a whole process, timed from outside. Ratios are what counts: machines differ by a factor.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

SEED = Path(__file__).parent.parent / "seeds" / "000_e140869088638101.txt"
WRITTEN, CORRECTED = "我们对群众有多亲", "我们对百姓有多亲"


@dataclass(frozen=True, slots=True)
class Run:
    """One build, timed from outside."""

    name: str
    wall_s: float
    audio_s: float
    clips: int
    synthesized: int
    blocks_encoded: int


def build(name: str, script: Path, work: Path) -> Run:
    """Build with all state below `work`."""
    command = [sys.executable, "-m", "dangke_audio", "build", str(script), "--out", str(work / "output"), "--json"]
    environment = {**os.environ, "DANGKE_AUDIO_CACHE": str(work / "cache")}
    started = time.perf_counter()
    done = subprocess.run(command, env=environment, capture_output=True, check=True)
    wall_s = time.perf_counter() - started
    last = json.loads(done.stdout.splitlines()[-1])
    return Run(name, wall_s, last["audio_ms"] / 1000, last["clips"], last["synthesized"], last["blocks_encoded"])


def main(script: Path) -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        copy = work / "lecture.txt"
        text = script.read_text(encoding="utf-8-sig")
        copy.write_text(text, encoding="utf-8")
        runs = [build("empty caches", copy, work), build("nothing changed", copy, work)]
        copy.write_text(text.replace(WRITTEN, CORRECTED), encoding="utf-8")
        runs.append(build("one sentence changed", copy, work))
    print(f"{os.cpu_count()} cores")
    print(f"{'build':24}{'wall s':>9}{'audio s':>9}{'wall/audio':>12}{'clips':>7}{'made':>6}{'encoded':>9}")
    for run in runs:
        ratio = run.wall_s / run.audio_s
        row = f"{run.wall_s:9.2f}{run.audio_s:9.1f}{ratio:12.3f}{run.clips:7}{run.synthesized:6}{run.blocks_encoded:9}"
        print(f"{run.name:24}{row}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SEED)
