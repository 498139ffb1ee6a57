"""Room and limits of a stick."""

from dataclasses import replace
from pathlib import Path

import pytest

from dangke_audio.errors import StorageError
from dangke_audio.exporting.disk import (
    LARGEST_CLUSTER,
    Disk,
    check_fat_limits,
    check_room,
    disk_of,
    needed_bytes,
    rounded,
)
from dangke_audio.exporting.naming import LARGEST_FILE
from dangke_audio.exporting.programme import Part, Slot, Track

PART = Part(Path("x.mp3"), "0" * 64, 1, 1000)


def slot(count: int, size: int) -> Slot:
    part = replace(PART, size=size)
    return Slot("01_早", "早", tuple(Track(f"{number:04}_第一部分.mp3", "", part) for number in range(1, count + 1)))


def test_whole_clusters() -> None:
    assert [rounded(size, 512) for size in (0, 1, 512, 513)] == [0, 512, 512, 1024]


def test_small_files_take_a_cluster_each() -> None:
    """99 files of a byte: as many clusters, one for the folder, some for the markers."""
    needed = needed_bytes([slot(99, 1)], LARGEST_CLUSTER)
    assert 100 * LARGEST_CLUSTER < needed < 115 * LARGEST_CLUSTER


def test_a_folder_of_long_names_takes_more_than_a_cluster() -> None:
    """Three entries of 32 bytes for each name, and two for the folder itself: 9568 bytes are 19 sectors."""
    assert needed_bytes([slot(99, 0)], 512) - needed_bytes([slot(0, 0)], 512) >= 19 * 512


def test_room_counts_what_will_be_removed() -> None:
    slots = [slot(10, 100_000)]
    needed = needed_bytes(slots, 4096)
    check_room(slots, [], Disk(needed, 4096, "vfat", is_whole=True), "E:")
    check_room(slots, [5000], Disk(needed - 8192, 4096, "vfat", is_whole=True), "E:")
    with pytest.raises(StorageError, match="空间不够") as caught:
        check_room(slots, [5000], Disk(needed - 8193, 4096, "vfat", is_whole=True), "E:")
    assert caught.value.place == "E:"


def test_what_fat_cannot_hold() -> None:
    check_fat_limits([slot(1, LARGEST_FILE)])
    with pytest.raises(StorageError, match="太大"):
        check_fat_limits([slot(1, LARGEST_FILE + 1)])
    with pytest.raises(StorageError, match="不能用"):
        check_fat_limits([replace(slot(1, 1), folder="01_a?")])


def test_a_disk_of_this_machine(tmp_path: Path) -> None:
    disk = disk_of(tmp_path)
    assert disk.free_bytes > 0
    assert disk.cluster_bytes >= 1
    assert not disk.is_whole
    with pytest.raises(StorageError):
        disk_of(tmp_path / "没有")
