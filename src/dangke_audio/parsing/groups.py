"""A lecture without any heading → groups of paragraphs of three to five minutes, so that a listener finds places again."""

from collections.abc import Iterator, Sequence

from dangke_audio.parsing.lines import Line
from dangke_audio.parsing.sentences import spans

CHARACTERS_PER_MINUTE = 250
"""Of written text with its pauses: 4.7 syllables a second less the silence between sentences, as the profiles speak."""
_USUAL_MINUTES = 4
_LONGEST_MINUTES = 5


def groups_of(lines: Sequence[Line]) -> tuple[tuple[Line, ...], ...]:
    """Lines in groups of about equal length, cut only between paragraphs; one group where all takes five minutes.

    A paragraph that takes longer than five minutes by itself is cut between sentences.
    """
    lines = [piece for line in lines for piece in _pieces(line)]
    lengths = [len(line.text) for line in lines]
    total = sum(lengths)
    if total <= _LONGEST_MINUTES * CHARACTERS_PER_MINUTE:
        return (tuple(lines),)
    count = max(2, round(total / (_USUAL_MINUTES * CHARACTERS_PER_MINUTE)))
    groups: list[list[Line]] = [[]]
    spoken = 0
    for line, length in zip(lines, lengths, strict=True):
        # A paragraph opens the next group when more than half of it lies beyond the end of this one's share.
        if groups[-1] and spoken + length / 2 > total * len(groups) / count:
            groups.append([])
        groups[-1].append(line)
        spoken += length
    return tuple(tuple(group) for group in groups)


def _pieces(line: Line) -> Iterator[Line]:
    """A paragraph, in stretches of about a minute where it is longer than a whole group may be."""
    if len(line.text) <= _LONGEST_MINUTES * CHARACTERS_PER_MINUTE:
        yield line
        return
    start = 0
    for _, end in spans(line.text):
        if end - start >= CHARACTERS_PER_MINUTE:
            yield line.part(start, end)
            start = end
    if start < len(line.text):
        yield line.part(start)
