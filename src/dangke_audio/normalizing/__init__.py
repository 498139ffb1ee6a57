"""Written → spoken: one rule is one file, one table and one file of cases; the order is rules/__init__.py. Pure."""

from dangke_audio.normalizing.normalizer import normalize

__all__ = ["normalize"]
