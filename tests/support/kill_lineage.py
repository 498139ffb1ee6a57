"""One project that is edited, and whose builds are killed, again and again; what is broken after any of it is told."""

import random
import shutil
import subprocess
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.cli import Done, Project
from tests.support.fault_sweeps import age, has_worked, orphans, stored
from tests.support.forked_builds import ForkedBuilds
from tests.support.kills import STAGES, Moment, Place, kill_at, some_moment, stage, start, survivors
from tests.support.lecture_versions import (
    OTHER_VERSIONS,
    VERSIONS,
    Clean,
    Version,
    digests,
    half_written,
    wrong_files,
)

BUSY = "正在由另一个程序生成"
MAIN, OTHER = "讲稿", "乙稿"
FIRST_BUILDS, EMPTY_STORES, UNDONE, REAL_COMMANDS = 0.35, 0.6, 0.1, 0.25
SCENES = ("alone", "alone", "alone", "alone", "twins", "neighbours")
"""A build by itself; two builds of the same lecture at once; builds of two lectures that share sentences."""
LONGEST_BUILD_S = 120.0


@dataclass(frozen=True, slots=True)
class Kill:
    """A build that was killed, and what was broken then or after the next build."""

    number: int
    scene: str
    moment: Moment
    journey: str
    stage: str
    complaints: tuple[str, ...]


