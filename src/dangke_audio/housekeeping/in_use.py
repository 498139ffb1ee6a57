"""What a build does with the cache as a whole: no prune comes near while it runs, and at its end the cap holds again."""

from collections.abc import Iterator
from contextlib import contextmanager

from dangke_audio.errors import BusyError, StorageError
from dangke_audio.folders import cache_folder
from dangke_audio.housekeeping.limits import Limits, cap_bytes
from dangke_audio.housekeeping.locks import shared
from dangke_audio.housekeeping.measuring import forget, measure
from dangke_audio.housekeeping.pruning import prune
from dangke_audio.housekeeping.sweeping import sweep


@contextmanager
def cache_in_use() -> Iterator[None]:
    """Around everything that reads or writes the stores; what killed builds left half-written is swept. Raises ConfigError for a cap that nobody can read.

    What was made may have filled the stores over their cap; then what has not been used for longest goes, but nothing
    that a published lecture names, and nothing while another build runs.
    """
    cache, cap = cache_folder(), cap_bytes()
    with shared(cache):
        sweep(cache)
        yield
    held = measure(cache)
    if held.has_changed and held.bytes > cap:
        try:
            prune(Limits(max_bytes=cap))
        except (BusyError, StorageError):
            forget(cache)  # so that the next build to end takes it up
