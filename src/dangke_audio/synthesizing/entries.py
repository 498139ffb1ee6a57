"""The form of an entry, wherever a store keeps it: a header line with length and SHA-256, and the payload."""

import hashlib

MAGIC = b"dangke-entry-2"
LONGEST_HEADER = 128


def sealed(key: str, payload: bytes) -> tuple[bytes, bytes]:
    """Header and payload: what is written, one behind the other."""
    return b"%s %d %s\n" % (MAGIC, len(payload), _digest(key, payload)), payload


def stated_length(header: bytes) -> int | None:
    """The payload's length, from a header line with its end of line; None where it is no header."""
    fields = header.removesuffix(b"\n").split(b" ")
    if not header.endswith(b"\n") or len(fields) != 3 or fields[0] != MAGIC or not fields[1].isdigit():
        return None
    return int(fields[1])


def opened(key: str, entry: bytes) -> bytes | None:
    """The payload of an entry; None where it is damaged, or stands under another entry's name."""
    head, found, payload = entry.partition(b"\n")
    length = stated_length(head + found)
    whole = length == len(payload) and _digest(key, payload) == head.split(b" ")[-1]
    return payload if whole else None


def _digest(key: str, payload: bytes) -> bytes:
    """SHA-256, hexadecimal; the key too, so that an entry that was put under another name is none."""
    digest = hashlib.sha256(key.encode())
    digest.update(payload)
    return digest.hexdigest().encode()
