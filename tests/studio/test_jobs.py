"""The queue under odd circumstances: stops in every phase, a full disk, a document that goes while it is worked on."""

import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from tests.studio.studios import Running, running
from tests.support.cli import Project

from dangke_audio.durable import write_durably
from dangke_audio.errors import StorageError
from dangke_audio.model.audio import Pcm
from dangke_audio.studio.desk import RECORD
from dangke_audio.transcoding.aac import encode_aac

SOON_S = 8.0
"""How long a stop may take here, where other tests run beside."""


@pytest.fixture(autouse=True)
def stand_in(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in project.environment().items():
        if name in {"DANGKE_AUDIO_CACHE", "RECORDING_LOG"}:
            monkeypatch.setenv(name, value)


def until(true: Callable[[], object]) -> None:
    """Wait for a state."""
    end_s = time.monotonic() + 60
    while not true():
        assert time.monotonic() < end_s
        time.sleep(0.02)


def stop(studio: Running, one: str) -> float:
    """Press 停止; how many seconds it took."""
    started_s = time.monotonic()
    studio.send("POST", f"/api/documents/{one}/stop", {})
    studio.wait(one, "stopped")
    return time.monotonic() - started_s


def test_a_stop_in_the_middle_of_a_long_sentence(studio: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECORDING_DELAY", "60")
    one = studio.brought()
    studio.build(one)
    until(lambda: studio.job(one).get("phase") == "speaking")
    assert stop(studio, one) < SOON_S
    assert not [child for child in psutil.Process().children() if "spawn_main" in " ".join(child.cmdline())]


def test_a_stop_while_the_rest_is_encoded(studio: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    """The AAC of a long lecture takes tens of seconds; here each paragraph takes one."""
    pieces: list[int] = []

    def slowly(sound: Pcm, bitrate_kbps: int) -> bytes:
        pieces.append(sound.samples)
        time.sleep(1)
        return encode_aac(sound, bitrate_kbps)

    one = studio.brought()
    with monkeypatch.context() as patched:
        patched.setattr("dangke_audio.delivering.m4b.encode_aac", slowly)
        studio.build(one)
        until(lambda: studio.job(one).get("phase") == "encoding" and studio.job(one)["done"] >= 1)
        job = studio.job(one)
        assert (job["total"] > job["done"], 0 < job["share"] < 1) == (True, True)
        assert stop(studio, one) < SOON_S
    assert len(pieces) < job["total"]
    assert studio.project.published() == {}
    spoken = len(studio.project.spoken())
    studio.build(one)
    studio.wait(one, "done")
    assert len(studio.project.spoken()) == spoken


def test_a_stop_that_comes_too_late(studio: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once files get their names, a build is done: the page says so, and nothing is half published."""
    began, go_on = threading.Event(), threading.Event()
    replace = Path.replace

    def held(self: Path, target: Path) -> Path:
        if self.parent.name == "staging":
            began.set()
            assert go_on.wait(30)
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", held)
    one = studio.brought()
    studio.build(one)
    assert began.wait(60)
    until(lambda: studio.job(one).get("phase") == "publishing")
    studio.send("POST", f"/api/documents/{one}/stop", {})
    job = studio.job(one)
    assert (job["state"], job["is_stopping"]) == ("running", False)
    go_on.set()
    studio.wait(one, "done")
    assert any(name.endswith("manifest.json") for name in studio.project.published())


def test_a_full_disk_is_told_and_does_not_end_the_queue(
    studio: Running, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Where not even the state can be written down, the page hears how it ended all the same."""
    one, other = studio.brought(), studio.brought(name="另一篇.txt")
    studio.build(one)

    def full(path: Path, parts: list[bytes]) -> None:
        if path.name == RECORD:
            raise StorageError("磁盘满了", place=str(path))
        write_durably(path, parts)

    with monkeypatch.context() as patched:
        patched.setattr("dangke_audio.studio.desk.write_durably", full)
        assert studio.wait(one, "done")["state"] == "done"
        refused = studio.send("POST", f"/api/documents/{other}/build", {})
        assert (refused.status, refused.error) == (400, "磁盘满了")
    assert "磁盘满了" in capfd.readouterr().err
    studio.build(other)
    studio.wait(other, "done")


def test_no_room_for_the_sound(studio: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise StorageError("磁盘满了", place="那里", hint="请腾出地方")

    one, other = studio.brought(), studio.brought(name="另一篇.txt")
    with monkeypatch.context() as patched:
        patched.setattr("dangke_audio.synthesizing.store.DiskStore.write", full)
        studio.build(one)
        error = studio.wait(one, "failed")["error"]
    assert (error["message"], error["hint"]) == ("磁盘满了", "请腾出地方")
    assert studio.project.published() == {}
    for document in (other, one):
        studio.build(document)
        studio.wait(document, "done")


def test_a_document_that_goes_while_it_is_worked_on(
    studio: Running, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Somebody deletes its folder: it can still be stopped, it is no bug, and the next one is made."""
    monkeypatch.setenv("RECORDING_DELAY", "60")
    one, waiting, other = (studio.brought(name=f"{name}.txt") for name in "甲乙丙")
    studio.build(one)
    until(lambda: studio.job(one).get("phase") == "speaking")
    studio.build(waiting)
    studio.build(other)
    for gone in (one, waiting):
        shutil.rmtree(studio.project.folder / "工作室" / gone)
    monkeypatch.delenv("RECORDING_DELAY")
    studio.send("POST", f"/api/documents/{one}/stop", {})
    studio.wait(other, "done")
    assert studio.get(f"/api/documents/{one}").status == 404
    assert "Traceback" not in capfd.readouterr().err


def test_pressed_twice_and_stopped_while_waiting(studio: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECORDING_DELAY", "60")
    one, other = studio.brought(), studio.brought(name="另一篇.txt")
    for document in (one, other, other, one):
        studio.build(document)
    until(lambda: studio.job(one).get("phase") == "speaking")
    assert (studio.job(other)["state"], studio.job(other)["ahead"]) == ("queued", 1)
    studio.send("POST", f"/api/documents/{other}/stop", {})
    assert studio.job(other)["state"] == "stopped"
    assert studio.job(one)["state"] == "running"
    studio.build(other)
    monkeypatch.delenv("RECORDING_DELAY")
    assert stop(studio, one) < SOON_S
    studio.wait(other, "done")
    assert studio.job(one)["state"] == "stopped"


def test_a_studio_that_is_closed_in_a_long_sentence_closes_soon(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RECORDING_DELAY", "60")
    with running(project) as studio:
        one = studio.brought()
        studio.build(one)
        until(lambda: studio.job(one).get("phase") == "speaking")
        started_s = time.monotonic()
    assert time.monotonic() - started_s < 2 * SOON_S
    monkeypatch.delenv("RECORDING_DELAY")
    with running(project) as studio:
        studio.wait(one, "done")
