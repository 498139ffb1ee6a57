"""`build --fallback`: when online speech cannot be had, the whole lecture is made by another engine, said plainly."""

import json
from pathlib import Path

import pytest
from tests.support.cli import LECTURE, Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project.make(tmp_path)


def engines_used(project: Project) -> set[str]:
    content = json.loads((project.out / "manifest.json").read_text(encoding="utf-8"))
    return {content["voice"]["engine"], *(print_.split()[0] for print_ in content["engine_fingerprints"].values())}


def test_without_trouble_nothing_falls_back(project: Project) -> None:
    done = project.build("--fallback", "recording", voice="remote")
    assert done.code == 0, done.err
    assert engines_used(project) == {"remote"}
    assert not [line for line in done.objects if line["event"] == "fallback"]
    assert all(finding["code"] != "fallback-voice" for finding in done.last["findings"])


def test_an_unknown_fallback_is_told_before_anything_is_spoken(project: Project) -> None:
    done = project.build("--fallback", "no-such", voice="remote")
    assert done.code == 1
    assert "no-such" in done.out + done.err
    assert project.spoken() == []


def test_a_fallback_is_said_plainly(project: Project) -> None:
    done = project.build(
        *("--fallback", "recording", "--speed", "0.8"),
        voice="remote",
        RECORDING_FAULT="1=passing",
        RECORDING_ONLY="remote",
    )
    assert done.code == 0, done.err
    announced = [line for line in done.objects if line["event"] == "fallback"]
    assert announced[0]["voice"] == "tone"
    assert "一时出错" in announced[0]["message"]
    assert [finding["code"] for finding in done.last["findings"]].count("fallback-voice") == 1
    manifest = json.loads((project.out / "manifest.json").read_text(encoding="utf-8"))
    assert (manifest["voice"]["engine"], manifest["voice"]["speed"]) == ("recording", 0.8)
    told = project.run(
        "build",
        "讲稿.txt",
        "--voice",
        "remote",
        "--fallback",
        "recording",
        RECORDING_FAULT="1=passing",
        RECORDING_ONLY="remote",
    )
    assert "整篇改用“音调”" in told.err + told.out


def test_without_fallback_the_build_fails_with_a_remedy_and_keeps_what_is_done(project: Project) -> None:
    failed = project.build(voice="remote", RECORDING_FAULT="luo4 shi2=passing", RECORDING_ONLY="remote")
    assert failed.code == 1
    assert not project.out.exists() or not project.published()
    project.log.unlink()
    assert project.build(voice="remote").code == 0
    assert len(project.spoken()) == 1


def test_strict_lets_nobody_stand_in(project: Project) -> None:
    fallback = ("--fallback", "recording", "--strict")
    done = project.build(*fallback, voice="remote", RECORDING_FAULT="1=passing", RECORDING_ONLY="remote")
    assert done.code == 1
    (error,) = [line for line in done.objects if line["event"] == "error"]
    assert "一时出错" in error["message"]
    assert "请去掉 --strict" in error["hint"]
    assert not [line for line in done.objects if line["event"] == "fallback"]
    assert project.published() == {}
    assert project.build(*fallback, voice="remote").code == 0, "without an outage they get along"


def test_a_later_build_is_online_again(project: Project) -> None:
    project.build("--fallback", "recording", voice="remote", RECORDING_FAULT="1=passing", RECORDING_ONLY="remote")
    done = project.build("--fallback", "recording", voice="remote")
    assert done.code == 0
    manifest = json.loads((project.out / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["voice"]["engine"] == "remote"


def test_an_online_engine_is_no_fallback(project: Project) -> None:
    done = project.run("build", "讲稿.txt", "--voice", "remote", "--fallback", "remote")
    assert done.code == 1
    assert "联网" in done.err


def test_a_faulty_script_does_not_fall_back(project: Project) -> None:
    project.script.write_text(LECTURE + "\U0003106c\n", encoding="utf-8")
    done = project.build("--fallback", "recording", voice="remote")
    assert done.code == 1
    assert not [line for line in done.objects if line["event"] == "fallback"]


def test_roles_of_the_online_profile_keep_their_labels_silent(project: Project) -> None:
    roles = '\n[roles]\n"问" = "low"\n"老莫" = "low"\n'
    profile = project.folder / "voices" / "remote.toml"
    profile.write_text(profile.read_text(encoding="utf-8") + roles, encoding="utf-8")
    project.script.write_text("讲稿：问答\n问：什么时候缴费？\n老莫：月底以前。\n", encoding="utf-8")
    done = project.build(
        "--fallback", "recording", voice="remote", RECORDING_FAULT="1=passing", RECORDING_ONLY="remote"
    )
    assert done.code == 0, done.err
    assert not [line for line in project.spoken() if "lao3 mo4" in line or line.startswith("wen4 ：")]


def test_a_label_of_the_online_profile_is_said_by_the_fallback(project: Project) -> None:
    profile = project.folder / "voices" / "remote.toml"
    text = profile.read_text(encoding="utf-8").replace("[pauses]", 'label = "人工智能合成。"\n[pauses]')
    profile.write_text(text, encoding="utf-8")
    faults = {"RECORDING_FAULT": "1=passing", "RECORDING_ONLY": "remote"}
    done = project.build("--fallback", "recording", voice="remote", **faults)
    assert done.code == 0, done.err
    manifest = json.loads((project.out / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["voice"]["name"] == "tone"
    assert manifest["sentences"][0]["written"] == "人工智能合成。"


def test_a_slip_in_the_settings_is_told_and_not_covered_up(project: Project) -> None:
    profile = project.folder / "voices" / "remote.toml"
    text = profile.read_text(encoding="utf-8").replace('voice = "tone"', 'voice = "tune"')
    profile.write_text(text, encoding="utf-8")
    done = project.build("--fallback", "recording", voice="remote")
    assert done.code == 1
    assert "tune" in done.out
