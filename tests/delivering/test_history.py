"""What a lecture's state folder remembers of its builds."""

from dataclasses import replace
from pathlib import Path

import pytest

from dangke_audio.delivering import history
from dangke_audio.delivering.history import HISTORY, MOST_BUILDS, MOST_LINES, past_builds, remember
from dangke_audio.errors import StorageError
from dangke_audio.model.changes import Changes, ChapterChanges, Counts, ToldLine
from dangke_audio.model.history import PastBuild
from dangke_audio.model.rendition import Place

LINE = ToldLine("changed", "要学习。", Place(2, 3), "要领会。", Place(2, 3))
ADDED = ToldLine("added", None, None, "加的。", Place(2, 4))
CHAPTER = ChapterChanges(
    2, "一、学习", False, True, Counts(kept=3, changed=1, added=1, made=2, to_make_ms=6200), (LINE, ADDED)
)
BUILD = PastBuild("2026-05-04T09:30:00+08:00", "zm_yunjian", 3.25, 40, 600_000, Changes(False, (CHAPTER,)))
IDLE = replace(BUILD, changes=Changes(False, (ChapterChanges(1, "开场", False, False, Counts(kept=5), ()),)))
FAILED = PastBuild("2026-05-04T09:31:00+08:00", "zm_yunjian", 1.5, 0, 0, None, "讲稿.txt:7：这一句没有读成")


def test_what_is_remembered_comes_back(tmp_path: Path) -> None:
    remember(tmp_path, BUILD)
    remember(tmp_path, FAILED)
    assert past_builds(tmp_path) == (BUILD, FAILED)


def test_nothing_is_known_of_a_lecture_that_was_never_built(tmp_path: Path) -> None:
    assert past_builds(tmp_path / "没有") == ()


def test_idle_builds_in_a_row_are_one(tmp_path: Path) -> None:
    later = replace(IDLE, time="2026-05-05T09:30:00+08:00")
    for build in (IDLE, later, BUILD, IDLE):
        remember(tmp_path, build)
    assert past_builds(tmp_path) == (later, BUILD, IDLE)


def test_only_the_newest_are_kept(tmp_path: Path) -> None:
    builds = [replace(FAILED, error=f"第 {number} 次") for number in range(MOST_BUILDS + 3)]
    for build in builds:
        remember(tmp_path, build)
    assert past_builds(tmp_path) == tuple(builds[3:])


def test_long_lists_are_cut_but_the_counts_are_whole(tmp_path: Path) -> None:
    many = replace(CHAPTER, counts=Counts(changed=50), lines=(LINE,) * 50)
    remember(tmp_path, replace(BUILD, changes=Changes(False, (many, many))))
    (build,) = past_builds(tmp_path)
    assert build.changes
    assert [len(chapter.lines) for chapter in build.changes.chapters] == [50, MOST_LINES - 50]
    assert build.changes.counts.changed == 100


@pytest.mark.parametrize(
    "damage",
    [b"", b"{", b"null", b"[]", b'"x"', b"\xff\xfe", b'{"time": "2026"}', b'{"time":1,"voice":2,"wall_s":"x"}'],
)
def test_a_damaged_line_is_passed_over(tmp_path: Path, damage: bytes) -> None:
    remember(tmp_path, BUILD)
    record = tmp_path / HISTORY
    record.write_bytes(damage + b"\n" + record.read_bytes())
    assert past_builds(tmp_path) == (BUILD,)
    remember(tmp_path, FAILED)
    assert past_builds(tmp_path) == (BUILD, FAILED)


def test_a_line_cut_short_in_any_place_does_no_harm(tmp_path: Path) -> None:
    remember(tmp_path, FAILED)
    remember(tmp_path, BUILD)
    record = tmp_path / HISTORY
    whole = record.read_bytes()
    first = whole.index(b"\n") + 1
    for end in range(first, len(whole) - 2):
        record.write_bytes(whole[:end])
        assert past_builds(tmp_path) == (FAILED,)


def test_a_full_disk_does_not_fail_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    remember(tmp_path, BUILD)

    def full(path: Path, chunks: object) -> None:
        raise StorageError("磁盘空间不足")

    monkeypatch.setattr(history, "write_durably", full)
    remember(tmp_path, FAILED)
    assert past_builds(tmp_path) == (BUILD,)
