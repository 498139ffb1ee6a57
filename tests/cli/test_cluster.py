"""A first look at a cluster, and what is said where there is none."""

from pathlib import Path

import pytest
from tests.support.cli import Project

pytest.importorskip("distributed", reason="the extra [cluster] is not installed")


def test_trying_a_cluster_builds_and_says_who_spoke_and_what_comes_next(tmp_path: Path) -> None:
    project = Project.make(tmp_path)
    done = project.run("cluster", "try", project.script.name, "--workers", "1", "--voice", "tone")
    assert done.code == 0, done.err
    assert (project.out / "manifest.json").is_file()
    (spoken,) = [line for line in done.out.splitlines() if line.startswith("tcp://")]
    assert spoken.endswith(f"读了 {len(project.spoken())} 段")
    assert "dask scheduler" in done.out


def test_what_is_wrong_with_an_address_is_said_before_anything_is_spoken(tmp_path: Path) -> None:
    project = Project.make(tmp_path)
    wrong = project.run("build", project.script.name, "--voice", "tone", "--on", "192.168.1.10")
    assert wrong.code == 1
    assert "集群的地址不对：192.168.1.10" in wrong.err
    assert "tcp://" in wrong.err
    nowhere = project.run("build", project.script.name, "--voice", "tone", "--store", "nonsense://clips")
    assert (nowhere.code, "地址不对" in nowhere.err) == (1, True)
    assert project.spoken() == []
