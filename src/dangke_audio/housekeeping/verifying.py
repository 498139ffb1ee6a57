"""Reading every entry of the stores: is each as it was written?"""

from contextlib import suppress
from dataclasses import dataclass

from dangke_audio.folders import cache_folder
from dangke_audio.housekeeping.inventory import HEARD, STORES, take_inventory
from dangke_audio.synthesizing import DiskStore


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What was found."""

    entries: int
    bytes: int
    damaged: tuple[str, ...]
    """Paths below the cache folder."""
    removed: int
    """Of the damaged ones."""


def verify(*, keep: bool = False) -> VerifyReport:
    """Read all clips and blocks, and what was heard; damaged ones are removed unless they are to be kept.

    Builds may go on meanwhile. An entry that a build removes or makes again while it is looked at is no damage.
    """
    cache = cache_folder()
    found = take_inventory(cache)
    damaged: list[str] = []
    removed = 0
    for name, entries in zip((*STORES, HEARD), (found.blocks, found.clips, found.heard), strict=True):
        store = DiskStore(cache / name)
        for entry in entries:
            if store.is_damaged(entry.key):
                damaged.append(entry.path.relative_to(cache).as_posix())
                if not keep:
                    with suppress(OSError):
                        entry.path.unlink(missing_ok=True)
                        removed += 1
    every = (*found.blocks, *found.clips, *found.heard)
    return VerifyReport(len(every), sum(entry.size for entry in every), tuple(sorted(damaged)), removed)
