"""A cache with things in it, without a build."""

import hashlib
import json
import os
import time
from pathlib import Path

from dangke_audio.synthesizing import DiskStore

DAY_S = 86_400


def key(name: str) -> str:
    """A key as the stores have them."""
    return hashlib.sha256(name.encode()).hexdigest()


def put(cache: Path, store: str, name: str, payload_bytes: int = 1000, days: float = 0.0) -> Path:
    """An entry that was last used so many days ago; its path."""
    kept = DiskStore(cache / store)
    kept.write(key(name), b"x" * payload_bytes)
    used = time.time() - days * DAY_S
    os.utime(kept.path(key(name)), (used, used))
    return kept.path(key(name))


def publish(folder: Path, *names: str) -> Path:
    """A lecture's folder whose manifest names these entries."""
    folder.mkdir(parents=True, exist_ok=True)
    manifest = {"schema": 2, "clips": [key(name) for name in names], "blocks": []}
    (folder / "manifest.json").write_text(json.dumps(manifest))
    return folder


def names_in(cache: Path, store: str, *names: str) -> set[str]:
    """Which of these entries are there."""
    return {name for name in names if DiskStore(cache / store).path(key(name)).exists()}
