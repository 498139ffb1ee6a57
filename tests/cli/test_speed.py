"""`--speed`: every command that makes or foretells sound means the same by it."""

import json
from pathlib import Path

import pytest
from tests.support.cli import LECTURE, Here, Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Here.make(tmp_path)


def test_a_lecture_read_slower(project: Project) -> None:
    text = LECTURE.replace("二、第二件事\n", "二、第二件事\n甲：好的。\n")
    project.script.write_text(text, encoding="utf-8")
    (project.folder / "讲稿.txt.toml").write_text('[roles]\n"甲" = "tone"\n', encoding="utf-8")
    usual = project.build()
    assert usual.code == 0, usual.err
    slow = project.build("--speed", "0.8")
    assert slow.last["synthesized"] == slow.last["clips"] == usual.last["clips"]
    manifest = json.loads((project.out / "manifest.json").read_text("utf-8"))
    assert (manifest["voice"]["speed"], manifest["roles"]["甲"]["speed"]) == (0.8, 0.8)
    assert slow.last["audio_ms"] > usual.last["audio_ms"]
    as_built, faster = (project.build("--speed", speed, "--dry-run").objects[0] for speed in ("0.8", "0.9"))
    assert (as_built["changed_files"], as_built["audio_ms"]) == ([], slow.last["audio_ms"])
    assert len(faster["changed_files"]) > 0


@pytest.mark.parametrize("speed", ["0.69", "1.31", "nan", "快"])
def test_a_speed_that_is_none(project: Project, speed: str) -> None:
    done = project.run("say", "大家好。", "--speed", speed)
    assert done.code == 2
    assert "--speed" in done.err


def test_one_line(project: Project) -> None:
    for name, speed in (("慢.mp3", "0.7"), ("快.mp3", "1.3")):
        done = project.run("say", "大家好，今天开会。", "--voice", "tone", "--speed", speed, "-o", name)
        assert done.code == 0, done.err
    slow, fast = ((project.folder / name).stat().st_size for name in ("慢.mp3", "快.mp3"))
    assert slow > 1.3 * fast


def test_a_sentence_retaken_at_that_speed_is_heard_at_that_speed(project: Project) -> None:
    project.build("--speed", "0.8")
    done = project.run("retake", "讲稿.txt", "第二章", "第3句", "--voice", "tone", "--speed", "0.8")
    assert done.code == 0, done.err
    built = project.build("--speed", "0.8")
    assert built.last["synthesized"] == 0
    manifest = json.loads((project.out / "manifest.json").read_text("utf-8"))
    assert manifest["source"]["takes_sha256"]
    clips = manifest["clips"]
    project.run("retake", "讲稿.txt", "第二章", "第3句", "--choose", "1", "--voice", "tone", "--speed", "0.8")
    project.build("--speed", "0.8")
    usual = json.loads((project.out / "manifest.json").read_text("utf-8"))["clips"]
    assert sum(ours != theirs for ours, theirs in zip(clips, usual, strict=True)) == 1


def test_the_length_that_check_foretells(project: Project) -> None:
    usual, slow = (project.run("check", "讲稿.txt", "--voice", "tone", *more).out for more in ((), ("--speed", "0.7")))
    assert usual != slow
