"""Making the stores smaller: blocks first, then clips, each kind by its last use; never what a published lecture names."""

import time
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from dangke_audio.folders import cache_folder
from dangke_audio.housekeeping.inventory import OLD_STORE, Entry, Inventory, subfolders, take_inventory
from dangke_audio.housekeeping.lectures import forget_removed, named_by_lectures
from dangke_audio.housekeeping.limits import Limits
from dangke_audio.housekeeping.locks import exclusive
from dangke_audio.housekeeping.sweeping import sweep


@dataclass(frozen=True, slots=True)
class PruneReport:
    """What went and what stayed; of a dry run, what would."""

    blocks: int
    clips: int
    heard: int
    """What a recognizer heard; goes by age alone, for it fills next to nothing."""
    old: int
    """Entries of the first versions' store."""
    freed_bytes: int
    kept_bytes: int
    named_bytes: int
    """What of `kept_bytes` published lectures need."""
    lectures: int
    away: int
    """Lectures on a drive that is not there: what they need is not known, and may have gone."""
    is_over: bool
    """Whether more is left than `Limits.max_bytes`."""


def prune(limits: Limits, *, dry_run: bool = False) -> PruneReport:
    """Bring the stores within `limits`. Raises BusyError while a build runs, StorageError."""
    cache = cache_folder()
    with nullcontext() if dry_run or not cache.is_dir() else exclusive(cache):
        if not dry_run:
            sweep(cache)
            forget_removed(cache)
        found, named = take_inventory(cache), named_by_lectures(cache)
        going = dispensable(found, named.keys, limits, time.time())
        gone = frozenset(entry.path for entry in going if dry_run or _remove(entry.path))
        if not dry_run:
            _remove_folders(cache / OLD_STORE)
    kept = [entry for entry in (*found.blocks, *found.clips) if entry.path not in gone]
    kept_bytes = _size(kept)
    return PruneReport(
        blocks=_count(found.blocks, gone),
        clips=_count(found.clips, gone),
        heard=_count(found.heard, gone),
        old=_count(found.old, gone),
        freed_bytes=_size(entry for entry in going if entry.path in gone),
        kept_bytes=kept_bytes,
        named_bytes=_size(entry for entry in kept if entry.key in named.keys),
        lectures=named.lectures,
        away=named.away,
        is_over=limits.max_bytes is not None and kept_bytes > limits.max_bytes,
    )


def dispensable(found: Inventory, named: AbstractSet[str], limits: Limits, now: float) -> Sequence[Entry]:
    """What has to go, in that order; `now` in seconds since 1970. Pure."""
    unnamed = [
        sorted((entry for entry in store if entry.key not in named), key=lambda entry: entry.used)
        for store in (found.blocks, found.clips)
    ]
    going: list[Entry] = []
    left = found.size
    for entry in chain(*unnamed):
        too_much = limits.max_bytes is not None and left > limits.max_bytes
        if too_much or limits.is_too_old(entry.used, now):
            going.append(entry)
            left -= entry.size
    heard = (entry for entry in found.heard if limits.is_too_old(entry.used, now))
    return (*found.old, *going, *heard)


def _size(entries: Iterable[Entry]) -> int:
    return sum(entry.size for entry in entries)


def _count(entries: Iterable[Entry], among: AbstractSet[Path]) -> int:
    return sum(entry.path in among for entry in entries)


def _remove(path: Path) -> bool:
    """Whether it is gone: Windows keeps what another program reads, a read-only folder keeps everything."""
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return False
    return True


def _remove_folders(store: Path) -> None:
    """A store that nobody uses any more, if it is empty now."""
    for folder in (*subfolders(store), store):
        with suppress(OSError):
            folder.rmdir()
