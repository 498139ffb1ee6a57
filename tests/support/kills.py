"""Ending real builds with SIGKILL at chosen moments, and finding out afterwards what they were at."""

import json
import os
import random
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import psutil
from tests.support.cli import Project
from tests.support.faulty_disk import VARIABLE, Fault, below
from tests.support.lecture_versions import Clean, digests

ROOT = Path(__file__).parents[2]
FAULTY_START = ROOT / "tests" / "support" / "faulty_start"
By = Literal["clock", "sign", "operation"]
POLL_S = 0.0002
LONGEST_BUILD_S = 60.0
WORKERS_VANISH_S = 20.0
STAGES = (
    "starting", "reading and planning", "speaking", "encoding", "staging", "publishing: before the first file",
    "publishing: between files", "publishing: the marker is set", "remembering",
)  # fmt: skip
SIGNS = (
    ("staging", 0.3), ("word", 0.5), ("word", 0.5), ("clip", 0.002), ("staged", 0.02), ("intent", 0.01), ("replaced", 0.01),
    ("manifest", 0.0), ("manifest", 0.002), ("record", 0.05),
)  # fmt: skip
"""What appears in the folders, and how many seconds after it a build may be killed at most."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where one lecture's build leaves its traces."""

    project: Project
    stem: str
    log: Path
    """What this build asks to be spoken."""

    @property
    def folder(self) -> Path:
        return self.project.folder / "output" / self.stem

    @property
    def state(self) -> Path:
        return self.project.folder / "output" / ".dangke" / self.stem

    @property
    def intent(self) -> Path:
        return self.state / "intent.json"

    def lines_spoken(self) -> int:
        return len(self.log.read_text(encoding="utf-8").splitlines()) if self.log.exists() else 0

    def published(self) -> set[tuple[str, int]]:
        """Names and inodes: another inode is another file under the same name."""
        return {
            (entry.name, entry.inode()) for folder in (self.folder, self.folder / "章节") for entry in _entries(folder)
        }

    def staged(self) -> bool:
        """Whether a file of sound is being written."""
        staging = self.state / "staging"
        return any(entry.name.endswith(".mp3") for folder in (staging, staging / "章节") for entry in _entries(folder))


@dataclass(frozen=True, slots=True)
class Moment:
    """When a build is to be killed."""

    by: By
    what: str
    after_s: float = 0.0
    """After the start, or after the sign."""
    operation: int = 0
    """The disk operation, where it is one."""


def some_moment(choice: random.Random, build_s: float, *, is_first: bool) -> Moment:
    """By the clock, by a sign that appears in the folder, or at a disk operation; signs are mostly late ones."""
    draw = choice.random()
    if draw < 0.3:
        return Moment("clock", "any time", choice.uniform(0.0, build_s))
    if draw < 0.8:
        what, longest_s = choice.choice(SIGNS)
        return Moment("sign", what, choice.uniform(0.0, longest_s))
    return Moment("operation", "operation", operation=choice.randint(1, 260 if is_first else 100))


def start(place: Place, moment: Moment | None, *, delay_s: float, jobs: int = 2) -> "subprocess.Popen[bytes]":
    """Start a build in a session of its own."""
    project = place.project
    env = project.environment(RECORDING_LOG=str(place.log), RECORDING_DELAY=str(delay_s))
    if moment and moment.by == "operation":
        path = [str(FAULTY_START), str(ROOT), env.get("PYTHONPATH", "")]
        fault = Fault("dies", moment.operation, below(project.folder))
        env |= {VARIABLE: json.dumps(fault.fields()), "PYTHONPATH": os.pathsep.join(path)}
    return subprocess.Popen(
        project.command("build", f"{place.stem}.txt", "--voice", "tone", "--json", "--jobs", str(jobs)),
        cwd=project.folder,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def kill_at(process: "subprocess.Popen[bytes]", moment: Moment, place: Place) -> bool:
    """Wait for the moment and kill the main process; False where it ended before that."""
    if moment.by == "operation":
        return _ended(process, LONGEST_BUILD_S) and process.returncode == -signal.SIGKILL
    if moment.by == "sign" and not _wait_for(_sign(moment.what, place), process):
        return False
    if _ended(process, moment.after_s):
        return False
    process.kill()
    process.wait()
    return process.returncode == -signal.SIGKILL


def _ended(process: "subprocess.Popen[bytes]", within_s: float) -> bool:
    try:
        process.wait(within_s)
    except subprocess.TimeoutExpired:
        return False
    return True


def _wait_for(sign: Callable[[], bool], process: "subprocess.Popen[bytes]") -> bool:
    deadline = time.monotonic() + LONGEST_BUILD_S
    while not sign():
        if process.poll() is not None or time.monotonic() > deadline:
            return False
        time.sleep(POLL_S)
    return True


def _sign(what: str, place: Place) -> Callable[[], bool]:
    before, manifest, record = (
        place.published(),
        _inode(place.folder / "manifest.json"),
        _inode(place.state / "last_build.json"),
    )
    clips = place.project.folder / "cache" / "clips"
    kept = _count(clips)
    signs: dict[str, Callable[[], bool]] = {
        "staging": (place.state / "staging").exists,
        "word": lambda: place.lines_spoken() > 0,
        "clip": lambda: _count(clips) > kept,
        "staged": place.staged,
        "intent": place.intent.exists,
        "replaced": lambda: not before >= place.published(),
        "manifest": lambda: _inode(place.folder / "manifest.json") != manifest,
        "record": lambda: _inode(place.state / "last_build.json") != record,
    }
    return signs[what]


def _entries(folder: Path) -> "list[os.DirEntry[str]]":
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError:
        return []


def _count(store: Path) -> int:
    """Whole entries."""
    return sum(not entry.name.startswith(".") for room in _entries(store) for entry in _entries(Path(room)))


def _inode(path: Path) -> int | None:
    try:
        return path.stat().st_ino
    except OSError:
        return None


def survivors(session: int) -> list[int]:
    """Processes of a killed build that still live after a while: its workers have to see that their parent is gone."""
    deadline = time.monotonic() + WORKERS_VANISH_S
    while (alive := [pid for pid in psutil.pids() if _lives_in(pid, session)]) and time.monotonic() < deadline:
        time.sleep(0.02)
    return alive


def _lives_in(pid: int, session: int) -> bool:
    try:
        return os.getsid(pid) == session and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except (OSError, psutil.Error):
        return False


def stage(place: Place, old: Clean | None, new: Clean) -> str:
    """What a killed build was at, from what it left."""
    found, before = digests(place.folder), old.files if old else {}
    is_new = found == new.files and found != before
    if not (place.state / "staging").exists():
        return "remembering" if is_new else "starting"
    if place.intent.exists():
        if found.get("manifest.json") == new.files["manifest.json"]:
            return "publishing: the marker is set"
        return "publishing: between files" if found != before else "publishing: before the first file"
    if is_new:
        return "remembering"
    if place.staged():
        return "staging"
    return _stage_before_staging(place, new)


def _stage_before_staging(place: Place, new: Clean) -> str:
    cache = place.project.folder / "cache"
    clips, blocks = (
        {entry.name for room in _entries(cache / store) for entry in _entries(Path(room))}
        for store in ("clips", "blocks")
    )
    if any(made - blocks for clip, made in new.block_of.items() if clip in clips):
        return "encoding"
    return "speaking" if place.lines_spoken() else "reading and planning"
