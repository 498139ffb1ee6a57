"""What an edit costs: a lecture of an hour in thirty sections is changed in several ways and built again.

    python benchmarks/rebuild.py [--engine espeak] [--rounds N]

Each edit is built twice, one after the other in the same run, from the same state and with the same parts:

- ours: the program as it is.
- usual: as most programs do it: a section with a change is spoken again as a whole, and the whole lecture is encoded
  again. This is the same program, from whose cache the clips of those sections and all blocks were taken away.

Every build is a whole process, timed from outside. `speech` is what starting the engine and speaking the changed
sentence alone takes in a process of its own, which no design can avoid. One section is seventeen minutes long.
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
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from synthetic import lecture, text

from dangke_audio.config.profiles import DEFAULTS
from dangke_audio.delivering.published import Published, published

VOICES = Path(__file__).parent.parent / "voices"
PROFILES = {**DEFAULTS, "espeak": "espeak"}
LONG = 7
"""The section of seventeen minutes; sections count from 1, as their headings do."""
SECTIONS = tuple(98 if number == LONG else 9 for number in range(1, 31))
PLACE, PLACES = "单县", (2, 12, 22)
"""A word that the lexicon teaches, and the sections that have it once."""
BROUGHT_IN = "驻村工作队刚刚送来一份新的材料，请大家会后传阅。"

Lecture = list[list[str]]


@dataclass(frozen=True, slots=True)
class Project:
    """A folder with a script, a voice, a lexicon, output and cache."""

    folder: Path
    profile: str

    @property
    def output(self) -> Path:
        """What is published."""
        return self.folder / "output" / "讲稿"

    def write(self, made: Lecture) -> None:
        """Save the script."""
        (self.folder / "讲稿.txt").write_text(text(made), encoding="utf-8")

    def pause(self, sentence_ms: int) -> None:
        """Save the voice's profile."""
        given = (VOICES / f"{self.profile}.toml").read_text(encoding="utf-8")
        (self.folder / "voices" / "lexicons").mkdir(parents=True, exist_ok=True)
        chosen = given.replace("sentence = 450", f"sentence = {sentence_ms}")
        (self.folder / "voices" / "bench.toml").write_text(chosen, encoding="utf-8")

    def teach(self, reading: str) -> None:
        """Save a lexicon."""
        row = f"{PLACE}\t{reading}\n"
        (self.folder / "voices" / "lexicons" / "本地.tsv").write_text(row, encoding="utf-8")

    def build(self, *options: str) -> dict[str, float]:
        """Build, timed from outside; what the program says of it."""
        command = [sys.executable, "-m", "dangke_audio", "build", "讲稿.txt", "--voice", "bench", "--json"]
        environment = {**os.environ, "DANGKE_AUDIO_CACHE": str(self.folder / "cache")}
        started = time.perf_counter()
        done = subprocess.run([*command, *options], cwd=self.folder, env=environment, capture_output=True, check=False)
        wall_s = time.perf_counter() - started
        if done.returncode:
            raise SystemExit(done.stdout.decode() + done.stderr.decode())
        return {**json.loads(done.stdout.splitlines()[-1]), "wall_s": wall_s}

    def copy(self, to: Path) -> "Project":
        """The same with all that was built, times of modification too."""
        shutil.copytree(self.folder, to, copy_function=shutil.copy2)
        return Project(to, self.profile)

    def files(self) -> dict[Path, tuple[int, int]]:
        """Everything that builds write: size and time."""
        found = (path for room in ("output", "cache") for path in (self.folder / room).rglob("*") if path.is_file())
        return {path: (state.st_size, state.st_mtime_ns) for path in found for state in (path.stat(),)}

    def forget(self, before: Published, sections: tuple[int, ...]) -> None:
        """Take away what the usual design does not have: blocks, and the clips of sections that have changed."""
        shutil.rmtree(self.folder / "cache" / "blocks")
        shutil.rmtree(self.folder / "output" / ".dangke")
        for line in before.rendition.lines:
            for key in line.clips if line.chapter in sections else ():
                (self.folder / "cache" / "clips" / key[:2] / key).unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Edit:
    """A change, and the sections that it touches."""

    name: str
    apply: Callable[[Project, Lecture], None]
    sections: tuple[int, ...] = ()
    options: tuple[str, ...] = ()


def correct(section: int) -> Callable[[Project, Lecture], None]:
    """A word in the middle of a section."""

    def apply(project: Project, now: Lecture) -> None:
        middle = len(now[section]) // 2
        now[section][middle] = now[section][middle].replace("的经验。", "的做法。", 1)
        project.write(now)

    return apply


def insert(project: Project, now: Lecture) -> None:
    """A sentence before a paragraph in the middle of the long section."""
    middle = len(now[LONG]) // 2
    now[LONG][middle] = BROUGHT_IN + now[LONG][middle]
    project.write(now)


