"""Where the program keeps what it can make again: the user's cache folder."""

import os
from pathlib import Path

import platformdirs

CACHE_VARIABLE = "DANGKE_AUDIO_CACHE"


def cache_folder() -> Path:
    """The folder for models and clips: `$DANGKE_AUDIO_CACHE`, else the system's place for caches. Not created here."""
    chosen = os.environ.get(CACHE_VARIABLE)
    return Path(chosen) if chosen else Path(platformdirs.user_cache_dir("dangke-audio", appauthor=False))
