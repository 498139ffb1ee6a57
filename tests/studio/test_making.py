"""Builds from the studio: the same bytes as from the command line, one at a time, stopped and gone on with."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from io import BytesIO
from pathlib import Path
from urllib.request import Request, urlopen

import psutil
import pytest
from mutagen.id3 import ID3
from tests.studio.studios import Running, running
from tests.support.cli import LECTURE, Project

from dangke_audio.serving import Served

POSIX_SIGNALS = pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
LONG = "长长的讲稿\n" + "".join(f"一、第{number}件事\n这件事第{number}次说，大家要记住。\n" for number in range(1, 16))


@pytest.fixture(autouse=True)
def stand_in(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Studio and command line have one cache, and the engine writes down what it says."""
    for name, value in project.environment().items():
        if name in {"DANGKE_AUDIO_CACHE", "RECORDING_LOG"}:
            monkeypatch.setenv(name, value)


def files(studio: Running, one: str) -> dict[str, str]:
    """The first file of each kind → its address."""
    found = studio.get(f"/api/documents/{one}").told["results"]["files"]
    return {file["kind"]: file["href"] for file in reversed(found)}


def test_the_same_bytes_as_the_command_line(studio: Running) -> None:
    one = studio.brought()
    studio.send("PUT", f"/api/documents/{one}/choices", {"voice": "tone", "editions": ["phone", "horn"]})
    studio.build(one)
    studio.wait(one, "done")
    project = studio.project
    made, spoken = project.published(), project.spoken()
    assert spoken
    again = project.run("build", f"工作室/{one}/讲稿.txt", "--voice", "tone", "--json")
    assert again.code == 0, again.err
    assert (again.last["synthesized"], again.last["blocks_encoded"]) == (0, 0)  # nothing was left to do
    assert project.published() == made
    for path in (project.folder / "output").iterdir():
        path.rename(project.folder / f"old {path.name}")
    alone = project.run(
        *("build", f"工作室/{one}/讲稿.txt", "--voice", "tone", "--json", "--for", "phone", "--for", "horn"),
        DANGKE_AUDIO_CACHE=str(project.folder / "another cache"),
    )
    assert alone.code == 0, alone.err
    assert project.published() == made


def test_what_is_published_can_be_heard_and_downloaded(studio: Running) -> None:
    one = studio.brought()
    assert studio.get(f"/api/documents/{one}").told["results"] is None
    studio.build(one)
    studio.wait(one, "done")
    told = studio.get(f"/api/documents/{one}").told
    assert told["title"] == told["results"]["title"] == "测试讲稿"
    assert told["results"]["is_current"]
    assert [chapter["title"] for chapter in told["results"]["chapters"]] == ["开场", "一、第一件事", "二、第二件事"]
    address = files(studio, one)["lecture"]
    whole, part = studio.get(address), studio.get(address, Range="bytes=100-199")
    assert (whole.status, whole.headers["content-type"]) == (200, "audio/mpeg")
    assert (part.status, part.body) == (206, whole.body[100:200])
    assert len(ID3(BytesIO(whole.body)).getall("CHAP")) == 3
    page = studio.get(files(studio, one)["page"])
    assert page.headers["content-security-policy"] == "frame-ancestors 'none'"  # the page's own policy stands in it
    lexicon = studio.project.folder / "voices" / "lexicons" / "工作室.tsv"
    lexicon.parent.mkdir(parents=True)
    lexicon.write_text("单县\tshàn xiàn\n", "utf-8")
    assert not studio.get(f"/api/documents/{one}").told["results"]["is_current"]
    lexicon.unlink()
    assert studio.get(f"/api/documents/{one}").told["results"]["is_current"]
    studio.send("PUT", f"/api/documents/{one}/lines/3", {"is": "body", "level": 1, "text": "一、第一件事"})
    assert not studio.get(f"/api/documents/{one}").told["results"]["is_current"]


