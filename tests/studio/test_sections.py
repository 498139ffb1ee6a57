"""Chapters that can be heard before the lecture is done: the same frames as the files that are published later."""

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.studio.studios import Answer, Running, running
from tests.support.cli import Project

from dangke_audio.delivering.mp3_frames import tag_length

CHAPTERS = 6
SCRIPT = "长长的讲稿\n" + "".join(
    f"一、第{number}件事\n这件事第{number}次说，大家要记住。\n" for number in range(1, CHAPTERS + 1)
)


@pytest.fixture(autouse=True)
def stand_in(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Studio and command line have one cache, and the engine writes down what it says."""
    for name, value in project.environment().items():
        if name in {"DANGKE_AUDIO_CACHE", "RECORDING_LOG"}:
            monkeypatch.setenv(name, value)


def sections(studio: Running, one: str) -> list[dict[str, Any]]:
    """As the page lists them."""
    found: list[dict[str, Any]] = studio.get(f"/api/documents/{one}/ready").told["sections"]
    return found


def ready(studio: Running, one: str) -> list[int]:
    """Numbers of the chapters that can be heard."""
    return [row["number"] for row in sections(studio, one) if row["mark"]]


def heard(studio: Running, one: str, row: dict[str, Any], **headers: str) -> Answer:
    """A chapter's sound."""
    return studio.get(f"/api/documents/{one}/ready/{row['number']}.mp3?mark={row['mark']}", **headers)


def until(true: Callable[[], object]) -> None:
    """Wait for a state."""
    end_s = time.monotonic() + 60
    while not true():
        assert time.monotonic() < end_s
        time.sleep(0.02)


def all_heard(studio: Running, one: str) -> dict[int, bytes]:
    """The sound of every chapter that is ready."""
    answers = {row["number"]: heard(studio, one, row) for row in sections(studio, one) if row["mark"]}
    for answer in answers.values():
        assert (answer.status, answer.headers["content-type"]) == (200, "audio/mpeg")
        assert answer.headers["cache-control"] == "no-store"
    return {number: answer.body for number, answer in answers.items()}


def published(project: Project) -> dict[int, bytes]:
    """The frames of the published chapters."""
    files = ((Path(name), data) for name, data in project.published().items() if "/章节/" in name)
    return {int(path.name[:2]): data[tag_length(data) :] for path, data in files if path.suffix == ".mp3"}


@pytest.mark.parametrize("editions", [["phone"], ["horn"]])
def test_heard_before_the_lecture_is_done(
    studio: Running, monkeypatch: pytest.MonkeyPatch, editions: list[str]
) -> None:
    monkeypatch.setenv("RECORDING_DELAY", "0.3")
    one = studio.brought(text=SCRIPT)
    studio.send("PUT", f"/api/documents/{one}/choices", {"voice": "tone", "editions": editions})
    assert sections(studio, one) == []
    studio.build(one)
    until(lambda: len(ready(studio, one)) >= 2)
    rows = sections(studio, one)
    assert [row["title"] for row in rows][1:] == [f"一、第{number}件事" for number in range(1, CHAPTERS + 1)]
    early = all_heard(studio, one)
    assert 2 <= len(early) < len(rows)
    assert studio.job(one)["state"] == "running"
    assert studio.job(one)["ready"] >= len(early)
    assert studio.project.published() == {}  # nothing speculative where lectures are
    monkeypatch.delenv("RECORDING_DELAY")
    studio.wait(one, "done")
    assert sections(studio, one) == []
    if editions == ["horn"]:
        studio.send("PUT", f"/api/documents/{one}/choices", {"voice": "tone", "editions": ["phone"]})
        studio.build(one)
        studio.wait(one, "done")
    assert early.items() <= published(studio.project).items()


def test_after_a_stop_and_a_restart(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECORDING_DELAY", "0.3")
    with running(project) as studio:
        one = studio.brought(text=SCRIPT)
        studio.build(one)
        until(lambda: len(ready(studio, one)) >= 2)
        studio.send("POST", f"/api/documents/{one}/stop", {})
        studio.wait(one, "stopped")
        stopped = sections(studio, one)
        assert len([row for row in stopped if row["mark"]]) >= 2
    with running(project) as studio:
        assert sections(studio, one) == stopped
        early = all_heard(studio, one)
        spoken = len(project.spoken())
        studio.build(one)
        until(lambda: studio.job(one).get("phase") == "speaking")
        assert studio.job(one)["ready"] >= len(early)  # at once, before another word is spoken
        monkeypatch.delenv("RECORDING_DELAY")
        studio.wait(one, "done")
    assert early.items() <= published(project).items()
    assert len(project.spoken()) - len(set(project.spoken())) <= 4
    assert spoken > 0


def test_after_a_failure(studio: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECORDING_FAULT", "luo4=error")
    one = studio.brought()
    studio.build(one)
    studio.wait(one, "failed")
    rows = sections(studio, one)
    assert [row["title"] for row in rows if row["mark"]] == ["开场", "一、第一件事"]
    early = all_heard(studio, one)
    monkeypatch.delenv("RECORDING_FAULT")
    studio.build(one)
    studio.wait(one, "done")
    assert early.items() <= published(studio.project).items()


def test_parts_of_a_chapter(studio: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECORDING_FAULT", "luo4=error")
    one = studio.brought()
    studio.build(one)
    studio.wait(one, "failed")
    row = sections(studio, one)[1]
    whole = heard(studio, one, row).body
    for asked, first, end in [
        ("bytes=100-199", 100, 200),
        ("bytes=100-", 100, len(whole)),
        ("bytes=-50", len(whole) - 50, len(whole)),
    ]:
        part = heard(studio, one, row, Range=asked)
        assert (part.status, part.body) == (206, whole[first:end])
        assert part.headers["content-range"] == f"bytes {first}-{end - 1}/{len(whole)}"
    assert heard(studio, one, row, Range=f"bytes={len(whole)}-").status == 416
    assert heard(studio, one, row, Range="bytes=5-1,9-").body == whole
    for odd in ({**row, "mark": "0" * 16}, {**row, "number": 0}, {**row, "number": 99}, {**row, "mark": ""}):
        assert heard(studio, one, odd).status == 404
    assert studio.get(f"/api/documents/000000000000/ready/1.mp3?mark={row['mark']}").status == 404
    assert studio.get("/api/documents/000000000000/ready").status == 404
    sealed = heard(studio, one, {**row, "mark": "x"}, Sec_Fetch_Dest="audio", Sec_Fetch_Site="same-origin")
    assert (sealed.status, sealed.headers["studio-status"]) == (200, "404")


def test_a_changed_script_has_other_chapters(studio: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was said before and is said still is ready at once; the old address is not another sound."""
    monkeypatch.setenv("RECORDING_FAULT", "luo4=error")
    one = studio.brought()
    studio.build(one)
    studio.wait(one, "failed")
    before = sections(studio, one)
    line = {"is": "silent", "level": 1, "text": "第一件事很重要。要认真学习。"}
    assert studio.send("PUT", f"/api/documents/{one}/lines/4", line).status == 200
    after = sections(studio, one)
    assert [row["mark"] == other["mark"] for row, other in zip(before, after, strict=True)] == [True, False, True]
    assert heard(studio, one, before[1]).status == 404
    assert 0 < after[1]["milliseconds"] < before[1]["milliseconds"]


def test_a_clip_that_was_deleted(studio: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody empties the cache: the chapter is told to be missing, and is ready again once it is made."""
    monkeypatch.setenv("RECORDING_FAULT", "luo4=error")
    one = studio.brought()
    studio.build(one)
    studio.wait(one, "failed")
    row = sections(studio, one)[1]
    for entry in (studio.project.folder / "cache").rglob("*"):
        if entry.is_file() and entry.parent.parent.name in {"clips", "blocks"}:
            entry.unlink()
    assert heard(studio, one, row).status == 404
    assert ready(studio, one) == []


def test_a_script_that_cannot_be_built_has_none(studio: Running) -> None:
    one = studio.brought()
    script = studio.project.folder / "工作室" / one / "讲稿.txt"
    record = json.loads((script.parent / "studio.json").read_bytes()) | {"state": "failed"}
    (script.parent / "studio.json").write_text(json.dumps(record), encoding="utf-8")
    script.write_bytes(b"")
    assert sections(studio, one) == []
