"""Builds and prunes keep out of each other's way, also across processes, and the cap holds after a build."""

import os
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from filelock import FileLock
from tests.support.caches import names_in, publish, put

from dangke_audio.errors import BusyError, ConfigError
from dangke_audio.housekeeping import cache_in_use, prune, register
from dangke_audio.housekeeping.limits import DEFAULT_CAP_BYTES, Limits, cap_bytes

EVERYTHING = Limits(max_bytes=0)
HOLD = """
import sys, time
from dangke_audio.housekeeping import cache_in_use
with cache_in_use():
    print("building", flush=True)
    time.sleep(600)
"""


def locks(cache: Path) -> list[str]:
    return [path.name for path in (cache / "in-use").glob("*")]


def test_builds_run_at_once_and_leave_no_lock(private_cache: Path) -> None:
    with cache_in_use(), cache_in_use():
        assert len(locks(private_cache)) == 2
    assert locks(private_cache) == []


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_another_process_is_seen_and_a_killed_one_forgotten(private_cache: Path) -> None:
    put(private_cache, "clips", "a")
    with subprocess.Popen([sys.executable, "-c", HOLD], stdout=subprocess.PIPE, env=os.environ) as building:
        assert building.stdout is not None
        assert building.stdout.readline() == b"building\n"
        with pytest.raises(BusyError):
            prune(EVERYTHING)
        building.send_signal(signal.SIGKILL)
        building.wait()
    assert len(locks(private_cache)) == 1
    assert prune(EVERYTHING).clips == 1
    assert locks(private_cache) == []


def test_a_new_build_removes_the_locks_of_killed_ones(private_cache: Path) -> None:
    (private_cache / "in-use").mkdir(parents=True)
    (private_cache / "in-use" / "0011223344556677.lock").touch()
    with cache_in_use():
        assert len(locks(private_cache)) == 1
    assert locks(private_cache) == []


def test_a_build_waits_for_a_prune(private_cache: Path) -> None:
    private_cache.mkdir()
    began, done = threading.Event(), threading.Event()

    def build() -> None:
        began.set()
        with cache_in_use():
            done.set()

    with FileLock(private_cache / "prune.lock"):
        thread = threading.Thread(target=build)
        thread.start()
        began.wait()
        assert not done.wait(0.3)
    assert done.wait(30)
    thread.join()


def test_two_prunes_do_not_meet(private_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dangke_audio.housekeeping.locks.PRUNE_WAITS_S", 0.1)
    private_cache.mkdir()
    with FileLock(private_cache / "prune.lock"), pytest.raises(BusyError, match="正在清理"):
        prune(EVERYTHING)


def test_a_build_that_ends_over_the_cap_prunes(
    tmp_path: Path, private_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DANGKE_AUDIO_CACHE_SIZE", "5k")
    put(private_cache, "clips", "named", 2000, days=50)
    put(private_cache, "clips", "old", 1000, days=9)
    put(private_cache, "clips", "young", 1000, days=3)
    register(publish(tmp_path / "output" / "a", "named"))
    with cache_in_use():
        put(private_cache, "clips", "new", 1500)
        put(private_cache, "blocks", "new", 1000)
    assert names_in(private_cache, "clips", "named", "old", "young", "new") == {"named", "young", "new"}
    assert names_in(private_cache, "blocks", "new") == set()


def test_nothing_is_removed_where_nothing_was_made(private_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with cache_in_use():
        put(private_cache, "clips", "a", 5000)
    monkeypatch.setenv("DANGKE_AUDIO_CACHE_SIZE", "1k")
    with cache_in_use():
        pass
    assert names_in(private_cache, "clips", "a") == {"a"}


def test_the_cap_waits_for_the_last_build(private_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANGKE_AUDIO_CACHE_SIZE", "1k")
    with cache_in_use():
        with cache_in_use():
            put(private_cache, "clips", "a", 5000)
        assert names_in(private_cache, "clips", "a") == {"a"}
    assert names_in(private_cache, "clips", "a") == set()


def test_a_build_that_fails_prunes_nothing(private_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANGKE_AUDIO_CACHE_SIZE", "1k")
    with pytest.raises(ZeroDivisionError), cache_in_use():
        put(private_cache, "clips", "a", 5000)
        raise ZeroDivisionError
    assert names_in(private_cache, "clips", "a") == {"a"}, "the next try wants it"
    assert locks(private_cache) == []


def test_the_cap_can_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DANGKE_AUDIO_CACHE_SIZE", raising=False)
    assert cap_bytes() == DEFAULT_CAP_BYTES == 5 * 1024**3
    monkeypatch.setenv("DANGKE_AUDIO_CACHE_SIZE", "200MB")
    assert cap_bytes() == 200 * 1024**2
    monkeypatch.setenv("DANGKE_AUDIO_CACHE_SIZE", "a lot")
    with pytest.raises(ConfigError, match="看不懂大小") as refused, cache_in_use():
        pytest.fail("told before any work is done")
    assert refused.value.place == "环境变量 DANGKE_AUDIO_CACHE_SIZE"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root writes everywhere")
def test_a_read_only_cache_is_used_without_a_lock(private_cache: Path) -> None:
    private_cache.mkdir(mode=0o500)
    with cache_in_use():
        assert list(private_cache.iterdir()) == []


def test_a_cache_that_cannot_be_made_is_no_hindrance(private_cache: Path) -> None:
    private_cache.write_text("a file where the folder would be")
    with cache_in_use():
        assert private_cache.is_file()


def test_deleting_the_cache_under_a_build_is_safe(private_cache: Path) -> None:
    with cache_in_use():
        put(private_cache, "clips", "a")
        shutil.rmtree(private_cache)
        put(private_cache, "clips", "b")
    assert names_in(private_cache, "clips", "a", "b") == {"b"}
    assert prune(EVERYTHING).clips == 1
