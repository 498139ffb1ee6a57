"""A dialogue: each role with a voice of its own, from the sidecar or the profile; labels are not spoken."""

import json
from pathlib import Path

import pytest
from tests.support.cli import PROFILE, Project

DIALOGUE = """讲稿：村口对话
一、问答
甲：老乡，今年收成好吗？
乙：好得很，请进屋坐。
甲：谢谢您。
二、结束
今天就讲到这里。
"""
SIDECAR = '[roles]\n"甲" = "tone"\n"乙：" = "low"\n'


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project.make(tmp_path, DIALOGUE)


def voices(project: Project) -> dict[str, object]:
    content = json.loads((project.out / "manifest.json").read_text(encoding="utf-8"))
    return {role: speaker["voice"] for role, speaker in content["roles"].items()}


def test_roles_of_the_sidecar_speak_with_their_voices_and_labels_are_silent(project: Project) -> None:
    (project.folder / "讲稿.txt.toml").write_text(SIDECAR, encoding="utf-8")
    done = project.build()
    assert done.code == 0, done.err
    assert voices(project) == {"甲": "tone", "乙": "low"}
    assert not [line for line in project.spoken() if "jia3" in line or "yi3" in line]
    plain = Project.make(project.folder / "plain", DIALOGUE.replace("乙：", "").replace("甲：", ""))
    plain.build()
    content = [json.loads((p.out / "manifest.json").read_text(encoding="utf-8"))["clips"] for p in (project, plain)]
    different = [index for index, (ours, theirs) in enumerate(zip(*content, strict=True)) if ours != theirs]
    answer = next(index for index, line in enumerate(DIALOGUE.splitlines()) if line.startswith("乙"))
    assert different == [answer], "only what 乙 says is another clip"


def test_roles_of_the_profile_hold_for_every_script(project: Project) -> None:
    roles = '\n[roles]\n"乙" = "low"\n'
    (project.folder / "voices" / "tone.toml").write_text(PROFILE + roles, encoding="utf-8")
    assert project.build().code == 0
    assert voices(project) == {"乙": "low"}


def test_the_script_shows_who_says_what(project: Project) -> None:
    (project.folder / "讲稿.txt.toml").write_text(SIDECAR, encoding="utf-8")
    told = project.run("script", "讲稿.txt", "--voice", "tone")
    assert "〔乙〕好得很，请进屋坐。" in told.out
    shown = project.run("script", "讲稿.txt", "--voice", "tone", "--json").objects[0]
    said = {sentence["written"]: sentence.get("role") for one in shown["sections"] for sentence in one["sentences"]}
    assert said["好得很，请进屋坐。"] == "乙"
    assert said["今天就讲到这里。"] is None


def test_an_unknown_voice_of_a_role_is_told_before_anything_is_spoken(project: Project) -> None:
    (project.folder / "讲稿.txt.toml").write_text('[roles]\n"甲" = "nobody"\n', encoding="utf-8")
    done = project.build()
    assert done.code == 1
    assert "nobody" in str(done.objects[0])
    assert project.spoken() == []


def test_check_tells_all_unknown_voices_of_roles_with_their_places_in_the_words_of_build(project: Project) -> None:
    (project.folder / "讲稿.txt.toml").write_text('[roles]\n"甲" = "nobody"\n"乙" = "noone"\n', encoding="utf-8")
    told = project.run("check", "讲稿.txt", "--voice", "tone")
    assert told.code == 1
    assert "讲稿.txt.toml:2：角色“甲”的声音用不了：没有名为 nobody 的声音（可用的声音：tone、low）" in told.out
    assert "讲稿.txt.toml:3：角色“乙”的声音用不了：没有名为 noone 的声音" in told.out
    assert "nobody" in told.err
    assert "总长" in told.out
    built = project.build()
    assert built.objects[0]["message"] in told.out


def test_check_tells_an_unknown_voice_of_the_profile_where_its_role_speaks(project: Project) -> None:
    profile = project.folder / "voices" / "tone.toml"
    profile.write_text(f'{PROFILE}\n[roles]\n"丙" = "nobody"\n', encoding="utf-8")
    assert project.run("check", "讲稿.txt", "--voice", "tone").code == 0
    profile.write_text(f'{PROFILE}\n[roles]\n"甲：" = "nobody"\n', encoding="utf-8")
    told = project.run("check", "讲稿.txt", "--voice", "tone")
    assert told.code == 1
    line = profile.read_text(encoding="utf-8").splitlines().index('"甲：" = "nobody"') + 1
    assert f"tone.toml:{line}：角色“甲”" in told.out


def test_check_says_nothing_of_voices_that_are_there(project: Project) -> None:
    (project.folder / "讲稿.txt.toml").write_text(SIDECAR, encoding="utf-8")
    told = project.run("check", "讲稿.txt", "--voice", "tone")
    assert (told.code, "用不了" in told.out) == (0, False)


def test_a_voice_of_another_engine_is_refused(project: Project) -> None:
    (project.folder / "讲稿.txt.toml").write_text('[roles]\n"甲" = "zf_xiaobei"\n', encoding="utf-8")
    done = project.build()
    assert done.code == 1
    assert "另一个引擎" in str(done.objects[0])
