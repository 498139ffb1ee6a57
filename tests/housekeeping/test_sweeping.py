"""Killed writers leave temporary files anywhere; they go after an hour."""

import os
import time
from pathlib import Path

from tests.support.caches import names_in, put

from dangke_audio.housekeeping import sweep


def test_old_orphans_go_wherever_they_lie_and_nothing_else(tmp_path: Path) -> None:
    put(tmp_path, "clips", "a", days=400)
    old = [
        tmp_path / name / ".writing-0011223344556677" for name in ("", "models", "clips/ab", "blocks/cd", "published")
    ]
    young = tmp_path / "models" / ".writing-8899aabbccddeeff"
    model = tmp_path / "models" / "model.onnx"
    for path in (*old, young, model):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"half")
    for path in (*old, model):
        os.utime(path, (time.time() - 3700,) * 2)
    assert sweep(tmp_path) == len(old)
    assert not any(path.exists() for path in old)
    assert young.exists()
    assert model.exists()
    assert names_in(tmp_path, "clips", "a") == {"a"}


def test_no_cache_has_no_orphans(tmp_path: Path) -> None:
    assert sweep(tmp_path / "nowhere") == 0
