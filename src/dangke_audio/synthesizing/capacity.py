"""How many speaking processes this machine can carry."""

import os
from pathlib import Path

import psutil

from dangke_audio.engines.contract import Limits

CGROUP = Path("/sys/fs/cgroup")


def worker_count(asked: int | None, jobs: int, limits: Limits) -> int:
    """As many as asked; else one for each core that this process may use, at most what memory allows.

    Never more than there is work for, nor more than the engine takes: a service counts connections, not cores.
    """
    most = min(jobs, jobs if limits.workers is None else limits.workers)
    if asked is not None:
        return max(1, min(asked, most))
    carried = free_memory_bytes() // limits.worker_bytes
    return max(1, min(most, carried if limits.workers else min(usable_cores(), carried)))


def usable_cores() -> int:
    """Cores that this process may run on, and no more than its container's share of time."""
    affinity = getattr(os, "sched_getaffinity", None)
    cores = len(affinity(0)) if affinity else os.cpu_count() or 1
    quota, _, period = _cgroup("cpu.max").partition(" ")
    if quota.isdigit() and period.isdigit():
        cores = min(cores, max(1, round(int(quota) / int(period))))
    return cores


def free_memory_bytes() -> int:
    """Memory that can be used without swapping, and no more than its container has left."""
    free = int(psutil.virtual_memory().available)
    limit, used = _cgroup("memory.max"), _cgroup("memory.current")
    if limit.isdigit() and used.isdigit():
        free = min(free, int(limit) - int(used))
    return max(0, free)


def _cgroup(name: str) -> str:
    try:
        return (CGROUP / name).read_text(encoding="ascii").strip()
    except OSError:
        return ""
