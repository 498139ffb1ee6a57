"""Which old sentence a new one comes from.

What sounds the same is the same. The longest runs that keep their order are kept (difflib); of the rest, what sounds the
same elsewhere has moved. Then writing counts: first the same words with another sound, then what is most alike, at its
place before anywhere else.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from dangke_audio.model.plan import ChangeKind
from dangke_audio.model.rendition import Rendition, SpokenLine
from dangke_audio.planning.likeness import alike

ALIKE_HERE = 0.4
"""Least likeness of a sentence with the old one at its place that it is made of: 要认真学习 → 要认真领会 has 0.6,
大家好 → 同志们好 has 0.29."""
ALIKE_ELSEWHERE = 0.7
"""The same where the old one stood elsewhere."""


@dataclass(frozen=True, slots=True)
class Step:
    """What became of a line; indexes into the lines of the old and of the new rendition."""

    kind: ChangeKind
    old: int | None
    new: int | None


@dataclass(frozen=True, slots=True)
class _Gap:
    """A stretch of old lines, and the new ones that stand there instead; indexes."""

    old: Sequence[int]
    new: Sequence[int]


def steps(old: Rendition, new: Rendition) -> Iterator[Step]:
    """Every line of both, each once: in the order of the new lecture; what was removed, where it stood."""
    stood, stands = ([line.clips for line in rendition.lines] for rendition in (old, new))
    opcodes = SequenceMatcher(None, stood, stands, autojunk=False).get_opcodes()
    gaps = {code[3]: _Gap(range(*code[1:3]), range(*code[3:5])) for code in opcodes if code[0] != "equal"}
    origins = _origins(old, new, tuple(gaps.values()))
    used = set(origins.values())
    for name, first, end, start, _ in opcodes:
        if name != "equal":
            yield from _steps_of(gaps[start], origins, used, old, new)
            continue
        for was, now in enumerate(range(start, start + end - first), start=first):
            yield Step("kept" if old.lines[was].written == new.lines[now].written else "retyped", was, now)


def _steps_of(gap: _Gap, origins: dict[int, int], used: set[int], old: Rendition, new: Rendition) -> Iterator[Step]:
    """A removed line comes before the new ones that are made of later lines."""
    removed = [index for index in gap.old if index not in used]
    for index in gap.new:
        origin = origins.get(index)
        if origin is None:
            yield Step("added", None, index)
            continue
        while origin in gap.old and removed and removed[0] < origin:
            yield Step("removed", removed.pop(0), None)
        yield Step(_kind(old.lines[origin], new.lines[index]), origin, index)
    yield from (Step("removed", index, None) for index in removed)


def _kind(was: SpokenLine, line: SpokenLine) -> ChangeKind:
    """Of a pair that did not keep its order, or does not sound the same."""
    if was.clips == line.clips:
        return "moved"
    return "reread" if was.written == line.written else "changed"


def _origins(old: Rendition, new: Rendition, gaps: Sequence[_Gap]) -> dict[int, int]:
    """For the new lines of the gaps that are made of old ones: of which."""
    everywhere = _Gap([index for gap in gaps for index in gap.old], [index for gap in gaps for index in gap.new])
    stood, stands = ([line.clips for line in rendition.lines] for rendition in (old, new))
    origins = _equal(everywhere, stood, stands)
    was, reads = ([line.written for line in rendition.lines] for rendition in (old, new))
    for gap in _left(gaps, origins):
        origins |= _equal(gap, was, reads)
    for gap in _left(gaps, origins):
        origins |= _alike(gap, was, reads, ALIKE_HERE)
    for gap in _left([everywhere], origins):
        origins |= _equal(gap, was, reads)
    for gap in _left([everywhere], origins):
        origins |= _alike(gap, was, reads, ALIKE_ELSEWHERE)
    return origins


def _left(gaps: Sequence[_Gap], origins: dict[int, int]) -> list[_Gap]:
    """What is not paired yet."""
    used = set(origins.values())
    return [
        _Gap([index for index in gap.old if index not in used], [index for index in gap.new if index not in origins])
        for gap in gaps
    ]


def _equal(gap: _Gap, old: Sequence[Hashable], new: Sequence[Hashable]) -> dict[int, int]:
    """Pairs that are equal; of several, the first with the first."""
    places: defaultdict[Hashable, list[int]] = defaultdict(list)
    for index in reversed(gap.old):
        places[old[index]].append(index)
    return {index: stood.pop() for index in gap.new if (stood := places[new[index]])}


def _alike(gap: _Gap, old: Sequence[str], new: Sequence[str], least: float) -> dict[int, int]:
    pairs = alike([old[index] for index in gap.old], [new[index] for index in gap.new], least)
    return {gap.new[index]: gap.old[origin] for index, origin in pairs.items()}
