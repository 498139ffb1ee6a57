"""A reader sees a whole entry or none, whatever happened to the disk."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from dangke_audio.errors import StorageError
from dangke_audio.synthesizing.store import DiskStore

KEY = "ab" + "0" * 62
OTHER = "cd" + "0" * 62
PAYLOAD = b"\x01\x02\n\x03" * 1000


@pytest.fixture
def store(tmp_path: Path) -> DiskStore:
    return DiskStore(tmp_path / "store")


def test_an_entry_under_another_name_is_none(store: DiskStore) -> None:
    store.write(KEY, PAYLOAD)
    other = "ab" + "1" * 62
    store.path(KEY).rename(store.path(other))
    assert store.read(other) is None
    assert not store.path(other).exists()


def test_what_was_written_is_read(store: DiskStore) -> None:
    assert store.read(KEY) is None
    store.write(KEY, PAYLOAD)
    assert store.read(KEY) == PAYLOAD
    assert store.read(OTHER) is None


def test_an_empty_payload_is_an_entry(store: DiskStore) -> None:
    store.write(KEY, b"")
    assert store.read(KEY) == b""


def test_reading_creates_nothing(store: DiskStore) -> None:
    store.read(KEY)
    assert not store.folder.exists()


def flip(entry: bytes, at: int) -> bytes:
    return entry[:at] + bytes([entry[at] ^ 0x10]) + entry[at + 1 :]


@pytest.mark.parametrize(
    "damage",
    [
        lambda entry: b"",
        lambda entry: entry[: len(entry) // 2],
        lambda entry: entry[:-1],
        lambda entry: entry + b"x",
        lambda entry: flip(entry, 3),
        lambda entry: flip(entry, 20),
        lambda entry: flip(entry, len(entry) - 5),
        lambda entry: os.urandom(500),
    ],
)
def test_a_damaged_entry_is_a_missing_one_and_goes(store: DiskStore, damage: object) -> None:
    store.write(KEY, PAYLOAD)
    path = store.path(KEY)
    path.write_bytes(damage(path.read_bytes()))  # type: ignore[operator]
    assert store.read(KEY) is None
    assert not path.exists()
    store.write(KEY, PAYLOAD)
    assert store.read(KEY) == PAYLOAD


def test_an_entry_under_another_name_is_still_checked_by_its_own_digest(store: DiskStore) -> None:
    store.write(KEY, PAYLOAD)
    store.write(OTHER, b"other")
    assert (store.read(KEY), store.read(OTHER)) == (PAYLOAD, b"other")


def test_looking_for_damage_removes_nothing(store: DiskStore) -> None:
    store.write(KEY, PAYLOAD)
    assert not store.is_damaged(KEY)
    assert not store.is_damaged(OTHER), "what is not there is not damaged"
    path = store.path(KEY)
    path.write_bytes(flip(path.read_bytes(), 300))
    assert store.is_damaged(KEY)
    assert path.exists()


@pytest.mark.parametrize("use", [DiskStore.read, DiskStore.length])
@pytest.mark.parametrize(("days", "noted"), [(0.9, False), (1.1, True)])
def test_a_use_is_noted_once_a_day(store: DiskStore, use: Callable[..., object], days: float, noted: bool) -> None:
    store.write(KEY, PAYLOAD)
    used = time.time() - days * 86_400
    os.utime(store.path(KEY), (used, used))
    store.is_damaged(KEY)
    assert store.path(KEY).stat().st_mtime == pytest.approx(used, abs=1), "to look for damage is no use"
    assert use(store, KEY)
    assert (store.path(KEY).stat().st_mtime > used + 3600) == noted
    assert store.read(KEY) == PAYLOAD


def test_damage_is_no_use(store: DiskStore) -> None:
    store.write(KEY, PAYLOAD)
    path = store.path(KEY)
    path.write_bytes(path.read_bytes()[:-1])
    os.utime(path, (1000, 1000))
    assert store.length(KEY) is None
    assert path.stat().st_mtime == 1000


def test_a_folder_that_vanishes_while_an_entry_is_written_is_made_again(
    store: DiskStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    write, deletions = Path.replace, [1, 2]

    def replace(temporary: Path, target: Path) -> Path:
        if deletions:
            deletions.pop()
            shutil.rmtree(store.folder)
        return write(temporary, target)

    monkeypatch.setattr(Path, "replace", replace)
    store.write(KEY, PAYLOAD)
    assert store.read(KEY) == PAYLOAD
    deletions += [1, 2, 3]
    with pytest.raises(StorageError):
        store.write(OTHER, PAYLOAD)


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StorageError) as refused:
        DiskStore(tmp_path / "file" / "store").write(KEY, PAYLOAD)
    assert "file" in str(refused.value)


WRITE_OVER_THE_LIMIT = """
import resource, sys
from pathlib import Path
from dangke_audio.errors import StorageError
from dangke_audio.synthesizing.store import DiskStore
import signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))
store = DiskStore(Path(sys.argv[1]))
try:
    store.write("ab" + "0" * 62, b"x" * 50_000)
except StorageError as error:
    print(error)
print("entry" if store.read("ab" + "0" * 62) else "nothing")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs resource limits")
def test_a_write_that_does_not_fit_leaves_nothing_behind(tmp_path: Path) -> None:
    command = [sys.executable, "-c", WRITE_OVER_THE_LIMIT, str(tmp_path / "store")]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env={**os.environ, "PYTHONUTF8": "1"})
    assert "磁盘空间不足" in done.stdout
    assert done.stdout.splitlines()[-1] == "nothing"
    assert [path for path in (tmp_path / "store").rglob("*") if path.is_file()] == []
