"""`dangke-audio build` from a user's chair, with a quick stand-in for the voice."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.support.cli import LECTURE, Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project.make(tmp_path)


def test_a_build_says_what_it_made(project: Project) -> None:
    done = project.build()
    assert done.code == 0, done.err
    last = done.last
    assert last["event"] == "done"
    assert (last["lectures"], last["failed"]) == (1, 0)
    assert last["synthesized"] + last["reused"] == last["clips"] == len(project.spoken())
    assert last["blocks_encoded"] == last["clips"]
    kinds = [output["kind"] for output in last["outputs"]]
    assert kinds[:4] == ["lecture", "section", "section", "section"]
    rest = [kind for kind in kinds[4:] if kind != "cover"]  # needs a Chinese font on the machine
    assert rest == ["lrc", "vtt", "srt", "chapters", "timetable", "playlist", "m4b", "page", "manifest"]
    assert all((project.folder / output["path"]).is_file() for output in last["outputs"])
    progress = [line for line in done.objects if line["event"] == "progress"]
    assert progress[-1]["share"] == 1.0
    assert [line["share"] for line in progress] == sorted(line["share"] for line in progress)


def test_people_are_told_where_the_file_is(project: Project) -> None:
    done = project.run("build", "讲稿.txt", "--voice", "tone")
    assert done.code == 0
    assert "整篇：output/讲稿/测试讲稿.mp3" in done.out
    assert (project.out / "测试讲稿.mp3").is_file()
    assert min(path.name for path in (project.out / "章节").glob("*.mp3")).startswith("01-")


def test_a_second_build_makes_nothing_and_touches_nothing(project: Project) -> None:
    project.build()
    before, times = project.published(), mtimes(project.out)
    again = project.build().last
    assert (again["synthesized"], again["blocks_encoded"]) == (0, 0)
    assert project.published() == before
    assert mtimes(project.out) == times


def test_one_changed_sentence_makes_one_clip(project: Project) -> None:
    project.build()
    project.log.unlink()
    project.script.write_text(LECTURE.replace("要认真学习。", "要认真领会。"), encoding="utf-8")
    changed = project.build().last
    assert changed["synthesized"] == 1
    assert len(project.spoken()) == 1
    assert "ling3 hui4" in project.spoken()[0]


def test_a_moved_paragraph_and_longer_pauses_make_none(project: Project) -> None:
    project.build()
    moved = LECTURE.replace("第一件事很重要。要认真学习。", "要认真学习。第一件事很重要。")
    project.script.write_text(moved, encoding="utf-8")
    profile = project.folder / "voices" / "tone.toml"
    profile.write_text(profile.read_text().replace("sentence = 450", "sentence = 700"))
    last = project.build().last
    assert last["synthesized"] == 0
    assert last["blocks_encoded"] == 0, "a pause is made of silent frames"


def test_an_empty_store_gives_the_same_bytes(project: Project, tmp_path_factory: pytest.TempPathFactory) -> None:
    project.build()
    other = Project.make(tmp_path_factory.mktemp("other"))
    other.build("--jobs", "1")
    assert other.published() == project.published()


def test_a_new_title_leaves_no_old_file(project: Project) -> None:
    project.build()
    project.script.write_text(LECTURE.replace("测试讲稿", "新的标题"), encoding="utf-8")
    project.build()
    names = [name for name in project.published() if name.endswith(".mp3") and "章节" not in name]
    assert names == ["讲稿/新的标题.mp3"]


def test_several_scripts_one_of_them_bad(project: Project) -> None:
    (project.folder / "空.txt").write_text("")
    done = project.run("build", "空.txt", "讲稿.txt", "--voice", "tone", "--json")
    assert done.code == 1
    assert (done.last["lectures"], done.last["failed"]) == (1, 1)
    (error,) = [line for line in done.objects if line["event"] == "error"]
    assert error["path"] == "空.txt"
    assert (project.out / "测试讲稿.mp3").is_file()


def test_a_sentence_that_fails_is_named_and_the_others_are_kept(project: Project) -> None:
    failed = project.build(RECORDING_FAULT="luo4 shi2=silent")
    assert failed.code == 1
    assert "错误：" in failed.err
    assert "讲稿.txt:7" in failed.err
    assert not project.out.exists()
    spoken = len(project.spoken())
    project.log.unlink()
    healed = project.build().last
    assert healed["synthesized"] == len(project.spoken()) == 1
    assert spoken == healed["clips"] + 2, "it was also tried in two pieces"


@pytest.mark.parametrize("fault", ["short", "long", "clipped", "gap", "wrong-rate", "error", "crash", "die"])
def test_no_fault_of_the_engine_publishes_a_hole(project: Project, fault: str) -> None:
    failed = project.build(RECORDING_FAULT=f"luo4 shi2={fault}")
    assert failed.code == 1
    assert "讲稿.txt:7" in failed.err
    assert not project.out.exists()
    clean = project.build()
    assert clean.code == 0
    assert clean.last["synthesized"] == 1


def test_old_files_stand_when_a_new_build_fails(project: Project) -> None:
    project.build()
    before = project.published()
    project.script.write_text(LECTURE.replace("要落实", "要坚持"), encoding="utf-8")
    assert project.build(RECORDING_FAULT="jian1 chi2=silent").code == 1
    assert project.published() == before


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
@pytest.mark.parametrize("seconds", [0.2, 0.6, 1.0])
def test_killed_and_built_again_equals_a_clean_build(
    project: Project, seconds: float, tmp_path_factory: pytest.TempPathFactory
) -> None:
    running = subprocess.Popen(
        project.command("build", "讲稿.txt", "--voice", "tone"),
        cwd=project.folder,
        env=project.environment(RECORDING_DELAY="0.2"),
        stderr=subprocess.DEVNULL,
    )
    wait_for_lines(project.log, 1)
    time.sleep(seconds)
    running.kill()
    running.wait()
    kept = len(store_entries(project))
    project.log.unlink()
    healed = project.build().last
    assert healed["synthesized"] == healed["clips"] - kept
    clean = Project.make(tmp_path_factory.mktemp("clean"))
    clean.build()
    assert project.published() == clean.published()


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_ctrl_c_stops_at_once_and_keeps_what_is_done(project: Project) -> None:
    running = subprocess.Popen(
        project.command("build", "讲稿.txt", "--voice", "tone"),
        cwd=project.folder,
        env=project.environment(RECORDING_DELAY="1"),
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    wait_for_lines(project.log, 5)  # two speak at once: the first two are in the store by then
    os.killpg(running.pid, signal.SIGINT)
    _, err = running.communicate(timeout=20)
    assert running.returncode == 130
    assert "已中断" in err.decode()
    assert "Traceback" not in err.decode()
    kept = len(store_entries(project))
    assert kept >= 1
    again = project.build().last
    assert again["synthesized"] == again["clips"] - kept


def test_two_builds_of_one_lecture_do_not_meet(project: Project) -> None:
    running = subprocess.Popen(
        project.command("build", "讲稿.txt", "--voice", "tone"),
        cwd=project.folder,
        env=project.environment(RECORDING_DELAY="1"),
        stderr=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    wait_for_lines(project.log, 1)
    second = project.build()
    assert second.code == 1
    assert "正在由另一个程序生成" in second.err
    assert running.wait(timeout=60) == 0
    assert (project.out / "manifest.json").is_file()


def test_strict_turns_warnings_into_failure(project: Project) -> None:
    project.script.write_text(LECTURE + "三、没有正文的标题\n", encoding="utf-8")
    assert project.build().code == 0
    strict = project.build("--strict")
    assert strict.code == 1
    assert "没有正文" in strict.err


def test_the_manifest_is_about_the_inputs_only(project: Project) -> None:
    project.build()
    text = (project.out / "manifest.json").read_text(encoding="utf-8")
    manifest = json.loads(text)
    assert str(project.folder) not in text
    assert [chapter["title"] for chapter in manifest["chapters"]] == ["开场", "一、第一件事", "二、第二件事"]
    assert manifest["chapters"][0]["start_ms"] == 0
    assert manifest["chapters"][-1]["end_sample"] == manifest["samples"]


def wait_for_lines(log: Path, count: int) -> None:
    """Until the engine has been asked for so many utterances."""
    for _ in range(600):
        if log.exists() and len(log.read_text(encoding="utf-8").splitlines()) >= count:
            return
        time.sleep(0.05)
    pytest.fail("the build does not speak")


def store_entries(project: Project) -> list[Path]:
    entries = (project.folder / "cache" / "clips").rglob("*")
    return [path for path in entries if path.is_file() and not path.name.startswith(".")]


def mtimes(folder: Path) -> dict[str, int]:
    return {str(path): path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}
