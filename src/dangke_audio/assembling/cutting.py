"""Where a long lecture is cut into parts. Pure.

A part ends where something ends: best a chapter, else a paragraph, else a sentence, in the second half of what it may
last. Among equals what follows decides, by its digest, and not how far it is; so an edit moves the cuts near it, and
those behind it stay where they were.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

LEAST_SHARE = 4
"""The last part is no shorter than a quarter of what a part may last, where that can be."""


@dataclass(frozen=True, slots=True)
class Border:
    """Where a part may end: behind utterance `index`."""

    index: int
    rank: int
    """How much ends here: 4 a chapter of level 1, 3 one of level 2, 2 a paragraph, 1 a sentence, 0 nothing."""
    following: str
    """What is said next."""


def cut_into_parts(lengths: Sequence[int], borders: Sequence[Border], longest: int) -> tuple[int, ...]:
    """Indexes behind the last utterance of each part, the last one `len(lengths)`.

    `lengths[i]` is that of utterance i with the pause behind it, in the unit of `longest`; `borders[i]` is behind it, and
    the last utterance has none. An utterance that is longer than `longest` is a part of its own.
    """
    ends: list[int] = []
    first, left = 0, sum(lengths)
    while left > longest and first < len(borders):
        end = _best(lengths, borders[first:], longest, left).index + 1
        left -= sum(lengths[first:end])
        ends.append(end)
        first = end
    return (*ends, len(lengths))


def _best(lengths: Sequence[int], borders: Sequence[Border], longest: int, left: int) -> Border:
    """The border at which the next part ends. `left` is the length of all that is not yet in a part."""
    latest = min(longest, left - longest // LEAST_SHARE)
    fitting, window = [borders[0]], []
    length = 0
    for border in borders:
        length += lengths[border.index]
        if length > latest:
            break
        fitting.append(border)
        if 2 * length >= longest:
            window.append(border)
    best = max(window, key=lambda border: (border.rank, _digest(border)), default=None)
    if best is not None and best.rank:
        return best
    # Nothing ends in the second half: a short part is better than one that breaks off in a sentence.
    return max(fitting, key=lambda border: (bool(border.rank), border.index))


def _digest(border: Border) -> bytes:
    return hashlib.sha256(border.following.encode(errors="surrogatepass")).digest()
