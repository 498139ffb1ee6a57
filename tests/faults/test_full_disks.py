"""Disks that are really full: a file system of a few kilobytes, as the system itself runs out of it."""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support.cli import Project
from tests.support.fault_sweeps import not_clean, orphans, stored, unexplained
from tests.support.forked_builds import ForkedBuilds
from tests.support.lecture_versions import VERSIONS, Clean, clean_builds, digests, half_written, wrong_files

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="mounts a tmpfs"),
    pytest.mark.timeout(600),
]

KIB = 1024
BASE, TITLE_CHANGED = VERSIONS[0], next(version for version in VERSIONS if version.name == "title changed")


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Clean]:
    return clean_builds(tmp_path_factory.mktemp("clean"), [BASE, TITLE_CHANGED])


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 96 KiB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if os.geteuid() != 0 or not mounted(folder, "size=96k"):
        pytest.skip("a tmpfs can only be mounted by root, where mounting is allowed at all")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def mounted(folder: Path, options: str) -> bool:
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_a_disk_that_grows_until_a_first_build_fits(disk: Path, clean: dict[str, Clean]) -> None:
    """Each build goes on where the one before ran out of room."""
    project = Project.make(disk / "project")
    ends: Counter[str] = Counter()
    with ForkedBuilds() as builds:
        for size_kib in range(96, 8 * KIB, 40):
            assert mounted(disk, f"remount,size={size_kib}k")
            missing = len(clean[BASE.name].clips - stored(project, "clips"))
            done = builds.build(project).done
            ends[f"exit {done.code}"] += 1
            if done.code == 0:
                break
            assert not list(unexplained(done))
            assert "磁盘空间不足" in done.err
            assert not list(half_written(project.folder))
            assert digests(project.out) == {}
    assert not [*not_clean(project, clean[BASE.name], done, missing), *orphans(project)]
    print(f"\na disk that grows: {dict(ends)}")
    assert ends["exit 1"] >= 10


def test_a_disk_that_others_fill_before_a_rebuild(disk: Path, clean: dict[str, Clean]) -> None:
    """With a page of room, with two … until the rebuild fits."""
    assert mounted(disk, f"remount,size={8 * KIB}k")
    project = Project.make(disk / "project")
    ends: Counter[str] = Counter()
    with ForkedBuilds() as builds:
        for room_kib in range(0, 4 * KIB, 16):
            BASE.put(project)
            assert builds.build(project).done.code == 0
            TITLE_CHANGED.put(project)
            fill(disk / "ballast", room_kib)
            done = builds.build(project).done
            ends[f"exit {done.code}"] += 1
            old, new = clean[BASE.name].files, clean[TITLE_CHANGED.name].files
            begun = (project.folder / "output" / ".dangke" / "讲稿" / "intent.json").exists()
            assert not wrong_files(digests(project.out), old, new, begun=begun)
            assert not list(unexplained(done))
            (disk / "ballast").unlink()
            mended = builds.build(project).done
            assert not [*not_clean(project, clean[TITLE_CHANGED.name], mended, 1), *orphans(project)]
            if done.code == 0:
                break
    print(f"\na disk that others fill: {dict(ends)}")
    assert ends["exit 0"] == 1
    assert ends["exit 1"] >= 10


def fill(ballast: Path, room_kib: int) -> None:
    """Leave so much room on its disk."""
    found = os.statvfs(ballast.parent)
    size = max(0, found.f_bavail * found.f_frsize - room_kib * KIB)
    with ballast.open("wb") as file:
        file.write(bytes(size))
