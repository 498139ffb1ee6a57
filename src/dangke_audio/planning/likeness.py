"""Which of some old sentences a new one is most like."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

MOST_CANDIDATES = 8
"""Old sentences with the most in common that are compared closely: difflib is too slow for every pair."""


def alike(old: Sequence[str], new: Sequence[str], least: float) -> dict[int, int]:
    """Pairs of a likeness (difflib's ratio of the letters) of at least `least`: indexes into new → into old.

    The most alike first; of equally alike ones, those that stand at the same place.
    """
    origins: dict[int, int] = {}
    used: set[int] = set()
    for _, _, index, candidate in sorted(_likenesses(old, new, least)):
        if index not in origins and candidate not in used:
            origins[index] = candidate
            used.add(candidate)
    return origins


def _likenesses(old: Sequence[str], new: Sequence[str], least: float) -> Iterator[tuple[float, int, int, int]]:
    """Likeness (negative, so that the best sorts first), distance, and the pair."""
    letters = list(map(_letters, old))
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for index, text in enumerate(letters):
        for piece in _pieces(text):
            holders[piece].append(index)
    for index, wanted in enumerate(map(_letters, new)):
        matcher = SequenceMatcher(None, "", wanted, autojunk=False)
        for candidate in _candidates(wanted, letters, holders):
            matcher.set_seq1(letters[candidate])
            ratio = matcher.ratio()
            if ratio >= least:
                yield -ratio, abs(candidate - index), index, candidate


def _candidates(wanted: str, letters: Sequence[str], holders: dict[str, list[int]]) -> list[int]:
    """The few with the largest share of common pieces (Dice's coefficient)."""
    common = Counter(index for piece in _pieces(wanted) for index in holders.get(piece, ()))
    shares = [(-count / (len(wanted) + len(letters[index])), index) for index, count in common.items()]
    return [index for _, index in sorted(shares)[:MOST_CANDIDATES]]


def _pieces(letters: str) -> set[str]:
    """The characters, and the pairs of neighbours."""
    return {*letters, *map("".join, pairwise(letters))}


def _letters(written: str) -> str:
    """Without marks and blanks, which all sentences share."""
    return "".join(filter(str.isalnum, written))
