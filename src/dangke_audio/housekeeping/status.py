"""What is in the cache, in figures."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

from dangke_audio.folders import cache_folder
from dangke_audio.housekeeping.inventory import Entry, take_inventory
from dangke_audio.housekeeping.lectures import named_by_lectures
from dangke_audio.housekeeping.limits import cap_bytes

MODELS = "models"


@dataclass(frozen=True, slots=True)
class Share:
    """One kind of what is kept."""

    count: int
    bytes: int
    named_count: int = 0
    named_bytes: int = 0
    """What published lectures need of it."""


@dataclass(frozen=True, slots=True)
class CacheStatus:
    """The whole cache."""

    folder: str
    clips: Share
    blocks: Share
    models: Share
    heard: Share
    """What `listen` heard."""
    old: Share
    """What the first versions left, which nobody reads any more."""
    lectures: int
    away: int
    """Lectures on a drive that is not there."""
    cap_bytes: int
    first_use: float | None
    """Of the entry that has not been wanted for longest, in seconds since 1970; None where there is none."""
    last_use: float | None

    @property
    def bytes(self) -> int:
        """What the cap is about."""
        return self.clips.bytes + self.blocks.bytes


def look_around() -> CacheStatus:
    """Count everything. Raises ConfigError for a cap that nobody can read."""
    cache = cache_folder()
    found, named = take_inventory(cache), named_by_lectures(cache)
    uses = [entry.used for entry in (*found.clips, *found.blocks)]
    return CacheStatus(
        folder=str(cache),
        clips=_share(found.clips, named.keys),
        blocks=_share(found.blocks, named.keys),
        models=_files(cache / MODELS),
        heard=_share(found.heard, frozenset()),
        old=_share(found.old, frozenset()),
        lectures=named.lectures,
        away=named.away,
        cap_bytes=cap_bytes(),
        first_use=min(uses, default=None),
        last_use=max(uses, default=None),
    )


def _share(entries: Sequence[Entry], named: AbstractSet[str]) -> Share:
    needed = [entry.size for entry in entries if entry.key in named]
    return Share(len(entries), sum(entry.size for entry in entries), len(needed), sum(needed))


def _files(folder: Path) -> Share:
    sizes = []
    for path in folder.glob("*.onnx"):
        try:
            sizes.append(path.stat().st_size)
        except OSError:
            continue
    return Share(len(sizes), sum(sizes))
