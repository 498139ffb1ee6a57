"""`build --for horn` as a user runs it."""

import contextlib
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from tests.support.cli import LECTURE, Done, Here, Project

from dangke_audio.delivering.mp3_frames import count_samples, walk

NOTICE = """关于停水的通知
各位村民：
明天上午八点到十二点停水，请提前存水。
村民委员会
"""


def manifest(project: Project) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((project.out / "manifest.json").read_text("utf-8"))
    return content


def horn_files(project: Project) -> list[str]:
    return sorted(path.name for path in (project.out / "大喇叭").glob("*"))


def spoken_by(done: Done) -> Any:
    return done.last["synthesized"]


def test_a_lecture_for_the_horn(tmp_path: Path) -> None:
    project = Project.make(tmp_path)
    done = project.build("--for", "horn")
    assert done.code == 0, done.err
    assert horn_files(project) == ["0001_全文.mp3"]
    assert {path.name for path in project.out.iterdir()} == {"大喇叭", "manifest.json"}
    parts = [one for one in done.last["outputs"] if one["kind"] == "part"]
    assert [one["edition"] for one in parts] == ["horn"]
    said = project.spoken()
    assert "ge4 wei4 cun1 min2 qing3 zhu4 yi4 ， xia4 mian4 bo1 fang4 《 ce4 shi4 jiang3 gao3 》 。" in said
    assert "bo1 song4 wan2 le5 ， xie4 xie4 da4 jia1 。" in said


def test_the_title_is_announced_as_its_author_reads_it(tmp_path: Path) -> None:
    """A reading that the author fixed in the title holds in the opening too."""
    text = LECTURE.replace("讲稿：测试讲稿", "讲稿：[读作 zhong4]重[/读作]修村路")
    project = Project.make(tmp_path, text)
    done = project.build("--for", "horn")
    assert done.code == 0, done.err
    opening = next(line for line in project.spoken() if "bo1 fang4" in line)
    assert "zhong4 xiu1" in opening


def test_what_is_asked_for_counts_before_the_file(tmp_path: Path) -> None:
    project = Here.make(tmp_path)
    (tmp_path / "dangke.toml").write_text('[horn]\nclosing = "完了。"\nspeed = 0.9\n', "utf-8")
    asked = ("--opening", "现在学习{title}。", "--closing", "", "--horn-speed", "1", "--part-minutes", "30")
    done = project.build("--for", "horn", *asked)
    assert done.code == 0, done.err
    options = manifest(project)["horn"]["options"]
    assert (options["speed"], options["part_minutes"], options["announcements"]["closing"]) == (1.0, 30, "")
    assert "xian4 zai4 xue2 xi2 ce4 shi4 jiang3 gao3 。" in project.spoken()
    silent = project.build("--for", "horn", "--opening", "……")
    assert any("没有可以朗读的文字" in one.get("message", "") for one in silent.objects)
    assert project.build("--for", "horn", "--opening", "\udcff").code == 2
    assert project.build("--for", "horn", "--horn-speed", "nan").code == 2


def test_a_second_build_does_nothing(tmp_path: Path) -> None:
    project = Project.make(tmp_path)
    project.build("--for", "horn")
    first = project.published()
    project.log.unlink()
    done = project.build("--for", "horn")
    assert (done.last["synthesized"], done.last["blocks_encoded"]) == (0, 0)
    assert project.published() == first
    assert project.spoken() == []


def test_it_is_the_same_bytes_with_an_empty_cache(tmp_path: Path) -> None:
    one, other = (Project.make(tmp_path / name) for name in ("one", "other"))
    for project in (one, other):
        project.build("--for", "horn", "--for", "phone")
    assert one.published() == other.published()


def test_a_notice_is_read_twice_behind_a_chime(tmp_path: Path) -> None:
    project = Project.make(tmp_path, NOTICE)
    once = project.build("--for", "horn", "--repeats", "1")
    assert once.code == 0, once.err
    once_blocks = manifest(project)["horn"]["parts"][0]["blocks"]
    project.build("--for", "horn")
    assert horn_files(project) == ["0001_通知.mp3"]
    blocks = manifest(project)["horn"]["parts"][0]["blocks"]
    assert len(blocks) == 2 * len(once_blocks) - 1
    assert blocks[0] == once_blocks[0], "the chime, once"
    assert not any("xia4 mian4 bo1 fang4" in line for line in project.spoken())


def test_another_edition_is_renewed_with_the_one_that_is_asked_for(tmp_path: Path) -> None:
    """So that nothing stale stands beside what is new."""
    project = Project.make(tmp_path)
    project.build()
    assert project.build("--for", "horn").code == 0
    assert horn_files(project)
    assert (project.out / "测试讲稿.mp3").exists()
    project.script.write_text(LECTURE.replace("要认真学习。", "要认真领会。"), "utf-8")
    before = (project.out / "大喇叭" / "0001_全文.mp3").read_bytes()
    done = project.build()
    assert done.last["synthesized"] == 1
    assert (project.out / "大喇叭" / "0001_全文.mp3").read_bytes() != before


