"""The tests of real clusters need the extra `[cluster]`; without it they are skipped, saying so."""

import gc
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.support.dask_processes import DaskProcesses

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Dask and s3fs leave sockets to the garbage collector when the other end is killed, which is what is tested here."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning"))


@pytest.fixture(autouse=True)
def collected() -> Iterator[None]:
    """Their garbage is collected here, and not in a later test that knows nothing of it."""
    yield
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


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
