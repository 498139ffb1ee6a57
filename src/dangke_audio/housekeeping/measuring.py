"""How much the stores hold, without looking at every entry each time.

Entries never change, so a folder that has not changed holds as much as it did when it was last counted: an edit of one
sentence has two or four folders of 512 counted again.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from dangke_audio.housekeeping.inventory import STORES, bytes_in, subfolders

RECORD = "sizes.json"

Counted = Mapping[str, tuple[int, int]]
"""Folder below the cache → when it changed, in ns since 1970, and what it holds, in bytes."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What the stores hold."""

    bytes: int
    has_changed: bool
    """Whether an entry came or went since they were last measured."""


def measure(cache: Path) -> Measure:
    """Count what has changed. The record of it is not worth syncing: what cannot be read of it is counted again."""
    known = _known(cache)
    counted = {}
    for name in STORES:
        for folder in subfolders(cache / name):
            with suppress(OSError):  # deleted meanwhile
                place, changed_ns = f"{name}/{folder.name}", folder.stat().st_mtime_ns
                before_ns, size = known.get(place, (0, 0))
                counted[place] = changed_ns, size if before_ns == changed_ns else bytes_in(folder)
    has_changed = counted != known
    if has_changed:
        with suppress(OSError):
            (cache / RECORD).write_text(json.dumps(counted), encoding="ascii")
    return Measure(sum(size for _, size in counted.values()), has_changed)


def forget(cache: Path) -> None:
    """Let the next measurement find everything changed."""
    with suppress(OSError):
        (cache / RECORD).unlink()


def _known(cache: Path) -> Counted:
    try:
        rows = json.loads((cache / RECORD).read_bytes())
        return {str(place): (int(changed_ns), int(size)) for place, (changed_ns, size) in rows.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