def test_an_edit_encodes_one_block_for_each_edition(tmp_path: Path) -> None:
    project = Project.make(tmp_path)
    project.build("--for", "horn", "--for", "phone")
    project.script.write_text(LECTURE.replace("要认真学习。", "要认真领会。"), "utf-8")
    done = project.build()
    assert (done.last["synthesized"], done.last["blocks_encoded"]) == (1, 2)


LONG = "讲稿：长讲稿\n" + "\n".join(
    f"第{number}个道理很重要，一定要记住。要认真学习，也要认真落实，这样才能把事情办好。" for number in range(1, 40)
)


def test_a_long_lecture_comes_in_parts(tmp_path: Path) -> None:
    project = Project.make(tmp_path, LONG)
    (tmp_path / "dangke.toml").write_text("[horn]\npart_minutes = 1\nspeed = 1.0\npause_factor = 1.0\n", "utf-8")
    done = project.build("--for", "horn")
    assert done.code == 0, done.err
    parts = manifest(project)["horn"]["parts"]
    assert len(parts) > 2
    assert [part["title"] for part in parts][:2] == ["第一部分", "第二部分"]
    said = project.spoken()
    assert "di4 er4 bu4 fen5 。" in said
    assert "di4 yi1 bu4 fen5 。" not in said
    for name, part in zip(horn_files(project), parts, strict=True):
        data = (project.out / "大喇叭" / name).read_bytes()
        assert count_samples(data) == part["samples"]
        assert next(walk(data)).header.rate_hz == 44_100


def test_the_whole_is_repeated_in_files_of_its_own(tmp_path: Path) -> None:
    project = Project.make(tmp_path)
    (tmp_path / "dangke.toml").write_text('[horn]\nrepeats = 2\nrepeat = "whole"\n', "utf-8")
    project.build("--for", "horn")
    assert horn_files(project) == ["0001_全文.mp3", "0002_全文.mp3"]


@pytest.mark.parametrize(
    ("config", "told"),
    [
        ("[horn]\nchime = '没有.mp3'\n", "没有.mp3"),
        ("[horn]\nspeed = 3\n", "horn.speed 应在 0.5 到 1.2 之间"),
        ("[horn]\nopening = '！！！'\n", "没有可以朗读的文字"),
        ("[horn]\nrepeats = 9\nrepeat = 'whole'\npart_minutes = 1\npause_factor = 4\nspeed = 0.5\n", "最多认 99 个"),
    ],
)
def test_what_cannot_be_made_is_told(tmp_path: Path, config: str, told: str) -> None:
    project = Project.make(tmp_path, LONG)
    (tmp_path / "dangke.toml").write_text(config, "utf-8")
    done = project.build("--for", "horn")
    assert done.code == 1
    assert told in done.err
    assert not project.out.exists() or not (project.out / "manifest.json").exists()


def test_a_chime_that_is_no_sound_is_told_with_its_name(tmp_path: Path) -> None:
    project = Project.make(tmp_path)
    (tmp_path / "铃.mp3").write_text("不是声音", "utf-8")
    done = project.build("--for", "horn", "--chime", "铃.mp3")
    assert done.code == 1
    assert "铃.mp3" in done.err
    assert project.spoken() == [], "before an hour of speaking"


def test_a_dry_run_names_no_files_that_will_not_be_there(tmp_path: Path) -> None:
    project = Project.make(tmp_path)
    done = project.run("build", project.script.name, "--voice", "tone", "--for", "horn", "--dry-run")
    assert done.code == 0, done.err
    assert "章节/" not in done.out
    assert "大喇叭版" in done.out
    project.build("--for", "horn")
    again = project.run("build", project.script.name, "--voice", "tone", "--for", "horn", "--dry-run")
    assert "大喇叭版" not in again.out


@pytest.mark.parametrize("after_s", [0.4, 0.8, 1.2, 1.8])
def test_killed_and_built_again_equals_a_clean_build(tmp_path: Path, after_s: float) -> None:
    clean = Project.make(tmp_path / "clean")
    clean.build("--for", "horn")
    project = Project.make(tmp_path / "killed")
    command = project.command("build", project.script.name, "--voice", "tone", "--for", "horn")
    process = subprocess.Popen(
        command, cwd=project.folder, env=project.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(after_s)
    process.kill()
    process.wait()
    done = project.build("--for", "horn")
    assert done.code == 0, done.err
    assert project.published() == clean.published()
