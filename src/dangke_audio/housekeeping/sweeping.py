"""Removing the half-written files of killed writers, wherever in the cache they lie."""

from itertools import chain
from pathlib import Path

from dangke_audio.durable import remove_orphans


def sweep(cache: Path) -> int:
    """Remove what was left more than an hour ago; says how many files that were.

    In the cache itself, its rooms (models, published …), and the sub-folders of stores.
    """
    return sum(map(remove_orphans, chain([cache], cache.glob("*/"), cache.glob("*/*/"))))
