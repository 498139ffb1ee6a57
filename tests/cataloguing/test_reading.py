"""What is taken from manifests, and what is not."""

import os
import sys
from pathlib import Path

import pytest
from tests.cataloguing.lectures import built, lecture, put

from dangke_audio.cataloguing import CataloguedLecture, read_catalogue, read_lecture, require_lectures
from dangke_audio.errors import SourceError


def only(out: Path) -> CataloguedLecture:
    (found,) = read_catalogue(out).lectures
    return found


def test_a_lecture_as_its_manifest_says(tmp_path: Path) -> None:
    lecture(tmp_path)
    found = only(tmp_path)
    assert (found.folder, found.title, found.speaker, found.date) == ("防诈骗", "防范诈骗", "李明", "2024年5月1日")
    assert found.duration_ms == 6000
    assert [(chapter.title, chapter.start_ms) for chapter in found.chapters] == [("开场", 0), ("一、什么是诈骗", 1000)]
    assert [(sentence.written, sentence.start_ms) for sentence in found.sentences][-1] == ("不要转账。", 5000)
    sound = found.file("lecture")
    assert sound is not None
    assert sound.size == len("lecture of 防范诈骗".encode()), "the disk's word, not the manifest's"
    assert found.path(sound) == "防诈骗/防范诈骗.mp3"


def test_the_newest_comes_first_and_the_undated_last(tmp_path: Path) -> None:
    lecture(tmp_path, "a", date=None)
    lecture(tmp_path, "b", date="2023年10月1日")
    lecture(tmp_path, "c", date=None)
    lecture(tmp_path, "d", date="二〇二四年五月")
    built(tmp_path, "c", "2025-03-01T08:00:00+08:00")
    assert [found.folder for found in read_catalogue(tmp_path).lectures] == ["c", "d", "b", "a"]


@pytest.mark.parametrize(
    ("date", "builds", "published"),
    [
        ("2024年5月1日", ("2025-03-01T08:00:00+08:00",), "2024-05-01T00:00:00+08:00"),
        ("2024-02-30", (), "2024-01-01T00:00:00+08:00"),
        ("2024年", ("2024-03-01T08:00:00+08:00",), "2024-03-01T08:00:00+08:00"),
        (None, ("2025-03-01T08:00:00+08:00", "2025-04-01T08:00:00+08:00"), "2025-03-01T08:00:00+08:00"),
        ("春天", ("gestern", "2025-04-01T08:00:00"), None),
    ],
)
def test_when_a_lecture_appeared(
    tmp_path: Path, date: str | None, builds: tuple[str, ...], published: str | None
) -> None:
    lecture(tmp_path, date=date)
    built(tmp_path, "防诈骗", *builds)
    found = only(tmp_path).published
    assert (found.isoformat() if found else None) == published


def test_a_build_that_failed_is_no_date(tmp_path: Path) -> None:
    lecture(tmp_path, date=None)
    built(tmp_path, "防诈骗", "2025-03-01T08:00:00+08:00", error="断网")
    assert only(tmp_path).published is None


@pytest.mark.parametrize(
    "changes",
    [
        {"schema": 1},
        {"program": "other 1.0"},
        {"title": 7},
        {"rate_hz": 0},
        {"duration_ms": -1},
        {"duration_ms": 10**400},
        {"duration_ms": True},
        {"duration_ms": float("inf")},
        {"sentences": [{"written": "a", "start_sample": "x"}]},
        {"sentences": 5},
        {"chapters": [[]]},
        {"files": [None]},
        {"speaker": ["李明"]},
    ],
)
def test_damaged_and_foreign_manifests_are_passed_over(tmp_path: Path, changes: dict[str, object]) -> None:
    lecture(tmp_path, "坏的", changes=changes)
    lecture(tmp_path, "好的")
    assert [found.folder for found in read_catalogue(tmp_path).lectures] == ["好的"]


@pytest.mark.parametrize("content", [b"", b"[]", b"null", b"{", b"\xff\xfe", b"[" * 100_000, b'{"schema": 2}'])
def test_what_is_no_manifest_is_passed_over(tmp_path: Path, content: bytes) -> None:
    put(tmp_path / "坏的" / "manifest.json", content)
    assert read_catalogue(tmp_path).lectures == ()


@pytest.mark.parametrize(
    "name",
    [
        *(
            "../secret.txt",
            "/etc/passwd",
            "章节/../../secret.txt",
            "./防范诈骗.mp3",
            "章节//01-开场.mp3",
            "章节",
            "",
            ".",
        ),
        *(
            "..\\secret.txt",
            "C:secret.txt",
            "a\0b",
            ".hidden",
            "没有.mp3",
            "\ud800.mp3",
            "防范诈骗.mp3:stream",
            "x" * 5000,
        ),
    ],
)
def test_names_stay_in_the_lectures_folder(tmp_path: Path, name: str) -> None:
    put(tmp_path / "secret.txt", b"secret")
    home = lecture(tmp_path / "output")
    put(home / ".hidden", b"secret")
    lecture(tmp_path / "output", changes={"files": [{"name": name, "kind": "lecture", "size": 6}]})
    assert only(tmp_path / "output").files == ()


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights")
def test_links_lead_nowhere(tmp_path: Path) -> None:
    put(tmp_path / "secret.txt", b"secret")
    out = tmp_path / "output"
    home = lecture(out)
    (home / "防范诈骗.mp3").unlink()
    (home / "防范诈骗.mp3").symlink_to(tmp_path / "secret.txt")
    (home / "章节" / "01-开场.mp3").unlink()
    (home / "章节" / "防范诈骗.m3u8").unlink()
    (home / "章节").rmdir()
    lecture(tmp_path / "elsewhere")
    (home / "章节").symlink_to(tmp_path / "elsewhere" / "防诈骗" / "章节")
    (out / "外面").symlink_to(tmp_path / "elsewhere" / "防诈骗")
    assert not {file.kind for file in only(out).files} & {"lecture", "section", "playlist"}


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights")
def test_the_folder_itself_may_be_a_link(tmp_path: Path) -> None:
    lecture(tmp_path / "real")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert len(only(tmp_path / "link").files) == 11


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    home = lecture(tmp_path)
    (home / "防范诈骗.mp3").unlink()
    os.mkfifo(home / "防范诈骗.mp3")
    assert only(tmp_path).file("lecture") is None


@pytest.mark.parametrize("folder", ["", ".", "..", "防诈骗/", "../output/防诈骗", ".dangke", "a\0", "\ud800"])
def test_folders_are_names(tmp_path: Path, folder: str) -> None:
    lecture(tmp_path / "output")
    lecture(tmp_path / "output", ".dangke")
    assert read_lecture(tmp_path / "output", folder) is None


def test_state_and_hidden_folders_are_not_listed(tmp_path: Path) -> None:
    lecture(tmp_path, ".dangke")
    lecture(tmp_path / ".dangke", "防诈骗")
    assert read_catalogue(tmp_path).lectures == ()


def test_folders_without_lectures_are_explained(tmp_path: Path) -> None:
    put(tmp_path / "file", b"")
    (tmp_path / "empty").mkdir()
    lecture(tmp_path / "output")
    for folder, said in (
        ("missing", "没有这个文件夹"),
        ("file", "这是一个文件"),
        ("empty", "没有生成好的讲稿录音"),
        ("output/防诈骗", "这是一篇讲稿自己的文件夹"),
    ):
        with pytest.raises(SourceError, match=said) as caught:
            require_lectures(tmp_path / folder)
        assert caught.value.place
        assert caught.value.hint
