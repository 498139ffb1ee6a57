"""Entries of the stores are cut short, flipped, emptied, deleted: before a build, and under its eyes. And a store that
nobody may write.

Never wrong bytes: a build gives what a clean one gives, or says what is wrong, and a later one gives it.
"""

import os
import random
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.support.cli import Done, Project
from tests.support.fault_sweeps import Journey, starting_point, stored, unexplained
from tests.support.faulty_disk import Fault, below
from tests.support.forked_builds import ForkedBuilds
from tests.support.lecture_versions import VERSIONS, Clean, clean_builds, digests, leftovers, wrong_files
from tests.support.vandal import KINDS, Vandal, damage, entries

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="processes are forked"),
    pytest.mark.timeout(600),
]

BASE = VERSIONS[0]
ROUNDS, RAGES, REAL_RAGES = 80, 40, 6
MOST_REPEATS = 8
"""Builds after the damage until one is done; each mends some."""


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Clean]:
    return clean_builds(tmp_path_factory.mktemp("clean"), VERSIONS)


@pytest.fixture(scope="module")
def builds() -> Iterator[ForkedBuilds]:
    with ForkedBuilds() as forked:
        yield forked


def test_entries_damaged_before_a_build(builds: ForkedBuilds, clean: dict[str, Clean], tmp_path: Path) -> None:
    project = Project.make(tmp_path / "project")
    reset = starting_point(builds, project, Journey(BASE, BASE))
    damaged, ends = Counter[str](), Counter[str]()
    for seed in range(ROUNDS):
        choice = random.Random(seed)
        reset()
        for path in choice.sample(entries(project.folder / "cache"), choice.randint(1, 12)):
            kind = choice.choice(KINDS)
            damage(path, kind, choice)
            damaged[f"{path.parent.parent.name} {kind}"] += 1
        version = choice.choice(VERSIONS)
        version.put(project)
        if choice.random() < 0.6:
            shutil.rmtree(project.folder / "output")
        before = digests(project.out)
        done = builds.build(project).done
        ends[f"exit {done.code}"] += 1
        judge(project, done, before, clean[version.name])
        ends["builds until it was done"] += until_done(builds, project, clean[version.name])
    print_counts("damaged before a build", damaged, ends)
    assert set(damaged) == {f"{store} {kind}" for store in ("clips", "blocks") for kind in KINDS}


def test_entries_damaged_under_the_reader(builds: ForkedBuilds, clean: dict[str, Clean], tmp_path: Path) -> None:
    project = Project.make(tmp_path / "project")
    reset = starting_point(builds, project, Journey(BASE, BASE))
    damaged, ends = Counter[str](), Counter[str]()
    for seed in range(RAGES + REAL_RAGES):
        choice = random.Random(100 + seed)
        reset()
        version = choice.choice(VERSIONS)
        version.put(project)
        shutil.rmtree(project.folder / "output")
        with Vandal(project.folder / "cache", choice, longest_s=20.0) as vandal:
            done = builds.build(project).done if seed < RAGES else project.build(RECORDING_DELAY="0.02")
        damaged += vandal.done
        ends[f"exit {done.code}"] += 1
        judge(project, done, {}, clean[version.name])
        ends["builds until it was done"] += until_done(builds, project, clean[version.name])
    print_counts("damaged under the reader", damaged, ends)
    assert set(damaged) == set(KINDS)
    assert damaged.total() > 5 * RAGES


def judge(project: Project, done: Done, before: dict[str, str], clean: Clean) -> None:
    """Done and clean, or an error that is explained; whole files either way."""
    assert not list(unexplained(done)), done
    intent = project.folder / "output" / ".dangke" / "讲稿" / "intent.json"
    assert not wrong_files(digests(project.out), before, clean.files, begun=intent.exists())
    if done.code == 0:
        assert digests(project.out) == clean.files


def until_done(builds: ForkedBuilds, project: Project, clean: Clean) -> int:
    """Build in peace until it is done: how many builds that took. Then everything is as a clean build leaves it."""
    for repeat in range(1, MOST_REPEATS):
        if builds.build(project).done.code == 0:
            assert digests(project.out) == clean.files
            assert not leftovers(project)
            return repeat
    pytest.fail("it does not come to an end")


def print_counts(title: str, *counts: Counter[str]) -> None:
    print(f"\n{title}")
    for count in counts:
        print("\n".join(f"{name:<28}{number:>6}" for name, number in sorted(count.items())))


def test_a_read_only_store_with_everything_in_it(builds: ForkedBuilds, clean: dict[str, Clean], tmp_path: Path) -> None:
    """By a disk that refuses every change below the cache."""
    project = built(builds, tmp_path)
    done = builds.build(project, fault=read_only(project)).done
    assert done.code == 0, done.err
    assert done.last["synthesized"] == done.last["blocks_encoded"] == 0
    assert digests(project.out) == clean[BASE.name].files


@pytest.mark.parametrize("store", ["clips", "blocks"])
def test_a_read_only_store_that_lacks_something(
    builds: ForkedBuilds, clean: dict[str, Clean], tmp_path: Path, store: str
) -> None:
    project = built(builds, tmp_path)
    entries(project.folder / "cache", (store,))[0].unlink()
    before = stored(project, store)
    refused = builds.build(project, fault=read_only(project)).done
    if refused.code == 1:
        assert not list(unexplained(refused))
        assert "没有写入权限" in refused.err
        assert "DANGKE_AUDIO_CACHE" in refused.err
        assert str(project.folder / "cache") in refused.err
        assert not project.out.exists()
    assert stored(project, store) == before
    assert builds.build(project).done.code == 0
    assert digests(project.out) == clean[BASE.name].files


def built(builds: ForkedBuilds, folder: Path) -> Project:
    """A project with everything in its stores and nothing published."""
    project = Project.make(folder / "project")
    assert builds.build(project).done.code == 0
    shutil.rmtree(project.folder / "output")
    return project


def read_only(project: Project) -> Fault:
    return Fault("read-only", 1, below(project.folder / "cache"))


@contextmanager
def nobody_may_write(folder: Path) -> Iterator[None]:
    """For real: by its mode, or, for root, whom no mode keeps out, by a read-only mount."""
    if os.geteuid() != 0:
        paths = [folder, *(path for path in folder.rglob("*") if path.is_dir())]
        for path in paths:
            path.chmod(0o555)
        yield
        for path in paths:
            path.chmod(0o755)
        return
    for options in (["--bind", str(folder), str(folder)], ["-o", "remount,ro,bind", str(folder)]):
        if subprocess.run(["mount", *options], capture_output=True, check=False).returncode != 0:
            pytest.skip("nothing can be mounted here")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_a_store_that_the_system_keeps_closed(builds: ForkedBuilds, clean: dict[str, Clean], tmp_path: Path) -> None:
    project = built(builds, tmp_path)
    with nobody_may_write(project.folder / "cache"):
        done = project.build()
        assert done.code == 0, done.err
        assert digests(project.out) == clean[BASE.name].files
        VERSIONS[1].put(project)
        refused = project.build()
    assert not list(unexplained(refused))
    assert refused.code == 1
    assert "没有写入权限" in refused.err
    assert digests(project.out) == clean[BASE.name].files
    assert builds.build(project).done.code == 0
    assert digests(project.out) == clean[VERSIONS[1].name].files
