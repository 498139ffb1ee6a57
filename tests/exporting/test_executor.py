"""Single steps on a folder."""

import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from dangke_audio.errors import SourceError, StorageError
from dangke_audio.exporting.executor import perform
from dangke_audio.exporting.operations import (
    AppendMarker,
    CheckOrder,
    MakeFolder,
    Operation,
    ReadBack,
    RemoveFolder,
    WriteFile,
)

SHA256 = hashlib.sha256(b"sound").hexdigest()


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "source.mp3"
    path.write_bytes(b"sound")
    return path


@pytest.fixture
def target(tmp_path: Path) -> Path:
    folder = tmp_path / "target"
    folder.mkdir()
    return folder


def disk_order(monkeypatch: pytest.MonkeyPatch, folder: Path, names: Sequence[str]) -> None:
    """The folder's entries come in this order, as a disk would give them."""
    there = {entry.name: entry for entry in os.scandir(folder)}

    @contextmanager
    def scanned(_: Path) -> Iterator[list["os.DirEntry[str]"]]:
        yield [there[name] for name in names]

    monkeypatch.setattr(os, "scandir", scanned)


@pytest.mark.parametrize(
    ("order", "is_right"), [(("a", "x", "b"), True), (("b", "a", "x"), False), (("a", "x"), False)]
)
def test_the_order_on_the_disk(
    target: Path, monkeypatch: pytest.MonkeyPatch, order: tuple[str, ...], is_right: bool
) -> None:
    for name in ("a", "b", "x"):
        (target / name).write_bytes(b"")
    disk_order(monkeypatch, target, order)
    steps: list[Operation] = [CheckOrder("", ("a", "b"))]
    perform(steps, target, keeps_order=False)
    if is_right:
        perform(steps, target, keeps_order=True)
        return
    with pytest.raises(StorageError, match="不是播放顺序"):
        perform(steps, target, keeps_order=True)


def test_nothing_is_written_over_or_through_a_link(source: Path, target: Path, tmp_path: Path) -> None:
    (target / "file").write_bytes(b"mine")
    (target / "link").symlink_to(tmp_path / "elsewhere")
    for name in ("file", "link"):
        with pytest.raises(StorageError):
            perform([WriteFile(source, name, 5, SHA256)], target, keeps_order=False)
    assert (target / "file").read_bytes() == b"mine"
    assert not (tmp_path / "elsewhere").exists()


def test_what_is_copied_and_read_back(source: Path, target: Path) -> None:
    steps: list[Operation] = [
        MakeFolder("01"),
        WriteFile(source, "01/0001.mp3", 5, SHA256),
        ReadBack("01/0001.mp3", SHA256),
    ]
    perform(steps, target, keeps_order=False)
    assert (target / "01" / "0001.mp3").read_bytes() == b"sound"


@pytest.mark.parametrize("is_there", [False, True])
def test_a_source_that_is_not_what_it_was(source: Path, target: Path, is_there: bool) -> None:
    source.write_bytes(b"other") if is_there else source.unlink()
    with pytest.raises(SourceError, match="没有完成") as caught:
        perform([WriteFile(source, "0001.mp3", 5, SHA256)], target, keeps_order=False)
    assert caught.value.place == str(source)


def test_a_marker_grows(target: Path) -> None:
    perform([AppendMarker("DANGKE.NEW", b"one\n"), AppendMarker("DANGKE.NEW", b"two\n")], target, keeps_order=False)
    assert (target / "DANGKE.NEW").read_bytes() == b"one\ntwo\n"


def test_a_folder_that_is_not_empty_stays(target: Path) -> None:
    (target / "01").mkdir()
    (target / "01" / "mine").write_bytes(b"mine")
    with pytest.raises(StorageError):
        perform([RemoveFolder("01")], target, keeps_order=False)
    assert (target / "01" / "mine").exists()
