"""What a terminal, a pipe and a program are told of a build's phases."""

import io
import json
import sys

import pytest

from dangke_audio.cli.progress import MovingLine, Objects, TenthLines
from dangke_audio.model.report import Progress

BUILD = (
    Progress(0, 4, 0.0),
    Progress(0, 4, 0.0),
    Progress(2, 4, 0.5),
    Progress(2, 4, 0.5),
    Progress(4, 4, 1.0),
    Progress(0, 2, 0.0, "encoding"),
    Progress(1, 2, 0.5, "encoding"),
    Progress(2, 2, 1.0, "encoding"),
    Progress(0, 0, 1.0, "publishing"),
)


@pytest.mark.parametrize(
    ("step_s", "expected"),
    [
        (1.0, ["正在合成 2/4 段", "正在合成 4/4 段", "正在整理文件 1/2 段", "正在整理文件 2/2 段"]),
        (0.1, ["正在合成 4/4 段", "正在整理文件 2/2 段"]),
    ],
)
def test_a_line_for_each_new_tenth_of_a_phase_and_of_a_quick_one_the_last(
    step_s: float, expected: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = TenthLines()
    for number, progress in enumerate(BUILD):
        monkeypatch.setattr("time.monotonic", lambda number=number: 100 + number * step_s)
        lines(progress)
    told = [line.partition("，")[0] for line in capsys.readouterr().err.splitlines()]
    assert told == expected


def test_a_moving_line_ends_with_each_phase(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = io.StringIO()
    monkeypatch.setattr(sys, "stderr", drawn)
    line = MovingLine()
    for progress in BUILD:
        line(progress)
    ended = [told.rpartition("\r")[2].strip() for told in drawn.getvalue().split("\n")[:-1]]
    assert ended == ["正在合成 4/4 段", "正在整理文件 2/2 段"]
    line.close()
    assert drawn.getvalue().count("\n") == 2


def test_a_program_is_told_each_step_once(capsys: pytest.CaptureFixture[str]) -> None:
    objects = Objects()
    for progress in BUILD:
        objects(progress)
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(one["event"], one["done"]) for one in told] == [
        *(("progress", done) for done in (0, 2, 4)),
        *(("encoding", done) for done in (0, 1, 2)),
    ]
