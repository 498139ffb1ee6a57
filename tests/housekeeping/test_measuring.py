"""The sum is always that of the entries, however little is counted again."""

import os
import shutil
from pathlib import Path

import pytest
from tests.support.caches import put

from dangke_audio.housekeeping import measuring
from dangke_audio.housekeeping.inventory import bytes_in, take_inventory
from dangke_audio.housekeeping.measuring import RECORD, measure


def age(folder: Path) -> None:
    """A folder that changed a while ago: a change now is another time, on any file system."""
    for path in folder.glob("*/*"):
        os.utime(path, (1000, 1000))


def test_what_comes_and_goes_is_counted(tmp_path: Path) -> None:
    assert (measure(tmp_path).bytes, measure(tmp_path).has_changed) == (0, False)
    for name in ("a", "b", "c"):
        put(tmp_path, "clips", name)
        put(tmp_path, "blocks", name, 70)
    age(tmp_path)
    found = measure(tmp_path)
    assert (found.bytes, found.has_changed) == (take_inventory(tmp_path).size, True)
    assert measure(tmp_path).has_changed is False
    put(tmp_path, "clips", "d", 123)
    take_inventory(tmp_path).blocks[0].path.unlink()
    found = measure(tmp_path)
    assert (found.bytes, found.has_changed) == (take_inventory(tmp_path).size, True)
    shutil.rmtree(tmp_path / "clips")
    assert measure(tmp_path).bytes == take_inventory(tmp_path).size


def test_only_folders_that_have_changed_are_counted_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in "abcdefgh":
        put(tmp_path, "clips", name)
    age(tmp_path)
    measure(tmp_path)
    counted: list[Path] = []

    def count(folder: Path) -> int:
        counted.append(folder)
        return bytes_in(folder)

    monkeypatch.setattr(measuring, "bytes_in", count)
    assert measure(tmp_path).bytes == take_inventory(tmp_path).size
    assert counted == []
    path = put(tmp_path, "clips", "new")
    assert measure(tmp_path).bytes == take_inventory(tmp_path).size
    assert counted == [path.parent]


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"clips/ab": 3}', b'{"clips/ab": [1, 2, 3]}', b"\x00" * 100])
def test_a_damaged_record_is_counted_again(tmp_path: Path, damage: bytes) -> None:
    put(tmp_path, "clips", "a")
    measure(tmp_path)
    (tmp_path / RECORD).write_bytes(damage)
    assert measure(tmp_path).bytes == take_inventory(tmp_path).size
    assert measure(tmp_path).has_changed is False


def test_no_cache_holds_nothing_and_is_not_made(tmp_path: Path) -> None:
    assert measure(tmp_path / "nowhere").bytes == 0
    assert not (tmp_path / "nowhere").exists()
