"""The register of published lectures, and what their manifests name."""

import os
from pathlib import Path

import pytest
from tests.support.caches import key, publish

from dangke_audio.housekeeping import register
from dangke_audio.housekeeping.lectures import forget_removed, named_by_lectures


def test_what_manifests_name_is_known(tmp_path: Path, private_cache: Path) -> None:
    for name in ("a", "b"):
        register(publish(tmp_path / "output" / name, name, "shared"))
    named = named_by_lectures(private_cache)
    assert named.keys == {key("a"), key("b"), key("shared")}
    assert (named.lectures, named.away) == (2, 0)


def test_a_lecture_is_registered_once_and_the_record_left_alone(tmp_path: Path, private_cache: Path) -> None:
    folder = publish(tmp_path / "output" / "a", "a")
    register(folder)
    (record,) = (private_cache / "published").iterdir()
    os.utime(record, (1000, 1000))
    register(folder)
    assert [path.stat().st_mtime for path in (private_cache / "published").iterdir()] == [1000]


def test_a_relative_folder_is_found_from_anywhere(
    tmp_path: Path, private_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path / "output" / "讲稿", "a")
    monkeypatch.chdir(tmp_path)
    register(Path("output/讲稿"))
    monkeypatch.chdir(tmp_path.parent)
    assert named_by_lectures(private_cache).keys == {key("a")}


def test_manifests_of_other_versions_and_damaged_ones_keep_what_they_still_name(
    tmp_path: Path, private_cache: Path
) -> None:
    newer, cut = tmp_path / "output" / "newer", tmp_path / "output" / "cut"
    for folder, text in (
        (newer, f'{{"schema": 99, "parts": [["{key("a")}"]]}}'),
        (cut, f'{{"clips": ["{key("b")}", "'),
    ):
        folder.mkdir(parents=True)
        (folder / "manifest.json").write_text(text)
        register(folder)
    assert named_by_lectures(private_cache).keys == {key("a"), key("b")}


def test_a_damaged_record_is_passed_over_and_written_again(tmp_path: Path, private_cache: Path) -> None:
    folder = publish(tmp_path / "output" / "a", "a")
    register(folder)
    (record,) = (private_cache / "published").iterdir()
    for damage in (b"", b"{", b"[]", b'{"folder": 3}', b"\xff\xfe"):
        record.write_bytes(damage)
        assert named_by_lectures(private_cache).keys == frozenset()
        register(folder)
        assert named_by_lectures(private_cache).keys == {key("a")}


def test_a_removed_lecture_is_forgotten_and_one_on_an_absent_drive_is_not(tmp_path: Path, private_cache: Path) -> None:
    removed = publish(tmp_path / "output" / "a", "a")
    away = publish(tmp_path / "stick" / "output" / "b", "b")
    for folder in (removed, away):
        register(folder)
    (removed / "manifest.json").unlink()
    removed.rmdir()
    (tmp_path / "stick").rename(tmp_path / "taken out")
    forget_removed(private_cache)
    assert named_by_lectures(private_cache).away == 1
    (tmp_path / "taken out").rename(tmp_path / "stick")
    named = named_by_lectures(private_cache)
    assert named.keys == {key("b")}
    assert (named.lectures, named.away) == (1, 0)
    assert len(list((private_cache / "published").iterdir())) == 1


def test_a_cache_that_cannot_be_written_keeps_nobody_from_building(tmp_path: Path, private_cache: Path) -> None:
    private_cache.write_text("a file where the folder would be")
    register(publish(tmp_path / "output" / "a", "a"))
    assert named_by_lectures(private_cache).lectures == 0
