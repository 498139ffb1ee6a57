"""Voice profiles: TOML files → frozen values."""

from dangke_audio.config.profiles import choose_profile

__all__ = ["choose_profile"]
