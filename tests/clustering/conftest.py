"""The tests of real clusters need the extra `[cluster]`; without it they are skipped, saying so."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.support.dask_processes import DaskProcesses


@pytest.fixture(scope="module")
def processes(tmp_path_factory: pytest.TempPathFactory) -> "Iterator[DaskProcesses]":
    """A scheduler that answers; no workers yet."""
    from tests.support.dask_processes import DaskProcesses, free_port

    processes = DaskProcesses(tmp_path_factory.mktemp("dask"), free_port())
    try:
        processes.start_scheduler()
        yield processes
    finally:
        processes.stop_all()
