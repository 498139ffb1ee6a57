"""Every entry is read."""

from pathlib import Path

import pytest
from tests.support.caches import key, names_in, put

from dangke_audio.housekeeping import verify


def test_a_whole_cache(private_cache: Path) -> None:
    sizes = [put(private_cache, store, name).stat().st_size for store in ("clips", "blocks") for name in "abc"]
    report = verify()
    assert (report.entries, report.bytes, report.damaged, report.removed) == (6, sum(sizes), (), 0)
    assert names_in(private_cache, "clips", *"abc") == set("abc")


@pytest.mark.parametrize("store", ["clips", "blocks", "heard"])
def test_damage_is_named_and_removed(private_cache: Path, store: str) -> None:
    whole, bad = put(private_cache, store, "whole"), put(private_cache, store, "bad")
    bad.write_bytes(bad.read_bytes()[:-1] + b"y")
    kept = verify(keep=True)
    assert kept.damaged == (f"{store}/{key('bad')[:2]}/{key('bad')}",)
    assert kept.removed == 0
    assert bad.exists()
    assert verify().removed == 1
    assert (whole.exists(), bad.exists()) == (True, False)
    assert verify().damaged == ()


def test_to_verify_is_not_to_use(private_cache: Path) -> None:
    path = put(private_cache, "clips", "a", days=30)
    before = path.stat().st_mtime
    verify()
    assert path.stat().st_mtime == before


def test_no_cache_is_whole(private_cache: Path) -> None:
    assert verify().entries == 0
    assert not private_cache.exists()
