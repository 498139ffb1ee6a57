"""Looking after the cache: what is in it, whether it is whole, and what of it can go.

Nothing here can lose more than time: whatever is removed is made again by the next build that wants it.
"""

from dangke_audio.housekeeping.in_use import cache_in_use
from dangke_audio.housekeeping.lectures import register, unregister
from dangke_audio.housekeeping.pruning import prune
from dangke_audio.housekeeping.status import look_around
from dangke_audio.housekeeping.sweeping import sweep
from dangke_audio.housekeeping.verifying import verify

__all__ = ["cache_in_use", "look_around", "prune", "register", "sweep", "unregister", "verify"]
