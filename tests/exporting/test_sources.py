"""Lectures' folders, and what can be wrong with them."""

from pathlib import Path
from typing import Any

import pytest
from tests.support.horn_lectures import FRAME_SAMPLES, RATE_HZ, horn_lecture

from dangke_audio.errors import SourceError
from dangke_audio.exporting.sources import read_horn_lecture


def refusal(folder: Path) -> str:
    with pytest.raises(SourceError) as caught:
        read_horn_lecture(folder)
    assert caught.value.place
    assert caught.value.hint
    return str(caught.value)


def test_parts_in_order_with_their_lengths(tmp_path: Path) -> None:
    lecture = read_horn_lecture(horn_lecture(tmp_path))
    assert lecture.title == "防范诈骗"
    assert [part.name for part in lecture.parts] == ["0001_第一部分.mp3", "0002_第二部分.mp3", "0003_第三部分.mp3"]
    assert [part.milliseconds for part in lecture.parts] == [
        1000 * FRAME_SAMPLES * frames // RATE_HZ for frames in (22, 23, 24)
    ]


def test_numbers_order_the_parts(tmp_path: Path) -> None:
    home = horn_lecture(tmp_path)
    manifest = (home / "manifest.json").read_text(encoding="utf-8")
    (home / "manifest.json").write_text(manifest.replace("0001_第一", "0009_第一"), encoding="utf-8")
    (home / "大喇叭/0001_第一部分.mp3").rename(home / "大喇叭/0009_第一部分.mp3")
    assert [part.name[:4] for part in read_horn_lecture(home).parts] == ["0002", "0003", "0009"]


def test_no_horn_edition(tmp_path: Path) -> None:
    said = refusal(horn_lecture(tmp_path, parts=[]))
    assert "还没有大喇叭版" in said
    assert "dangke-audio build 讲稿.txt --for horn" in said


@pytest.mark.parametrize("content", [b"other", b""])
def test_files_that_are_not_what_was_built(tmp_path: Path, content: bytes) -> None:
    home = horn_lecture(tmp_path)
    (home / "大喇叭/0002_第二部分.mp3").write_bytes(content)
    said = refusal(home)
    assert "0002_第二部分.mp3" in said
    assert "请重新运行 dangke-audio build 讲稿.txt --for horn" in said


def test_files_that_are_not_there(tmp_path: Path) -> None:
    home = horn_lecture(tmp_path)
    (home / "大喇叭/0002_第二部分.mp3").unlink()
    assert "缺少" in refusal(home)


@pytest.mark.parametrize("name", ["../../外面.mp3", "/etc/passwd", "大喇叭\\1.mp3", "大喇叭/链.mp3", "大喇叭"])
def test_names_that_lead_away(tmp_path: Path, name: str) -> None:
    (tmp_path / "外面.mp3").write_bytes(b"")
    file = {"name": name, "kind": "part", "sha256": "", "size": 0}
    home = horn_lecture(tmp_path / "output", changes={"files": [file]})
    (home / "大喇叭/链.mp3").symlink_to(tmp_path / "外面.mp3")
    assert "缺少" in refusal(home)


def test_folders_that_are_no_lectures(tmp_path: Path) -> None:
    horn_lecture(tmp_path / "output", "甲")
    horn_lecture(tmp_path / "output", "乙")
    (tmp_path / "讲稿.txt").write_bytes(b"")
    (tmp_path / "空").mkdir()
    assert "写明每一篇" in refusal(tmp_path / "output")
    assert str(tmp_path / "output" / "甲") in refusal(tmp_path / "output")
    assert "没有这个文件夹" in refusal(tmp_path / "没有")
    assert "output/讲稿" in refusal(tmp_path / "讲稿.txt")
    assert "没有 manifest.json" in refusal(tmp_path / "空")


@pytest.mark.parametrize("content", ["", "[]", "{}", "[" * 100_000, '{"schema": 2, "program": "other"}'])
def test_damaged_manifests(tmp_path: Path, content: str) -> None:
    home = horn_lecture(tmp_path)
    (home / "manifest.json").write_text(content, encoding="utf-8")
    assert "manifest.json" in refusal(home)


@pytest.mark.parametrize("changes", [{"files": [{}]}, {"files": None}, {"files": [3]}, {"files": [{"kind": "part"}]}])
def test_manifests_of_another_form(tmp_path: Path, changes: dict[str, Any]) -> None:
    assert "manifest.json 已损坏" in refusal(horn_lecture(tmp_path, changes=changes))
