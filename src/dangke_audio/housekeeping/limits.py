"""How much the stores may hold."""

import os
from dataclasses import dataclass

from dangke_audio.errors import ConfigError
from dangke_audio.housekeeping.amounts import size_bytes

CAP_VARIABLE = "DANGKE_AUDIO_CACHE_SIZE"
DEFAULT_CAP_BYTES = 5 * 2**30
"""DESIGN, promise 7. An hour of speech is about 200 MB."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a prune brings the stores down to; None for no limit of that kind."""

    max_bytes: int | None = None
    unused_s: float | None = None
    """Entries that nobody has used for longer go."""

    def is_too_old(self, used: float, now: float) -> bool:
        """Of an entry's last use; both in seconds since 1970."""
        return self.unused_s is not None and now - used > self.unused_s


def cap_bytes() -> int:
    """The cap that holds unless a prune is given another. Raises ConfigError."""
    written = os.environ.get(CAP_VARIABLE)
    if not written:
        return DEFAULT_CAP_BYTES
    try:
        return size_bytes(written)
    except ConfigError as error:
        raise ConfigError(error.message, place=f"环境变量 {CAP_VARIABLE}", hint=error.hint) from error
