"""A fault at every single thing that a build asks of the disk: no room, an error, no permission, the end of the process."""

import json
import os
import sys
from pathlib import Path

import pytest
from tests.support.cli import Done, Project
from tests.support.fault_sweeps import Journey, complaints, sweep, table, unexplained
from tests.support.faulty_disk import VARIABLE, Fault, Trouble, below
from tests.support.forked_builds import ROOT
from tests.support.kills import FAULTY_START
from tests.support.lecture_versions import SMALL, VERSIONS, Clean, clean_builds, digests, half_written

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="processes are forked"),
    pytest.mark.timeout(900),
]

BY_NAME = {version.name: version for version in VERSIONS}
BASE = BY_NAME["base"]
JOURNEYS = (
    Journey(None, SMALL),
    Journey(BASE, BY_NAME["title changed"]),
    Journey(BASE, BY_NAME["title changed"], then=BASE),
    Journey(BASE, BY_NAME["sentence inserted"]),
)


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Clean]:
    return clean_builds(tmp_path_factory.mktemp("clean"))


@pytest.mark.parametrize(
    ("trouble", "step", "least"),
    [("dies", 2, 400), ("full", 2, 400), ("broken", 3, 200), ("forbidden", 4, 100)],
)
def test_any_operation(trouble: Trouble, step: int, least: int, clean: dict[str, Clean], tmp_path: Path) -> None:
    """Of so many operations one: a build of this size has some 300."""
    met = sweep(tmp_path, JOURNEYS, trouble, clean, step)
    print(f"\n{table(met)}")
    assert not any(one.complaints for one in met), complaints(met)
    assert len(met) >= least


def test_a_full_disk_under_the_real_command(clean: dict[str, Clean], tmp_path: Path) -> None:
    """The same disk in a process that was not forked, with workers that speak."""
    project = Project.make(tmp_path)
    for operation in (1, 10, 40, 90, 150, 200):
        if operation > 90:
            VERSIONS[1].put(project)
        fault = Fault("full", operation % 90, below(project.folder))
        refused = real_build(project, fault)
        assert refused.code == 1, operation
        assert "磁盘空间不足" in refused.err
        assert not list(unexplained(refused))
        assert not list(half_written(project.folder))
        if operation == 90:
            assert project.build().code == 0
            assert digests(project.out) == clean[BASE.name].files
    assert digests(project.out) == clean[BASE.name].files
    assert project.build().code == 0
    assert digests(project.out) == clean[VERSIONS[1].name].files


def real_build(project: Project, fault: Fault) -> Done:
    path = os.pathsep.join([str(FAULTY_START), str(ROOT), os.environ.get("PYTHONPATH", "")])
    return project.build(PYTHONPATH=path, **{VARIABLE: json.dumps(fault.fields())})