def move(project: Project, now: Lecture) -> None:
    """The second paragraph of a section to the end of another."""
    now[20].append(now[5].pop(2))
    project.write(now)


EDITS = (
    Edit("nothing changed", lambda project, now: project.write(now)),
    Edit("one sentence changed", correct(3), (3,)),
    Edit("the same in 17 minutes", correct(LONG), (LONG,)),
    Edit("one sentence inserted there", insert, (LONG,)),
    Edit("one paragraph moved", move, (5, 20)),
    Edit("another pause", lambda project, _: project.pause(430)),
    Edit("lexicon: 3 sentences", lambda project, _: project.teach("dān xiàn"), PLACES),
    Edit("another bitrate", lambda project, now: project.write(now), options=("--bitrate", "48")),
)


@dataclass(frozen=True, slots=True)
class Cost:
    """What one rebuild cost."""

    wall_s: float
    clips: int
    blocks: int
    written_bytes: int


def measure(project: Project, edit: Edit, made: Lecture) -> Cost:
    """Apply the edit and build."""
    edit.apply(project, [list(section) for section in made])
    before = project.files()
    told = project.build(*edit.options)
    written = sum(size for path, (size, time_ns) in project.files().items() if before.get(path) != (size, time_ns))
    return Cost(told["wall_s"], int(told["synthesized"]), int(told["blocks_encoded"]), written)


def speech_s(project: Project, spoken: str) -> float:
    """Starting the engine in a process of its own and speaking one sentence, without the program around it."""
    program = [sys.executable, __file__, "--speak", spoken]
    environment = {**os.environ, "DANGKE_AUDIO_CACHE": str(project.folder / "cache")}
    return float(subprocess.run(program, cwd=project.folder, env=environment, capture_output=True, check=True).stdout)


def speak(spoken: str) -> None:
    """Print how long it takes from the start of a speaking process to the clip."""
    from dangke_audio.checking import front_end
    from dangke_audio.model.wishes import Wishes
    from dangke_audio.synthesizing.crew import Listed
    from dangke_audio.synthesizing.worker import Job
    from dangke_audio.synthesizing.workers import run_jobs

    prepared = front_end(Wishes("bench"), Path.cwd())
    sentence = prepared.words(spoken).sections[0].sentences[0]
    engine = prepared.engine
    job = Job(0, engine.hear(sentence.spoken, sentence.syllables, sentence.pinned), prepared.profile.speaker)
    started = time.perf_counter()
    with closing(run_jobs(Listed([job]), engine, 1, engine.patience)) as answers:
        next(answers)
        print(time.perf_counter() - started)


def main(engine: str, rounds: int) -> None:
    """Print the table."""
    made = lecture(SECTIONS)
    for section in PLACES:
        made[section][1] = made[section][1].replace("材料", f"{PLACE}材料", 1)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        first = Project(work / "first", PROFILES.get(engine, engine))
        first.folder.mkdir()
        first.pause(450)
        first.write(made)
        told = first.build()
        before = published(first.output)
        assert before
        audio_s = told["audio_ms"] / 1000
        print(
            f"{os.cpu_count()} cores, engine {engine}: {audio_s / 60:.1f} minutes in {len(before.rendition.chapters)}"
        )
        print(f"chapters, {int(told['clips'])} clips; the first build took {told['wall_s']:.1f} s")
        alone_s = statistics.median(speech_s(first, BROUGHT_IN) for _ in range(rounds))
        print(f"starting the engine and speaking one sentence alone: {alone_s:.2f} s\n")
        head = f"{'s':>8}{'clips':>7}{'blocks':>8}{'MB':>7}"
        print(f"{'':28}{head}   | usual{head[5:]}{'times':>8}")
        for edit in EDITS:
            ours, usual = [], []
            for number in range(rounds):
                ours.append(measure(first.copy(work / f"ours{number}"), edit, made))
                other = first.copy(work / f"usual{number}")
                other.forget(before, edit.sections)
                usual.append(measure(other, edit, made))
                for name in ("ours", "usual"):
                    shutil.rmtree(work / f"{name}{number}")
            print_row(edit, ours, usual)


def print_row(edit: Edit, ours: list[Cost], usual: list[Cost]) -> None:
    """Medians; what is counted is the same in every round."""
    ratio = statistics.median(other.wall_s / own.wall_s for own, other in zip(ours, usual, strict=True))
    print(f"{edit.name:28}{columns(ours)}   | {columns(usual)}{ratio:8.1f}")


def columns(costs: list[Cost]) -> str:
    """Seconds, clips, blocks, megabytes."""
    wall_s = statistics.median(cost.wall_s for cost in costs)
    return f"{wall_s:8.2f}{costs[0].clips:7}{costs[0].blocks:8}{costs[0].written_bytes / 1e6:7.1f}"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--engine", default="espeak")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--speak", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.speak:
        speak(given.speak)
    else:
        main(given.engine, given.rounds)
