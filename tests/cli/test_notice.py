"""`notice` as a user runs it: from a line to the stick."""

import json
from pathlib import Path

from tests.support.cli import Project

from dangke_audio.delivering.mp3_frames import walk

WORDS = "各位村民，明天上午停水，请提前存水。"


def test_from_a_line_to_the_stick(tmp_path: Path) -> None:
    project = Project.make(tmp_path)
    stick = tmp_path / "U盘"
    stick.mkdir()
    done = project.run("notice", WORDS, "--voice", "tone", "--to", "U盘", "--slots", "早,晚", "--into-empty")
    assert done.code == 0, done.err
    names = sorted(path.relative_to(stick).as_posix() for path in stick.rglob("*") if path.is_file())
    assert names == ["01_早/0001_通知.mp3", "02_晚/0001_通知.mp3", "DANGKE.TXT"]
    first, second = ((stick / name).read_bytes() for name in names[:2])
    assert first == second
    assert {frame.header.stream for frame in walk(first)} == {(True, 44_100, 96, 1)}
    assert "安全弹出" in done.out
    assert (project.folder / "output" / "播放单.txt").is_file()


def test_it_is_read_twice_or_as_often_as_asked(tmp_path: Path) -> None:
    project = Project.make(tmp_path)
    lengths = []
    for times in ("1", "2", "3"):
        done = project.run("notice", WORDS, "--voice", "tone", "--repeats", times)
        assert done.code == 0, done.err
        (manifest,) = (project.folder / "output").glob("*/manifest.json")
        lengths.append(json.loads(manifest.read_text("utf-8"))["horn"]["parts"][0]["samples"])
    usual = project.run("notice", WORDS, "--voice", "tone")
    assert usual.code == 0
    once, twice, thrice = lengths
    assert once < twice < thrice
    assert thrice - twice == twice - once
    assert json.loads(manifest.read_text("utf-8"))["horn"]["parts"][0]["samples"] == twice
    assert len(project.spoken()) == 1, "spoken once, however often it is played"


def test_a_stick_that_is_not_ours_is_left_alone_and_the_audio_is_kept(tmp_path: Path) -> None:
    project = Project.make(tmp_path)
    (tmp_path / "U盘").mkdir()
    (tmp_path / "U盘" / "照片.jpg").write_bytes(b"jpeg")
    done = project.run("notice", WORDS, "--voice", "tone", "--to", "U盘")
    assert done.code == 1
    assert "错误：" in done.err
    assert [path.name for path in (tmp_path / "U盘").iterdir()] == ["照片.jpg"]
    assert list((project.folder / "output").glob("*/大喇叭/0001_通知.mp3"))


def test_nothing_is_refused(tmp_path: Path) -> None:
    done = Project.make(tmp_path).run("notice", " ", "--voice", "tone")
    assert done.code == 1
    assert "通知是空的" in done.err
