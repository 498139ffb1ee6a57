"""How many workers a machine carries."""

import os

import pytest

from dangke_audio.engines.contract import Limits
from dangke_audio.synthesizing import capacity
from dangke_audio.synthesizing.capacity import worker_count

WORKER_BYTES = 700 * 2**20
LOCAL = Limits(60, worker_bytes=WORKER_BYTES)
SERVICE = Limits(60, workers=2)


def fix_machine(monkeypatch: pytest.MonkeyPatch, cores: int, memory_bytes: int) -> None:
    monkeypatch.setattr(capacity, "usable_cores", lambda: cores)
    monkeypatch.setattr(capacity, "free_memory_bytes", lambda: memory_bytes)


def test_one_for_each_core_where_memory_allows(monkeypatch: pytest.MonkeyPatch) -> None:
    fix_machine(monkeypatch, 8, 100 * WORKER_BYTES)
    assert worker_count(None, 50, LOCAL) == 8
    assert worker_count(None, 3, LOCAL) == 3


def test_memory_holds_the_number_down_but_one_always_works(monkeypatch: pytest.MonkeyPatch) -> None:
    fix_machine(monkeypatch, 8, 3 * WORKER_BYTES + 1)
    assert worker_count(None, 50, LOCAL) == 3
    fix_machine(monkeypatch, 8, WORKER_BYTES // 2)
    assert worker_count(None, 50, LOCAL) == 1


def test_what_the_user_asks_for_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    fix_machine(monkeypatch, 2, WORKER_BYTES)
    assert worker_count(5, 50, LOCAL) == 5


def test_a_service_takes_so_many_connections_whatever_the_machine_is(monkeypatch: pytest.MonkeyPatch) -> None:
    fix_machine(monkeypatch, 64, 100 * WORKER_BYTES)
    assert worker_count(None, 50, SERVICE) == 2
    assert worker_count(16, 50, SERVICE) == 2
    fix_machine(monkeypatch, 1, 100 * WORKER_BYTES)
    assert worker_count(None, 50, SERVICE) == 2


def test_a_container_limits_cores_and_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    files = {"cpu.max": "150000 100000", "memory.max": str(10 * WORKER_BYTES), "memory.current": str(9 * WORKER_BYTES)}
    monkeypatch.setattr(capacity, "_cgroup", lambda name: files[name])
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(16)), raising=False)
    assert capacity.usable_cores() == 2
    assert capacity.free_memory_bytes() <= WORKER_BYTES


def test_no_container_no_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(capacity, "_cgroup", lambda name: "max" if name == "memory.max" else "max 100000")
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1, 2}, raising=False)
    assert capacity.usable_cores() == 3
    assert capacity.free_memory_bytes() > 0
