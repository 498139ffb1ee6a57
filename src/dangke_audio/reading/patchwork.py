"""Texts of two encodings in one file, and texts with damaged bytes: each line is decoded for itself, some in two parts.

Such files come of pasting and appending, of transfers that lost bytes, and of editors that guessed wrong.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from dangke_audio.reading.frequency import plausibility

_LOST = "\ufffd"
_MOST_LOST_SHARE = 0.05
_SOUND = 0.5
"""The score from which on a reading makes sense."""
_UTF8_AHEAD = 1.5
"""UTF-8 is hard to meet by chance, but a word of two Han may (联通)."""
_NEAR = 4
"""Characters around a seam that bytes of the other encoding may have formed by chance."""


@dataclass(frozen=True, slots=True)
class Patchwork:
    """What was made of the bytes."""

    text: str
    encodings: frozenset[str]
    """Those that lines with other letters than ASCII are in."""
    cut_short: bool
    """Whether the last line ends inside a character."""


@dataclass(frozen=True, slots=True, order=True)
class _Reading:
    """One way to read a line."""

    score: float
    text: str
    encodings: tuple[str, ...]


def decode_lines(data: bytes, other: str) -> Patchwork | None:
    """Decode lines that are in UTF-8 or in `other`; None if some line makes sense in neither."""
    texts: list[str] = []
    used: set[str] = set()
    lines = data.splitlines(keepends=True)
    trimmed = _trimmed(lines[-1], other) if lines else 0
    for line in [*lines[:-1], *(line[: len(line) - trimmed] for line in lines[-1:])]:
        if line.isascii():
            texts.append(line.decode("ascii"))
            continue
        best = max([*_sound(line, other), *_damaged(line, other)])
        if best.score < 0:
            return None
        texts.append(best.text)
        used |= set(best.encodings)
    whole = "".join(texts)
    too_much = whole.count(_LOST) > max(3, _MOST_LOST_SHARE * len(whole))
    return None if too_much else Patchwork(whole, frozenset(used), trimmed > 0)


def _trimmed(last: bytes, other: str) -> int:
    """How many bytes at the end of the file belong to a character that is not whole."""
    for most_encodings in (1, 2):
        for count in range(min(4, len(last))):
            sound = [r for r in _sound(last[: len(last) - count], other) if r.score > _SOUND]
            if any(len(reading.encodings) <= most_encodings for reading in sound):
                return count
    return 0


def _sound(line: bytes, other: str) -> Iterator[_Reading]:
    """Readings that explain every byte."""
    utf8, whole = _decoded(line, "utf-8"), _decoded(line, other)
    if utf8 is not None:
        yield _Reading(plausibility(utf8) + _UTF8_AHEAD, utf8, ("utf-8",))
    if whole is not None:
        yield _Reading(plausibility(whole), whole, (other,))
    if utf8 is None:
        for seamed in _seamed(line, other):
            yield _Reading(plausibility(seamed), seamed, ("utf-8", other))


def _damaged(line: bytes, other: str) -> Iterator[_Reading]:
    """Readings with U+FFFD in place of what cannot be explained."""
    for encoding in ("utf-8", other):
        text = line.decode(encoding, "replace")
        if _LOST in text:
            yield _Reading(plausibility(text), text, (encoding,))


def _seamed(line: bytes, other: str) -> Iterator[str]:
    """The line as UTF-8 that goes over into the other encoding, and the other way round.

    Bytes that are no UTF-8 become lone surrogates: the seam is at the first, or behind the last of them.
    """
    escaped = line.decode("utf-8", "surrogateescape")
    bad = [i for i, character in enumerate(escaped) if "\udc80" <= character <= "\udcff"]
    for seam in range(max(0, bad[0] - _NEAR + 1), bad[0] + 1):
        rest = _decoded(line[len(escaped[:seam].encode()) :], other)
        if rest is not None and not escaped[:seam].isascii():
            yield escaped[:seam] + rest
    for seam in range(bad[-1] + 1, min(len(escaped), bad[-1] + _NEAR) + 1):
        head = _decoded(escaped[:seam].encode("utf-8", "surrogateescape"), other)
        if head is not None and not escaped[seam:].isascii():
            yield head + escaped[seam:]


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None
