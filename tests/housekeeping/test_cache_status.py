"""The figures of a cache."""

import time
from pathlib import Path

from tests.support.caches import DAY_S, publish, put

from dangke_audio.housekeeping import look_around, register


def test_figures(tmp_path: Path, private_cache: Path) -> None:
    sizes = {name: put(private_cache, "clips", name, days=days).stat().st_size for name, days in (("a", 40), ("b", 2))}
    block = put(private_cache, "blocks", "c", 10, days=1).stat().st_size
    put(private_cache, "store", "d")
    heard = put(private_cache, "heard", "e", 5, days=90).stat().st_size
    (private_cache / "models").mkdir()
    (private_cache / "models" / "m.onnx").write_bytes(b"m" * 77)
    (private_cache / "models" / "m.lock").touch()
    register(publish(tmp_path / "output" / "a", "a"))
    found = look_around()
    assert found.folder == str(private_cache)
    assert (found.clips.count, found.clips.bytes) == (2, sum(sizes.values()))
    assert (found.clips.named_count, found.clips.named_bytes) == (1, sizes["a"])
    assert (found.blocks.count, found.blocks.bytes, found.blocks.named_count) == (1, block, 0)
    assert (found.models.count, found.models.bytes) == (1, 77)
    assert found.old.count == 1
    assert (found.heard.count, found.heard.bytes) == (1, heard)
    assert (found.lectures, found.away) == (1, 0)
    assert found.bytes == found.clips.bytes + found.blocks.bytes
    assert found.first_use is not None
    assert found.last_use is not None
    assert round((time.time() - found.first_use) / DAY_S) == 40
    assert round((time.time() - found.last_use) / DAY_S) == 1


def test_nothing_there(private_cache: Path) -> None:
    found = look_around()
    assert (found.clips.count, found.bytes, found.first_use, found.last_use) == (0, 0, None, None)
    assert not private_cache.exists()
