"""Ogg: pages that know their length, the last one of which says so (RFC 3533); Opus counts in 48 kHz (RFC 7845)."""

from dangke_audio.engines.openai_api.account import Account, DamagedError

_HEAD = 27
_LAST = 0x04
_SLACK_S = 0.1


def is_ogg(data: bytes) -> bool:
    """By the first bytes."""
    return data[:4] == b"OggS"


def ogg_account(data: bytes) -> Account:
    """Raises DamagedError where a page is cut off or the last one is missing. Several files in a row are one sound."""
    at, seconds, rate_hz, skipped, is_ended = 0, 0.0, 0, 0, False
    while at < len(data):
        head = data[at : at + _HEAD]
        if len(head) < _HEAD or head[:4] != b"OggS":
            raise DamagedError("Ogg 在一页中间断了")
        lengths = data[at + _HEAD : at + _HEAD + head[26]]
        start = at + _HEAD + len(lengths)
        at = start + sum(lengths)
        if len(lengths) != head[26] or at > len(data):
            raise DamagedError("Ogg 在一页中间断了")
        opening = data[start : start + 16]
        if opening[:8] == b"OpusHead":
            rate_hz, skipped = 48_000, int.from_bytes(opening[10:12], "little")
        elif opening[:7] == b"\x01vorbis":
            rate_hz, skipped = int.from_bytes(opening[12:16], "little"), 0
        is_ended = bool(head[5] & _LAST)
        if is_ended and rate_hz:
            seconds += max(0, int.from_bytes(head[6:14], "little", signed=True) - skipped) / rate_hz
    if not is_ended:
        raise DamagedError("Ogg 缺最后一页")
    return Account(seconds if rate_hz else None, _SLACK_S)