@dataclass(slots=True)
class Lineage:
    """The project, what a clean build of each version is, and which versions are published."""

    project: Project
    clean: Mapping[str, Clean]
    choice: random.Random
    builds: ForkedBuilds
    published: dict[str, Version] = field(default_factory=dict)
    """By the script's stem."""
    build_s: float = 1.5
    """How long a build takes here and now."""

    def kills(self, count: int) -> Iterator[Kill]:
        """So many of them. A build that was quicker than its killer is not one."""
        number = 0
        while number < count:
            kill = self._kill(number)
            if kill is not None:
                number += 1
                yield kill

    def _kill(self, number: int) -> Kill | None:
        """Edit, build, kill, look, build again, look again."""
        scene = self.choice.choice(SCENES)
        if self.choice.random() < FIRST_BUILDS:
            self._forget()
        versions = self._edited(scene)
        moment = some_moment(self.choice, self.build_s, is_first=MAIN not in self.published)
        victim, was_killed, broken = self._run(scene, versions, moment)
        killed_at = stage(victim, self._old(victim.stem), self.clean[versions[victim.stem].name])
        broken += self._half_done(versions)
        journey = f"{'edit' if victim.stem in self.published else 'first'}: {versions[victim.stem].name}"
        if scene != "neighbours" and MAIN in self.published and self.choice.random() < UNDONE:
            versions = {MAIN: self.published[MAIN]}
            versions[MAIN].put(self.project)
            journey += ", undone"
        broken += self._mended(versions)
        self.published |= versions
        if not was_killed:
            assert not broken, broken
            return None
        return Kill(number, scene, moment, journey, killed_at, tuple(broken))

    def _forget(self) -> None:
        shutil.rmtree(self.project.folder / "output", ignore_errors=True)
        if self.choice.random() < EMPTY_STORES:
            shutil.rmtree(self.project.folder / "cache", ignore_errors=True)
        self.published = {}

    def _edited(self, scene: str) -> dict[str, Version]:
        """What is to be built now. One profile speaks both lectures, so that it is left alone where both are built."""
        others = [version for version in VERSIONS if version != self.published.get(MAIN)]
        if scene != "neighbours":
            versions = {MAIN: self.choice.choice(others)}
        else:
            edited = [version for version in others if version.profile == VERSIONS[0].profile]
            changed = [version for version in OTHER_VERSIONS if version != self.published.get(OTHER)]
            versions = {MAIN: self.choice.choice(edited), OTHER: self.choice.choice(changed)}
        for version in versions.values():
            version.put(self.project)
        return versions

    def _run(self, scene: str, versions: Mapping[str, Version], moment: Moment) -> tuple[Place, bool, list[str]]:
        """Start what the scene wants and kill one of it: the victim, whether it was killed, what broke meanwhile."""
        places = [self._place(stem, stem) for stem in versions]
        if scene == "twins":
            places.append(self._place(MAIN, "twin"))
        self.choice.shuffle(places)
        victim = self.choice.choice(places)
        delay_s = 0.15 if moment.what == "word" else self.choice.choice((0.0, 0.0, 0.05))
        running = []
        for place in places:
            running.append(start(place, moment if place == victim else None, delay_s=delay_s))
            if len(places) > 1:
                time.sleep(self.choice.uniform(0.0, 0.4))
        ends = dict(zip(places, running, strict=True))
        was_killed = kill_at(ends[victim], moment, victim)
        broken = [
            complaint for place in places for complaint in _end(place, ends[place], was_killed and place == victim)
        ]
        return victim, was_killed, broken

    def _place(self, stem: str, log: str) -> Place:
        path = self.project.folder / f"{log}.log"
        path.unlink(missing_ok=True)
        return Place(self.project, stem, path)

    def _old(self, stem: str) -> Clean | None:
        version = self.published.get(stem)
        return self.clean[version.name] if version else None

    def _half_done(self, versions: Mapping[str, Version]) -> list[str]:
        """What is not as it has to be right after a kill."""
        broken = [f"under a final name: {path.name}" for stem in versions for path in half_written(self._folder(stem))]
        for stem, version in versions.items():
            old = self._old(stem)
            intent = self.project.folder / "output" / ".dangke" / stem / "intent.json"
            found = digests(self._folder(stem))
            broken += wrong_files(
                found, old.files if old else {}, self.clean[version.name].files, begun=intent.exists()
            )
        return broken

    def _folder(self, stem: str) -> Path:
        return self.project.folder / "output" / stem

    def _mended(self, versions: Mapping[str, Version]) -> list[str]:
        """Build again, two hours later; what is not as clean builds would have left it."""
        wanted = [self.clean[version.name] for version in versions.values()]
        missing = len(frozenset().union(*(clean.clips for clean in wanted)) - stored(self.project, "clips"))
        age(self.project)
        done = self._build_again([f"{stem}.txt" for stem in versions])
        if done.code != 0:
            return [f"the next build failed: {done.err}"]
        broken = [
            f"the next build of {stem} is not a clean one"
            for (stem, version) in versions.items()
            if digests(self._folder(stem)) != self.clean[version.name].files
        ]
        if done.last["synthesized"] > missing:
            broken.append(f"{done.last['synthesized']} clips spoken, {missing} were missing")
        return [*broken, *orphans(self.project, "" if has_worked(done) else "output/")]

    def _build_again(self, scripts: Sequence[str]) -> Done:
        """By a real command now and then, which says how long one takes; else by a quick one."""
        if self.choice.random() >= REAL_COMMANDS:
            return self.builds.build(self.project, *scripts).done
        started = time.monotonic()
        done = self.project.run("build", *scripts, "--voice", "tone", "--json")
        self.build_s = time.monotonic() - started
        return done


def _end(place: Place, process: "subprocess.Popen[bytes]", is_victim: bool) -> list[str]:
    """Wait for a build's end, and for that of all its processes; what is wrong with it."""
    out, err = process.communicate(timeout=LONGEST_BUILD_S)
    done = Done(process.returncode, out.decode(), err.decode())
    broken = [f"process {pid} survived" for pid in survivors(process.pid)]
    if not is_victim and not (done.code == 0 or (done.code == 1 and BUSY in done.err)):
        broken.append(f"{place.stem}: exit code {done.code}: {done.err[-300:]}")
    return broken


def table(kills: Sequence[Kill]) -> str:
    """How many builds were killed at what."""
    rows = [(name, sum(kill.stage == name for kill in kills)) for name in STAGES]
    for group in (
        Counter(kill.moment.by for kill in kills),
        Counter(kill.scene for kill in kills),
        Counter(kill.journey.split(":")[0] for kill in kills),
        Counter(kill.journey.split(": ")[1] for kill in kills),
    ):
        rows += [("", 0), *sorted(group.items())]
    rows += [("", 0), ("kills", len(kills)), ("broken promises", sum(len(kill.complaints) for kill in kills))]
    return "\n".join(f"{name:<44}{count:>5}" if name else "" for name, count in rows)
