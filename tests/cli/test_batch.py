"""`build` of many scripts from a user's chair: one queue, none stops the others, the table, and going on."""

import csv
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image
from tests.support.cli import LECTURE, Project

NAMES = ("一", "二", "三", "四")


@pytest.fixture
def batch(tmp_path: Path) -> Project:
    """Four lectures that have all but their title and one sentence in common."""
    project = Project.make(tmp_path)
    project.script.unlink()
    (tmp_path / "讲稿").mkdir()
    for name in NAMES:
        text = LECTURE.replace("测试讲稿", f"第{name}讲").replace("要认真学习。", f"要认真学习第{name}讲。")
        (tmp_path / "讲稿" / f"{name}.txt").write_text(text, encoding="utf-8")
    return project


def states(project: Project) -> dict[str, str]:
    table = (project.folder / "output" / "report.csv").read_text(encoding="utf-8-sig")
    return {row["讲稿"]: row["结果"] for row in csv.DictReader(table.splitlines())}


def test_a_folder_is_built_as_if_each_script_were_alone(
    batch: Project, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Every file, byte for byte; what scripts have in common is spoken once."""
    done = batch.run("build", "讲稿", "--voice", "tone", "--json", RECORDING_DELAY="0.02")
    assert done.code == 0, done.err
    assert done.last["lectures"] == 4
    assert done.last["synthesized"] == len(batch.spoken()) == len(set(batch.spoken()))
    assert done.last["synthesized"] + done.last["reused"] == done.last["clips"]
    alone = Project.make(tmp_path_factory.mktemp("alone"))
    alone.script.unlink()
    (alone.folder / "讲稿").mkdir()
    for name in NAMES:
        script = batch.folder / "讲稿" / f"{name}.txt"
        (alone.folder / "讲稿" / script.name).write_bytes(script.read_bytes())
        assert alone.run("build", f"讲稿/{name}.txt", "--voice", "tone").code == 0
    lectures = {name: content for name, content in batch.published().items() if not name.startswith("report.")}
    assert lectures == alone.published()


def test_one_that_fails_stops_none_of_the_others(batch: Project) -> None:
    (batch.folder / "讲稿" / "二.txt").write_text("", encoding="utf-8")
    done = batch.run("build", "讲稿", "没有.txt", "--voice", "tone", RECORDING_FAULT="san1 jiang3=silent")
    assert done.code == 1
    assert states(batch) == {
        "讲稿/一.txt": "已生成",
        "讲稿/二.txt": "没有成功",
        "讲稿/三.txt": "没有成功",
        "讲稿/四.txt": "已生成",
        "没有.txt": "没有成功",
    }
    assert done.err.count("错误：") == 3
    assert "共 5 篇：已生成 2 篇，没有成功 3 篇" in done.out


def test_a_report_that_cannot_be_written_keeps_back_neither_table_nor_last_line(batch: Project) -> None:
    """Somebody else's page is in the way, or the disk is full."""
    (batch.folder / "output").mkdir()
    (batch.folder / "output" / "report.html").write_text("<p>年终总结</p>", encoding="utf-8")
    done = batch.run("build", "讲稿", "--voice", "tone")
    assert done.code == 1
    assert "共 4 篇：已生成 4 篇" in done.out
    assert "report.html：这里已经有一个不是本程序写的同名文件" in done.err
    told = batch.run("build", "讲稿", "--voice", "tone", "--json")
    assert told.code == 1
    assert told.last["event"] == "done"
    assert told.last["lectures"] == 4


def test_what_has_not_changed_is_neither_spoken_nor_built(batch: Project) -> None:
    batch.run("build", "讲稿", "--voice", "tone")
    batch.log.unlink()
    again = batch.run("build", "讲稿", "--voice", "tone", "--json")
    assert (again.last["synthesized"], again.last["blocks_encoded"]) == (0, 0)
    assert batch.spoken() == []
    assert set(states(batch).values()) == {"没有变化"}


def test_the_loudspeaker_edition_finds_its_announcements_spoken(batch: Project) -> None:
    done = batch.run("build", "讲稿", "--voice", "tone", "--for", "horn", "--json")
    assert done.code == 0, done.err
    assert len(batch.spoken()) == len(set(batch.spoken()))
    assert sum("bo1 fang4" in line for line in batch.spoken()) == 4


def test_another_edition_of_what_has_not_changed_is_told_as_made(batch: Project) -> None:
    assert batch.run("build", "讲稿/一.txt", "讲稿/二.txt", "--voice", "tone").code == 0
    assert batch.run("build", "讲稿/一.txt", "讲稿/二.txt", "--voice", "tone", "--for", "horn").code == 0
    assert set(states(batch).values()) == {"已生成"}


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_an_interrupted_batch_goes_on_with_its_options(batch: Project) -> None:
    running = subprocess.Popen(
        batch.command("build", "讲稿", "--voice", "tone", "--bitrate", "48", "--jobs", "1"),
        cwd=batch.folder,
        env=batch.environment(RECORDING_DELAY="0.4"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert running.stdout is not None
    first = running.stdout.readline().decode()
    assert first.startswith("[1/4] 《第一讲》")
    os.killpg(running.pid, signal.SIGINT)
    out, err = running.communicate(timeout=20)
    assert running.returncode == 130
    assert "Traceback" not in err.decode()
    assert "还没做" in out.decode()
    spoken = len(batch.spoken())
    done = batch.run("build", "--resume", "--json")
    assert done.code == 0, done.err
    assert done.last["lectures"] == 3
    assert len(batch.spoken()) <= spoken + len(set(batch.spoken())), "at most what was being spoken is spoken again"
    assert set(states(batch).values()) == {"已生成"}
    plain = batch.run("build", "讲稿/二.txt", "--voice", "tone", "--bitrate", "48", "--json")
    assert plain.last["blocks_encoded"] == 0, "resumed with the same options"
    again = batch.run("build", "--resume")
    assert again.code == 0
    assert "全部做完了" in again.out


def test_a_batch_goes_on_from_another_folder(batch: Project) -> None:
    """With the files that its options name."""
    Image.new("RGB", (90, 60), "green").save(batch.folder / "图.png")
    assert batch.run("build", "讲稿/一.txt", "讲稿/无.txt", "--voice", "tone", "--cover", "图.png").code == 1
    (batch.folder / "讲稿" / "二.txt").rename(batch.folder / "讲稿" / "无.txt")
    elsewhere = Project.make(batch.folder / "别处")
    done = elsewhere.run("build", "--resume", "--out", "../output")
    assert done.code == 0, done.err
    assert set(states(batch).values()) == {"已生成"}
    again = batch.run("build", "讲稿/无.txt", "--voice", "tone", "--cover", "图.png")
    assert "没有变化" in again.out


def test_a_list_and_wrong_usage(batch: Project) -> None:
    (batch.folder / "名单.txt").write_text("讲稿/一.txt\n讲稿/二.txt\n", encoding="utf-8")
    assert batch.run("build", "--list", "名单.txt", "--voice", "tone", "--model", "模型").code == 0
    assert sorted(states(batch)) == ["讲稿/一.txt", "讲稿/二.txt"]
    wrong = batch.run("build", "--resume", "讲稿")
    assert wrong.code == 2
    assert "--resume" in wrong.err


def test_the_same_name_in_two_folders(batch: Project) -> None:
    (batch.folder / "讲稿" / "乙").mkdir()
    (batch.folder / "讲稿" / "乙" / "一.txt").write_text(LECTURE, encoding="utf-8")
    done = batch.run("build", "讲稿", "--voice", "tone", "--json")
    assert done.code == 0
    folders = {Path(line["folder"]).name for line in done.objects if line["event"] == "lecture"}
    assert len(folders) == 5
