"""How many speaking processes this machine can carry."""

import os
from pathlib import Path

import psutil

WORKER_BYTES = 700 * 2**20
"""Peak memory of one worker on the longest utterance (470 to 700 MB were measured)."""
CGROUP = Path("/sys/fs/cgroup")


def worker_count(asked: int | None, jobs: int) -> int:
    """As many as asked; else one for each core that this process may use, at most what memory and the work allow."""
    if asked is not None:
        return max(1, min(asked, jobs))
    return max(1, min(usable_cores(), free_memory_bytes() // WORKER_BYTES, jobs))


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
