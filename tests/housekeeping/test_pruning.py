"""What goes, in which order, and what never does."""

from pathlib import Path

import pytest
from tests.support.caches import DAY_S, names_in, publish, put

from dangke_audio.errors import BusyError
from dangke_audio.housekeeping import cache_in_use, prune, register
from dangke_audio.housekeeping.inventory import take_inventory
from dangke_audio.housekeeping.limits import Limits

EVERYTHING = Limits(max_bytes=0)


def entry_bytes(cache: Path) -> int:
    """What one entry of 1000 bytes fills."""
    return take_inventory(cache).clips[0].size


def test_blocks_go_first_then_the_clips_that_were_not_used_for_longest(private_cache: Path) -> None:
    for store in ("clips", "blocks"):
        for days, name in enumerate("abc"):
            put(private_cache, store, name, days=days)
    one = entry_bytes(private_cache)
    report = prune(Limits(max_bytes=5 * one))
    assert (report.blocks, report.clips, report.freed_bytes, report.kept_bytes) == (1, 0, one, 5 * one)
    assert names_in(private_cache, "blocks", *"abc") == {"a", "b"}
    report = prune(Limits(max_bytes=2 * one + 1))
    assert (report.blocks, report.clips) == (2, 1)
    assert names_in(private_cache, "clips", *"abc") == {"a", "b"}
    assert not report.is_over


def test_what_is_unused_for_long_goes_whatever_the_size(private_cache: Path) -> None:
    for days in (1, 89, 91):
        put(private_cache, "clips", str(days), days=days)
        put(private_cache, "blocks", str(days), days=days)
    report = prune(Limits(unused_s=90 * DAY_S))
    assert (report.blocks, report.clips) == (1, 1)
    assert names_in(private_cache, "clips", "1", "89", "91") == {"1", "89"}


def test_what_was_heard_goes_by_age_alone(private_cache: Path) -> None:
    for days in (1, 91):
        put(private_cache, "heard", str(days), days=days)
    assert prune(EVERYTHING).heard == 0
    would = prune(Limits(unused_s=90 * DAY_S), dry_run=True)
    assert names_in(private_cache, "heard", "1", "91") == {"1", "91"}
    report = prune(Limits(unused_s=90 * DAY_S))
    assert report == would
    assert (report.heard, report.is_over) == (1, False)
    assert names_in(private_cache, "heard", "1", "91") == {"1"}


def test_what_a_published_lecture_names_never_goes(tmp_path: Path, private_cache: Path) -> None:
    for store in ("clips", "blocks"):
        put(private_cache, store, "named", days=1000)
        put(private_cache, store, "other", days=0)
    register(publish(tmp_path / "output" / "a", "named"))
    report = prune(Limits(max_bytes=0, unused_s=0.0))
    assert (report.blocks, report.clips) == (1, 1)
    assert names_in(private_cache, "clips", "named", "other") == {"named"}
    assert names_in(private_cache, "blocks", "named", "other") == {"named"}
    assert report.named_bytes == report.kept_bytes > 0
    assert (report.lectures, report.is_over) == (1, True)


def test_a_removed_lecture_protects_nothing(tmp_path: Path, private_cache: Path) -> None:
    put(private_cache, "clips", "a")
    folder = publish(tmp_path / "output" / "a", "a")
    register(folder)
    assert prune(EVERYTHING).clips == 0
    (folder / "manifest.json").unlink()
    folder.rmdir()
    assert prune(EVERYTHING).clips == 1
    assert list((private_cache / "published").iterdir()) == []


def test_a_dry_run_says_the_same_and_removes_nothing(private_cache: Path) -> None:
    for name in "ab":
        put(private_cache, "clips", name, days=2)
        put(private_cache, "store", name)
    orphan = private_cache / "clips" / ".writing-0011223344556677"
    orphan.touch()
    before = sorted(path for path in private_cache.rglob("*"))
    would = prune(Limits(unused_s=DAY_S), dry_run=True)
    assert sorted(path for path in private_cache.rglob("*")) == before
    assert prune(Limits(unused_s=DAY_S)) == would
    assert (would.clips, would.old) == (2, 2)


def test_the_store_of_the_first_versions_goes_but_not_what_others_put_there(private_cache: Path) -> None:
    put(private_cache, "store", "a")
    put(private_cache, "store", "b")
    assert prune(Limits(max_bytes=10**9)).old == 2
    assert not (private_cache / "store").exists()
    put(private_cache, "store", "c")
    (private_cache / "store" / "holiday.jpg").write_bytes(b"mine")
    assert prune(Limits(max_bytes=10**9)).old == 1
    assert [path.name for path in (private_cache / "store").rglob("*")] == ["holiday.jpg"]


def test_an_empty_cache_is_not_made(private_cache: Path) -> None:
    report = prune(EVERYTHING)
    assert (report.clips, report.kept_bytes) == (0, 0)
    assert not private_cache.exists()


def test_folders_of_the_stores_stay_for_builds_that_begin(private_cache: Path) -> None:
    path = put(private_cache, "clips", "a")
    prune(EVERYTHING)
    assert not path.exists()
    assert path.parent.is_dir()


def test_no_prune_while_a_build_runs(private_cache: Path) -> None:
    put(private_cache, "clips", "a")
    with cache_in_use():
        with pytest.raises(BusyError, match="正在生成"):
            prune(EVERYTHING)
        assert prune(EVERYTHING, dry_run=True).clips == 1
    assert names_in(private_cache, "clips", "a") == {"a"}
    assert prune(EVERYTHING).clips == 1
