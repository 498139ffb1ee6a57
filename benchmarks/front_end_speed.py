"""How many characters a second the front-end turns into what will be said, on one core, after start.

    python benchmarks/front_end_speed.py [SCRIPT…]

Without arguments it reads the seeds and, where they stand beside the project, the documents of ../shared/corpus.
Each text is cut at its own marks, so that only normalizing and pronouncing are measured. The dictionaries are loaded
before the clock starts; what is timed is processor time, and each sentence is seen once.

Then two whole commands, `script` on a line and on a megabyte: wall time, and the most memory they held.
"""

import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from dangke_audio.model.lecture import Sentence
from dangke_audio.model.report import Location
from dangke_audio.normalizing import normalize
from dangke_audio.pronouncing import pronounce

ROOT = Path(__file__).parent.parent
FOLDERS = (ROOT / "seeds", ROOT.parent / "shared" / "corpus" / "docs")
NEEDED = 20_000
"""Characters a second that the front-end has to reach on any machine."""
LONGEST = 100
PLACE = Location("讲稿.txt", 1)


def sentences(scripts: list[Path]) -> list[Sentence]:
    """At most 100 characters each, as parsing would hand them on; no text twice."""
    found: dict[str, None] = {}
    for script in scripts:
        for line in script.read_text(encoding="utf-8-sig", errors="replace").splitlines():
            for piece in re.findall(r"[^。！？]+[。！？]?", line.strip()):
                found.update(dict.fromkeys(piece[at : at + LONGEST] for at in range(0, len(piece), LONGEST)))
    return [Sentence(written, "body", PLACE, ends_paragraph=False) for written in found]


def main(scripts: list[Path]) -> None:
    """Print the figures."""
    bodies = sentences(scripts)
    characters = sum(len(body.written) for body in bodies)
    pronounce(normalize(Sentence("2024年，开始。", "body", PLACE, ends_paragraph=False)).spoken, PLACE)
    started = time.process_time()
    normalized = [normalize(body) for body in bodies]
    halfway = time.process_time()
    for result in normalized:
        pronounce(result.spoken, PLACE)
    ended = time.process_time()
    print(f"{len(scripts)} texts, {len(bodies)} sentences, {characters} characters")
    for name, seconds in (
        ("normalizing", halfway - started),
        ("pronouncing", ended - halfway),
        ("both", ended - started),
    ):
        speed = characters / seconds
        print(f"{name:12}{speed:12,.0f} characters/s{speed / NEEDED:8.1f} times what is needed")


def whole_commands(scripts: list[Path]) -> None:
    """How long `script` takes from start to end."""
    text = scripts[0].read_text(encoding="utf-8-sig", errors="replace")
    with tempfile.TemporaryDirectory() as folder:
        for name, content in (
            ("one line", "同志们，大家好！"),
            ("a megabyte", text * (1_000_000 // len(text.encode()) + 1)),
        ):
            script = Path(folder) / "讲稿.txt"
            script.write_text(content, encoding="utf-8")
            started = time.perf_counter()
            command = [sys.executable, "-m", "dangke_audio", "script", str(script), "--json"]
            subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
            # The largest child so far: the megabyte comes last.
            kilobytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
            print(f"script, {name}: {time.perf_counter() - started:.2f} s, {kilobytes // 1024} MB")


if __name__ == "__main__":
    chosen = [Path(name) for name in sys.argv[1:]]
    chosen = chosen or [path for folder in FOLDERS for path in sorted(folder.glob("*.txt"))]
    main(chosen)
    whole_commands(chosen)
