"""A clip's name: a digest of exactly what decides its samples, and of nothing else.

Not in it: index, path, time, title, pauses, gain, bitrate. So a lexicon change makes only the sentences with that word
again, a pause change makes none, and moving a paragraph makes none.
"""

import hashlib

SCHEMA = 1
"""Raised when trimming or the form of a stored clip changes."""


def clip_key(heard: str, fingerprint: str, voice: str, speed: float, rate_hz: int) -> str:
    """SHA-256, hexadecimal. `heard` is what `Engine.hear` gave, `fingerprint` what `Engine.fingerprint` gave."""
    fields = ("clip", str(SCHEMA), fingerprint, voice, repr(float(speed)), str(rate_hz), heard)
    return hashlib.sha256("\x1f".join(fields).encode()).hexdigest()