def test_a_stopped_build_goes_on_where_it_was(studio: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECORDING_DELAY", "0.15")
    one = studio.brought(text=LONG)
    studio.build(one)
    while studio.job(one).get("done", 0) < 8:
        time.sleep(0.05)
    assert studio.send("PUT", f"/api/documents/{one}/choices", {"voice": "tone", "editions": ["phone"]}).status == 409
    assert studio.send("DELETE", f"/api/documents/{one}", {}).status == 409
    studio.send("POST", f"/api/documents/{one}/stop", {})
    studio.wait(one, "stopped")
    time.sleep(0.3)
    assert not [
        child for child in psutil.Process().children(recursive=True) if "spawn_main" in " ".join(child.cmdline())
    ]
    before = studio.project.spoken()
    assert 0 < len(before) < 30
    assert studio.project.published() == {}
    studio.build(one)
    studio.wait(one, "done")
    spoken = studio.project.spoken()
    again = len(spoken) - len(set(spoken))
    assert again <= 4  # two were being spoken, and what came with the last answer
    assert len(before) - again >= 6


def test_a_failure_is_told_with_place_and_remedy(studio: Running) -> None:
    one = studio.brought(text="题目\n大家好。\nこれはだめ。\n")
    studio.build(one)
    job = studio.wait(one, "failed")
    assert "读不出来" in job["error"]["message"]
    assert "讲稿.txt:3" in job["error"]["message"]
    assert "校对" in job["error"]["hint"]
    assert "dangke-audio" not in job["error"]["hint"]


def test_a_sentence_that_fails(studio: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECORDING_FAULT", "luo4=error")
    one, other = studio.brought(), studio.brought(name="另一篇.txt", text="题目\n大家好。\n")
    studio.build(one)
    studio.build(other)
    job = studio.wait(one, "failed")
    assert "讲稿.txt:7" in job["error"]["place"]
    assert "只会补做" in job["error"]["hint"]
    studio.wait(other, "done")
    monkeypatch.delenv("RECORDING_FAULT")
    studio.build(one)
    assert "error" not in studio.wait(one, "done")


def test_a_bug_does_not_end_the_queue(
    studio: Running, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    one, other = studio.brought(), studio.brought(name="另一篇.txt")
    with monkeypatch.context() as patched:
        patched.setattr("dangke_audio.studio.jobs.build_lecture", broken)
        studio.build(one)
        assert "ZeroDivisionError" in studio.wait(one, "failed")["error"]["message"]
    assert "ZeroDivisionError" in capfd.readouterr().err
    studio.build(other)
    studio.wait(other, "done")


def test_thirty_in_the_queue(studio: Running) -> None:
    documents = [studio.brought(name=f"{number}.txt", text=f"题目{number}\n大家好。\n") for number in range(30)]
    for one in documents:
        studio.build(one)
    assert [studio.job(one)["state"] for one in documents[-2:]] == ["queued", "queued"]
    assert studio.job(documents[-1])["ahead"] > 0
    studio.send("POST", f"/api/documents/{documents[-2]}/stop", {})
    assert studio.job(documents[-2])["state"] == "stopped"
    for one in documents:
        studio.wait(one, "stopped" if one == documents[-2] else "done")
    published = {name.partition("/")[0] for name in studio.project.published()}
    assert published == {str(number) for number in range(30)} - {"28"}


def test_two_scripts_of_one_name(studio: Running) -> None:
    one, other = studio.brought(), studio.brought(text=LECTURE.replace("测试", "另一个"))
    for document in (one, other):
        studio.build(document)
    for document in (one, other):
        studio.wait(document, "done")
    assert files(studio, one)["lecture"] != files(studio, other)["lecture"]


def test_events(studio: Running) -> None:
    one = studio.brought()
    heard: list[dict[str, object]] = []
    ready = threading.Event()

    def listen() -> None:
        with urlopen(Request(f"{studio.served.local}api/events"), timeout=60) as stream:
            assert stream.headers["Content-Type"].startswith("text/event-stream")
            for line in stream:
                if line.startswith(b"data: "):
                    heard.append(json.loads(line[6:])["jobs"])
                    ready.set()
                    if heard[-1].get(one, {}).get("state") == "done":  # type: ignore[attr-defined]
                        return

    listener = threading.Thread(target=listen)
    listener.start()
    assert ready.wait(20)
    studio.build(one)
    listener.join(60)
    jobs: list[dict[str, object]] = [job[one] for job in heard if one in job]  # type: ignore[misc]
    states = [str(job["state"]) for job in jobs]
    assert list(dict.fromkeys(states)) == ["new", "queued", "running", "done"]
    spoken = [job for job in jobs if job.get("phase") == "speaking"]
    assert spoken
    assert all(0 <= float(str(job["share"])) <= 1 for job in spoken)


def test_a_voice_is_heard_once_made(studio: Running) -> None:
    first = studio.get("/api/voices/tone/sample")
    assert (first.status, first.headers["content-type"]) == (200, "audio/mpeg")
    spoken = studio.project.spoken()
    assert studio.get("/api/voices/tone/sample").body == first.body
    assert studio.project.spoken() == spoken
    profile = studio.project.folder / "voices" / "tone.toml"
    profile.write_text(profile.read_text(encoding="utf-8").replace("speed = 1.0", "speed = 0.8"), encoding="utf-8")
    assert studio.get("/api/voices/tone/sample").body != first.body


def test_a_stick(studio: Running, tmp_path: Path) -> None:
    one = studio.brought()
    stick = tmp_path / "U 盘"
    stick.mkdir()

    def export(target: object, *, into_empty: bool = True) -> "tuple[int, dict[str, object]]":
        answer = studio.send("POST", f"/api/documents/{one}/export", {"target": target, "into_empty": into_empty})
        return answer.status, answer.told.get("error") or answer.told

    assert export(str(stick))[0] == 400
    studio.send("PUT", f"/api/documents/{one}/choices", {"voice": "tone", "editions": ["horn"]})
    studio.build(one)
    studio.wait(one, "done")
    for target, said in (("", "还没有写"), ("U盘", "完整"), (None, "还没有写"), (str(tmp_path / "没有"), "没有这个")):
        status, error = export(target)
        assert (status, said in str(error["message"])) == (400, True)
        assert error["hint"]
    assert export(str(stick), into_empty=False)[0] == 400
    assert list(stick.iterdir()) == []
    status, told = export(f' "{stick}" ')
    assert status == 200, told
    assert told["files"] == len(list(stick.glob("*/*.mp3"))) > 0
    other = studio.brought(name="通知.txt", text="通知\n明天停水。\n")
    studio.send("PUT", f"/api/documents/{other}/choices", {"voice": "tone", "editions": ["horn"]})
    studio.build(other)
    studio.wait(other, "done")
    content = {"target": str(stick), "others": [other, one, ["x"]]}
    together = studio.send("POST", f"/api/documents/{one}/export", content)
    assert (together.status, together.told["files"] > told["files"]) == (200, True)
    content = {"target": str(stick), "slots": "早，晚"}
    assert studio.send("POST", f"/api/documents/{one}/export", content).status == 200
    assert sorted(path.name for path in stick.iterdir() if path.is_dir()) == ["01_早", "02_晚"]
    content = {"target": str(stick), "slots": "早,早"}
    assert studio.send("POST", f"/api/documents/{one}/export", content).status == 400
    content = {"target": str(stick), "others": ["../../x", "000000000000"]}
    assert studio.send("POST", f"/api/documents/{one}/export", content).status in {400, 404}


def test_the_documents_are_there_when_the_studio_is_opened_again(project: Project) -> None:
    with running(project) as studio:
        one = studio.brought()
        studio.build(one)
        studio.wait(one, "done")
        before = studio.get(f"/api/documents/{one}").told
    with running(project) as studio:
        assert studio.get(f"/api/documents/{one}").told == before


def test_what_was_under_way_goes_on(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECORDING_DELAY", "0.15")
    with running(project) as studio:
        one, other = studio.brought(text=LONG), studio.brought()
        studio.build(one)
        studio.build(other)
        while not studio.job(one).get("done"):
            time.sleep(0.05)
    before = len(project.spoken())
    assert project.published() == {}
    records = [json.loads(path.read_bytes()) for path in project.folder.glob("工作室/*/studio.json")]
    assert sorted(record["state"] for record in records) == ["queued", "running"]
    monkeypatch.delenv("RECORDING_DELAY")
    with running(project) as studio:
        studio.wait(one, "done")
        studio.wait(other, "done")
    assert before > 0
    assert len(project.spoken()) - len(set(project.spoken())) <= 4


@POSIX_SIGNALS
def test_a_killed_server_goes_on(project: Project) -> None:
    with opened(project, RECORDING_DELAY="0.15") as process:
        studio = Running(served_by(process), project)
        one = studio.brought(text=LONG)
        studio.build(one)
        while not studio.job(one).get("done"):
            time.sleep(0.05)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    assert project.published() == {}
    with opened(project) as process:
        studio = Running(served_by(process), project)
        studio.wait(one, "done")
        assert "lecture" in files(studio, one)
        second = project.run("studio", "--port", "0", "--no-open")
        assert (second.code, "已经打开" in second.err) == (1, True)
        os.kill(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (0, b"")
    assert json.loads(out.splitlines()[-1]) == {"event": "stopped"}


def opened(project: Project, *arguments: str, **variables: str) -> "subprocess.Popen[bytes]":
    """`dangke-audio studio` as a process."""
    return subprocess.Popen(
        project.command("studio", "--port", "0", "--no-open", "--json", *arguments),
        cwd=project.folder,
        env=project.environment(**variables),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def served_by(process: "subprocess.Popen[bytes]") -> Served:
    assert process.stdout is not None
    told = json.loads(process.stdout.readline())
    return Served(told["port"], told["addresses"][0], tuple(told["addresses"][1:]))
