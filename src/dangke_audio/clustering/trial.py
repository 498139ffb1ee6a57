"""A cluster on this machine, for a first look: real workers in processes of their own."""

from collections.abc import Iterator
from contextlib import contextmanager

from dangke_audio.clustering.connecting import require_distributed


@contextmanager
def local_cluster(workers: int) -> Iterator[str]:
    """The scheduler's address, as long as it lasts. Raises ConfigError where the extra is not installed."""
    LocalCluster = require_distributed().LocalCluster  # noqa: N806  (a class)
    with LocalCluster(
        n_workers=workers, threads_per_worker=1, processes=True, dashboard_address="127.0.0.1:0", host="127.0.0.1"
    ) as cluster:
        yield cluster.scheduler_address
