"""Which drives are sticks, by what systems tell of them."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from dangke_audio.exporting import Stick, find_sticks


@dataclass(frozen=True)
class Mounted:
    mountpoint: str
    fstype: str = "vfat"
    opts: str = "rw,nosuid"


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every drive is there, but for those whose name says otherwise."""

    @dataclass(frozen=True)
    class Usage:
        free: int = 7_000_000_000

    def usage(path: str) -> Usage:
        if "empty" in path or path.startswith("D:"):
            raise OSError
        return Usage()

    monkeypatch.setattr("dangke_audio.exporting.sticks.shutil.disk_usage", usage)


@pytest.mark.usefixtures("room")
def test_linux_and_macos_have_places_for_them() -> None:
    drives = [
        Mounted("/", "ext4"),
        Mounted("/run/media/zhang/USB DISK"),
        Mounted("/media/zhang/ntfs盘", "NTFS"),
        Mounted("/Volumes/党课", "msdos", "rw,local"),
        Mounted("/Volumes/安装盘", "hfs", "ro,local"),
        Mounted("/media/empty"),
        Mounted("/home/media/x"),
        Mounted("/boot/efi"),
    ]
    found = find_sticks(lambda: drives)
    assert [(stick.name, stick.is_fat) for stick in found] == [("党课", True), ("ntfs盘", False), ("USB DISK", True)]
    assert found[0] == Stick("/Volumes/党课", "党课", 7_000_000_000, "msdos")


@pytest.mark.usefixtures("room")
def test_windows_says_which_are_removable() -> None:
    drives = [
        Mounted("C:\\", "NTFS", "rw,fixed"),
        Mounted("D:\\", "", "rw,removable"),
        Mounted("E:\\", "FAT32", "rw,removable"),
        Mounted("F:\\", "CDFS", "ro,cdrom"),
    ]
    assert [(stick.path, stick.kind, stick.is_fat) for stick in find_sticks(lambda: drives)] == [
        ("E:\\", "fat32", True)
    ]


def test_a_real_folder_has_its_real_room(tmp_path: Path) -> None:
    (found,) = find_sticks(lambda: [Mounted(str(tmp_path), opts="rw,removable")])
    assert (found.name, found.free_bytes > 0) == (tmp_path.name, True)


def test_this_machine_can_be_asked() -> None:
    assert all(stick.path for stick in find_sticks())
