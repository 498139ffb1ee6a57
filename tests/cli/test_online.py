"""`build` with the read-aloud service on this machine, from a user's chair: all or nothing is published."""

import json
from collections.abc import Sequence
from pathlib import Path

import av
import pytest
from tests.support import edge_answers as edge
from tests.support.cli import Done, Project
from tests.support.edge_server import EdgeService, Listing, edge_service

SCRIPT = "讲稿：广播稿\n同志们：\n明天上午开会，请大家准时到。\n谢谢大家！\n"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project.make(tmp_path, SCRIPT)


def build(project: Project, service: EdgeService, *arguments: str) -> Done:
    command = ("build", "讲稿.txt", "--engine", "edge", "--json", *arguments)
    return project.run(
        *command, **{**service.environment, **project.environment(), "PYTHONPATH": service.environment["PYTHONPATH"]}
    )


def written(project: Project) -> list[str]:
    content = json.loads((project.out / "manifest.json").read_text(encoding="utf-8"))
    return [sentence["written"] for sentence in content["sentences"]]


def seconds(path: Path) -> float:
    with av.open(path) as container:
        return float(sum(frame.samples for frame in container.decode(audio=0)) / 24_000)


def test_what_fails_in_passing_leaves_no_trace(project: Project) -> None:
    faults: Sequence[edge.Answer] = [edge.NoAudio(), edge.WELL, edge.CutAt(2000), edge.Mute()]
    with edge_service(faults) as service:
        done = build(project, service)
        assert done.code == 0, done.out + done.err
        assert service.proxy.asked, "the proxy of the environment is used"
        assert {asked.voice for asked in service.requests} == {"zh-CN-YunyangNeural"}
        heard = project.published()
        again = build(project, service).last
    assert written(project) == ["广播稿", "同志们：", "明天上午开会，请大家准时到。", "谢谢大家！"]
    assert (again["synthesized"], project.published()) == (0, heard)
    assert seconds(project.out / "广播稿.mp3") == pytest.approx(again["audio_ms"] / 1000, abs=0.1)


def test_roles_with_voices_of_their_own_cost_one_question_for_voices(project: Project) -> None:
    roles = {"甲": "zh-CN-XiaoxiaoNeural", "乙": "zh-CN-YunjianNeural"}
    sidecar = "".join(f'"{role}" = "{voice}"\n' for role, voice in roles.items())
    (project.folder / "讲稿.txt.toml").write_text(f"[roles]\n{sidecar}", encoding="utf-8")
    project.script.write_text("讲稿：问答\n甲：什么时候开会？\n乙：明天上午。\n甲：谢谢！\n", encoding="utf-8")
    with edge_service() as service:
        done = build(project, service)
        assert done.code == 0, done.out + done.err
        assert {asked.voice for asked in service.requests} == {*roles.values(), "zh-CN-YunyangNeural"}
        assert len(service.list_requests) == 1


def test_a_refusal_ends_soon_names_the_remedy_and_publishes_nothing(project: Project) -> None:
    with edge_service(then=edge.Status(403)) as service:
        done = build(project, service)
        tries = len(service.connections)
    assert done.code == 1
    error = (
        done.objects[0]
        if done.objects[0]["event"] == "error"
        else next(o for o in done.objects if o["event"] == "error")
    )
    assert "升级 edge-tts" in str(error)
    assert tries <= 4  # two of ours, each with the client's own second one
    assert not project.out.exists() or project.published() == {}


def test_a_refusal_falls_back_for_the_whole_lecture(project: Project) -> None:
    with edge_service([edge.WELL, edge.WELL], then=edge.Status(403)) as service:
        done = build(project, service, "--fallback", "tone")
    assert done.code == 0, done.out + done.err
    content = json.loads((project.out / "manifest.json").read_text(encoding="utf-8"))
    assert content["voice"]["engine"] == "recording"
    assert len(project.spoken()) == 4, "every sentence, also those that were had online"


@pytest.mark.parametrize("status", [403, 503])
def test_say_tells_the_remedy_and_nothing_of_other_sentences(project: Project, status: int) -> None:
    with edge_service(then=edge.Status(status)) as service:
        environment = {**service.environment, "DANGKE_AUDIO_CACHE": project.environment()["DANGKE_AUDIO_CACHE"]}
        done = project.run("say", "大家好。", "--engine", "edge", **environment)
    assert done.code == 1
    assert str(status) in done.err
    assert "离线声音" in done.err
    for of_a_build in ("其余", "各段", "各句", "重新运行", "补做"):
        assert of_a_build not in done.err


def test_a_voice_that_is_gone_is_told_before_anything_is_asked(project: Project) -> None:
    with edge_service(listings_then=Listing(("zh-CN-XiaoxiaoNeural",))) as service:
        done = build(project, service)
        assert service.requests == []
    assert done.code == 1
    assert "zh-CN-XiaoxiaoNeural" in done.out
