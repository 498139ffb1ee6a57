"""A build with a fault at its first disk operation, at its second … until it meets none; and what each came to."""

import json
import os
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from tests.support.cli import Done, Project
from tests.support.faulty_disk import Fault, Trouble, below
from tests.support.forked_builds import Forked, ForkedBuilds
from tests.support.lecture_versions import Clean, Version, digests, half_written, leftovers, wrong_files

LONG_AGO_S = 7200
ANOTHER = Version("another", "讲稿：又一篇\n这是又一篇讲稿。\n")
LANES = 2


@dataclass(frozen=True, slots=True)
class Journey:
    """What is built, and what was published before; None for a first build."""

    before: Version | None
    version: Version
    then: Version | None = None
    """What is built after the fault; None for the same again."""

    def __str__(self) -> str:
        then = f" → {self.then.name}" if self.then else ""
        return f"{self.before.name if self.before else 'nothing'} → {self.version.name}{then}"


@dataclass(frozen=True, slots=True)
class Met:
    """What came of one fault."""

    fault: Fault
    journey: str
    struck: str
    """What was going on: the operation and what it was done to."""
    code: int
    complaints: tuple[str, ...]
    """Nothing, where all promises were kept."""


def sweep(
    folder: Path, journeys: Sequence[Journey], trouble: Trouble, clean: dict[str, Clean], step: int = 1
) -> list[Met]:
    """All faults of a kind on all journeys; of `step` operations one."""
    with ThreadPoolExecutor(LANES) as both_cores:
        swept = both_cores.map(
            lambda lane: _lane(folder / str(lane), journeys, Fault(trouble, 1 + lane * step), LANES * step, clean),
            range(LANES),
        )
    return [met for lane in swept for met in lane]


def _lane(folder: Path, journeys: Sequence[Journey], first: Fault, step: int, clean: dict[str, Clean]) -> list[Met]:
    with ForkedBuilds() as builds:
        return [
            met
            for number, journey in enumerate(journeys)
            for met in _travel(builds, folder / str(number), journey, first, step, clean)
        ]


def _travel(
    builds: ForkedBuilds, folder: Path, journey: Journey, first: Fault, step: int, clean: dict[str, Clean]
) -> Iterator[Met]:
    """The first fault, and the one so many operations later, until a build meets none."""
    project = Project.make(folder / "project")
    reset = starting_point(builds, project, journey)
    fault = replace(first, under=below(project.folder))
    while True:
        reset()
        forked = builds.build(project, fault=fault)
        if forked.struck is None:
            return
        broken = [*_broken_promises(project, forked, journey, clean, fault.trouble)]
        then = journey.then or journey.version
        then.put(project)
        broken += mend(builds, project, clean[then.name])
        yield Met(fault, str(journey), forked.struck.replace(str(folder), ""), forked.done.code, tuple(broken))
        fault = replace(fault, at=fault.at + step)


def starting_point(builds: ForkedBuilds, project: Project, journey: Journey) -> Callable[[], None]:
    """Bring a project where the journey starts; what is returned brings it there again."""
    kept = project.folder.with_name("kept")
    if journey.before:
        journey.before.put(project)
        assert builds.build(project).done.code == 0
    journey.version.put(project)
    shutil.copytree(project.folder, kept)

    def reset() -> None:
        shutil.rmtree(project.folder)
        shutil.copytree(kept, project.folder)

    return reset


def _broken_promises(
    project: Project, forked: Forked, journey: Journey, clean: dict[str, Clean], trouble: Trouble
) -> Iterator[str]:
    """What is not as it has to be right after the fault."""
    old = clean[journey.before.name].files if journey.before else {}
    intent = project.folder / "output" / ".dangke" / "讲稿" / "intent.json"
    yield from wrong_files(digests(project.out), old, clean[journey.version.name].files, begun=intent.exists())
    if trouble == "dies":
        if forked.done.code != -9:
            yield f"exit code {forked.done.code} of a build that should have died"
        return
    if trouble == "full":
        yield from (f"left behind: {path.name}" for path in half_written(project.folder))
    yield from unexplained(forked.done)


def unexplained(done: Done) -> Iterator[str]:
    """What is missing in what a user is told of a failure: a cause and a remedy in Chinese, and a place or the script."""
    if done.code not in {0, 1} or "Traceback" in done.err:
        yield f"exit code {done.code}: {done.err[-300:]}"
    if done.code != 1:
        return
    errors = [line for line in done.objects if line["event"] == "error"]
    if len(errors) != 1 or "错误：" not in done.err:
        yield f"{len(errors)} errors told"
    for error in errors:
        yield from (f"no {name}" for name in ("message", "hint") if not _is_chinese(error[name]))
        if not (error["place"] or error["path"]):
            yield "no place"


def _is_chinese(words: str | None) -> bool:
    return any("\u4e00" <= character <= "\u9fff" for character in words or "")


def mend(builds: ForkedBuilds, project: Project, clean: Clean) -> Iterator[str]:
    """Build again two hours later on a sound disk; what is not as a clean build would have left it."""
    missing = len(clean.clips - stored(project, "clips"))
    age(project)
    done = builds.build(project).done
    yield from not_clean(project, clean, done, missing)
    if done.code == 0 and not has_worked(done):
        ANOTHER.put(project)
        builds.build(project)
    yield from orphans(project)


def has_worked(done: Done) -> bool:
    """A build that finds nothing to do does not go near the stores; what lies there goes with the next that works."""
    return bool(done.last["synthesized"] or done.last["blocks_encoded"])


def not_clean(project: Project, clean: Clean, done: Done, missing: int) -> Iterator[str]:
    """After the next build: wrong bytes, work that had been done."""
    if done.code != 0:
        yield f"the next build failed: {done.err}"
        return
    if digests(project.out) != clean.files:
        yield "the next build is not a clean one"
    if done.last["synthesized"] > missing:
        yield f"{done.last['synthesized']} clips spoken, {missing} were missing"


def orphans(project: Project, below: str = "") -> list[str]:
    """What killed builds left and nobody has removed."""
    found = [path.relative_to(project.folder).as_posix() for path in leftovers(project)]
    return [f"an orphan: {name}" for name in found if name.startswith(below)]


def stored(project: Project, store: str) -> set[str]:
    """Keys in a store, half-written entries not counted."""
    entries = (project.folder / "cache" / store).glob("*/*")
    return {path.name for path in entries if not path.name.startswith(".")}


def age(project: Project) -> None:
    """Let two hours pass for all that was left behind."""
    then = time.time() - LONG_AGO_S
    for path in leftovers(project):
        os.utime(path, (then, then))


def table(met: Sequence[Met]) -> str:
    """How often each operation was struck, and how the builds ended."""
    kinds = Counter((one.fault.trouble, one.struck.split(" ", 1)[0], one.code) for one in met)
    rows = [
        f"{trouble:<12}{operation:<10}exit {code:<4}{count:>6}"
        for (trouble, operation, code), count in sorted(kinds.items())
    ]
    promises = sum(len(one.complaints) for one in met)
    return "\n".join([*rows, f"{'faults':<27}{len(met):>6}", f"{'broken promises':<27}{promises:>6}"])


def complaints(met: Sequence[Met]) -> str:
    """For an assertion's message: the first few."""
    told = [one for one in met if one.complaints]
    return json.dumps(
        [[one.journey, one.fault.trouble, one.fault.at, one.struck, one.complaints] for one in told[:8]],
        ensure_ascii=False,
        indent=1,
    )
