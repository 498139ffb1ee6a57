"""A project folder with a running studio."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.studio.studios import Running, running
from tests.support.cli import Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project.make(tmp_path / "党课")


@pytest.fixture
def studio(project: Project) -> Iterator[Running]:
    with running(project) as found:
        yield found
