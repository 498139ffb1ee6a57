"""A lecture is found by whatever name its user gives it."""

import json
from pathlib import Path

import pytest

from dangke_audio.delivering.history import remember
from dangke_audio.delivering.manifest import MANIFEST, SCHEMA
from dangke_audio.errors import SourceError
from dangke_audio.model.history import PastBuild
from dangke_audio.recalling import recall


def failed(why: str) -> PastBuild:
    return PastBuild("2026-05-04T09:30:00+08:00", "zm_yunjian", 1.0, 0, 0, None, why)


def lecture(out: Path, name: str, title: str, owner: Path | None = None) -> None:
    """A published lecture without words, with one build in its history."""
    state = out / ".dangke" / name
    remember(state, failed(name))
    if owner:
        (state / "source.json").write_text(json.dumps({"script": str(owner.absolute())}), encoding="utf-8")
    content = {
        "schema": SCHEMA, "title": title, "duration_ms": 0, "rate_hz": 24000, "voice": {"artist": ""},
        "clips": [], "blocks": [], "sentences": [], "chapters": [], "files": [], "findings": [],
        }  # fmt: skip
    (out / name).mkdir(parents=True)
    (out / name / MANIFEST).write_text(json.dumps(content), encoding="utf-8")


@pytest.fixture
def out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    lecture(tmp_path / "output", "五月", "让党课更有味道")
    lecture(tmp_path / "output", "六月", "乡村振兴")
    return Path("output")


@pytest.mark.parametrize(
    "name", ["五月", "五月.txt", "旧稿/五月.docx", "output/五月", "output/五月/", "让党课更有味道"]
)
def test_by_any_of_its_names(out: Path, name: str) -> None:
    past = recall(name, out)
    assert (past.title, past.folder) == ("让党课更有味道", out / "五月")
    assert [build.error for build in past.builds] == ["五月"]


def test_by_its_folder_in_another_place(out: Path, tmp_path: Path) -> None:
    lecture(tmp_path / "别处", "七月", "七一")
    assert recall("别处/七月", out).title == "七一"


def test_the_newest_build_is_first(out: Path) -> None:
    remember(out / ".dangke" / "五月", failed("后来"))
    assert [build.error for build in recall("五月", out).builds] == ["后来", "五月"]


def test_two_scripts_of_one_name_are_told_apart(out: Path, tmp_path: Path) -> None:
    for folder in ("甲", "乙"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "稿.txt").write_text("大家好。", encoding="utf-8")
    lecture(out, "稿", "甲的", tmp_path / "甲" / "稿.txt")
    assert recall("甲/稿.txt", out).title == "甲的"
    with pytest.raises(SourceError, match="还没有生成记录"):
        recall("乙/稿.txt", out)


def test_a_title_that_two_lectures_have_is_not_guessed(out: Path) -> None:
    lecture(out, "七月", "乡村振兴")
    with pytest.raises(SourceError) as caught:
        recall("乡村振兴", out)
    assert "七月" in str(caught.value)
    assert "六月" in str(caught.value)


def test_what_is_not_there_is_told_with_what_is(out: Path) -> None:
    with pytest.raises(SourceError) as caught:
        recall("八月", out)
    assert "五月、六月" in str(caught.value)
    with pytest.raises(SourceError, match="没有找到"):
        recall("八月", Path("空的"))
