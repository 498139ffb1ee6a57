"""`dangke-audio export` from a user's chair."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.support.cli import Project
from tests.support.horn_lectures import horn_lecture, tree


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = Project.make(tmp_path / "党课")
    horn_lecture(made.folder / "output", "防诈骗", title="防范诈骗")
    horn_lecture(made.folder / "output", "防火", title="森林防火", parts=["通知"])
    (made.folder / "U盘").mkdir()
    return made


def test_two_lectures_for_morning_and_evening(project: Project) -> None:
    done = project.run("export", "output/防诈骗", "output/防火", "U盘", "--slots", "早,晚", "--into-empty")
    assert done.code == 0, done.err
    assert done.err.splitlines() == ["正在写入 01_早 ……", "正在写入 02_晚 ……", "正在读回核对 ……"]
    assert "01_早：4 个文件" in done.out
    assert "安全弹出" in done.out
    assert "DANGKE.TXT" in tree(project.folder / "U盘")
    sheet = (project.folder / "output" / "播放单.txt").read_text(encoding="utf-8-sig")
    assert "0004_通知.mp3\t森林防火 通知\t" in sheet
    assert "<h2>时段：早" in (project.folder / "output" / "播放单.html").read_text(encoding="utf-8")
    # Onto the same stick the option is not needed again.
    done = project.run("export", "output/防火", "U盘", "--slots", "早,晚")
    assert done.code == 0, done.err
    assert "正在清掉上次导出的文件" in done.err
    assert len(tree(project.folder / "U盘")) == 3


def test_for_programs(project: Project) -> None:
    done = project.run("export", "output/防火", "U盘", "--into-empty", "--json")
    assert (done.code, done.err) == (0, "")
    assert len(done.objects) == 1
    assert (done.last["event"], done.last["target"], done.last["removed"]) == ("export", "U盘", 0)
    (folder,) = done.last["folders"]
    assert (folder["name"], folder["slot"], folder["files"]) == ("01", "全部", 1)
    assert folder["audio_ms"] > 0
    assert Path(done.last["sheet"]).is_file()
    assert Path(done.last["page"]).is_file()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("output/防火", "U盘"), "--into-empty"),
        (("output/防火", "没有"), "没有这个目标文件夹"),
        (("output", "U盘"), "写明每一篇"),
        (("讲稿.txt", "U盘"), "不是讲稿的输出文件夹"),
        (("output/防火", "output/防火"), "互相包含"),
        (("output/防火", "voices", "--into-empty"), "不是空的"),
        (("output/防火", "U盘", "--slots", "早,早"), "重复"),
    ],
)
def test_what_cannot_be(project: Project, arguments: tuple[str, ...], said: str) -> None:
    done = project.run("export", *arguments)
    assert done.code == 1
    assert done.out == ""
    assert done.err.startswith("错误：")
    assert said in done.err
    assert len(done.err.splitlines()) == 1
    assert tree(project.folder / "U盘") == {}


def test_a_lecture_without_a_horn_edition(project: Project) -> None:
    horn_lecture(project.folder / "output", "讲稿", parts=[])
    done = project.run("export", "output/讲稿", "U盘", "--into-empty", "--json")
    assert done.code == 1
    assert (done.last["event"], done.last["code"]) == ("error", "source")
    assert "dangke-audio build 讲稿.txt --for horn" in done.last["hint"]


def test_wrong_usage(project: Project) -> None:
    assert project.run("export", "U盘").code == 2
    assert project.run("export").code == 2


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGKILL, -9), (signal.SIGINT, 130)])
def test_stopped_in_the_middle(project: Project, number: signal.Signals, code: int) -> None:
    horn_lecture(project.folder / "output", "长", parts=[f"{number}段" for number in range(99)])
    stick = project.folder / "U盘"
    command = project.command("export", "output/长", "U盘", "--slots", "早,晚", "--into-empty")
    process = subprocess.Popen(
        command, cwd=project.folder, env=project.environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    while process.poll() is None and not (stick / "01_早" / "0009_8段.mp3").exists():
        time.sleep(0.001)
    os.kill(process.pid, number)
    _, err = process.communicate(timeout=30)
    assert process.returncode == code
    assert (stick / "DANGKE.NEW").exists()
    if number == signal.SIGINT:
        assert err.decode().splitlines()[-1].startswith("已中断，导出没有完成")
    done = project.run("export", "output/防火", "U盘", "--slots", "早,晚")
    assert done.code == 0, done.err
    assert "上一次导出没有完成" in done.out
    assert sorted(tree(stick)) == ["01_早/0001_通知.mp3", "02_晚/0001_通知.mp3", "DANGKE.TXT"]
