"""A name only ever stands for all of a file's bytes."""

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from dangke_audio.durable import read_own, storage_error, write_durably
from dangke_audio.errors import StorageError


def test_folders_are_made_and_all_chunks_written(tmp_path: Path) -> None:
    write_durably(tmp_path / "a" / "b", [b"one", b"", b"two"])
    assert (tmp_path / "a" / "b").read_bytes() == b"onetwo"
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["b"]


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
def test_others_may_read_what_the_user_s_mask_lets_them(tmp_path: Path) -> None:
    write_durably(tmp_path / "file", [b"x"])
    (tmp_path / "plain").write_bytes(b"x")
    assert (tmp_path / "file").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_what_fails_half_way_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    write_durably(tmp_path / "file", [b"old"])

    def chunks() -> Iterator[bytes]:
        yield b"new"
        raise OSError(errno.ENOSPC, "no space")

    with pytest.raises(StorageError, match="磁盘空间不足"):
        write_durably(tmp_path / "file", chunks())
    assert (tmp_path / "file").read_bytes() == b"old"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_bug_in_the_source_leaves_nothing_behind_either(tmp_path: Path) -> None:
    def chunks() -> Iterator[bytes]:
        yield b"new"
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_durably(tmp_path / "file", chunks())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.ENOSPC, "磁盘空间不足"),
        (errno.EACCES, "没有写入权限"),
        (errno.EROFS, "没有写入权限"),
        (errno.ENOTDIR, "同名的文件"),
        (errno.EIO, "无法写入"),
    ],
)
def test_refusals_are_told_with_place_and_remedy(number: int, told: str) -> None:
    error = storage_error(Path("somewhere"), OSError(number, os.strerror(number)))
    assert told in error.message
    assert error.place == "somewhere"
    assert error.hint


def test_what_is_not_ours_is_never_replaced(tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    assert read_own(page, "dangke-audio") is None
    page.write_bytes(b"")
    assert read_own(page, "dangke-audio") == b""
    page.write_bytes(b"<meta name=generator content=dangke-audio>")
    assert read_own(page, "dangke-audio") == page.read_bytes()
    page.write_bytes(b" " * 3000 + b"dangke-audio")
    with pytest.raises(StorageError, match="不是本程序写的"):
        read_own(page, "dangke-audio")
