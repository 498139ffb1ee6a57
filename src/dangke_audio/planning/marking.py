"""What changed inside a sentence, marked so that it reads on a plain terminal."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

BRACKETS = ("【】", "〖〗", "〔〕", "[]", "{}")
"""The first pair that neither sentence has is taken."""
PIECES = re.compile(r"[0-9A-Za-z.]+|.", re.DOTALL)
"""A number or a foreign word is marked whole."""
LEAST_LIKE = 0.4
"""Sentences that have less in common are not marked: everything in them is new."""


def marked(before: str, after: str) -> tuple[str, str]:
    """变得日溢高涨, 变得日益高涨 → 变得日【溢】高涨, 变得日【益】高涨."""
    old, new = PIECES.findall(before), PIECES.findall(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < LEAST_LIKE:
        return before, after
    spans = list(_changed_spans(matcher))
    brackets = next((pair for pair in BRACKETS if not set(pair) & set(before + after)), BRACKETS[0])
    was = _marked(old, [span[:2] for span in spans], brackets)
    return was, _marked(new, [span[2:] for span in spans], brackets)


def _changed_spans(matcher: "SequenceMatcher[str]") -> Iterator[tuple[int, int, int, int]]:
    """What differs, in pieces of both; two changes with a single equal piece between them are one."""
    first = end = start = stop = -2
    for name, *span in matcher.get_opcodes():
        if name == "equal":
            continue
        if span[0] - end > 1:
            if stop >= 0:
                yield first, end, start, stop
            first, start = span[0], span[2]
        end, stop = span[1], span[3]
    if stop >= 0:
        yield first, end, start, stop


def _marked(pieces: Sequence[str], spans: Sequence[tuple[int, ...]], brackets: str) -> str:
    """Nothing stands for what is only in the other sentence."""
    parts: list[str] = []
    place = 0
    for first, end in spans:
        parts += pieces[place:first]
        parts += [brackets[0], *pieces[first:end], brackets[1]] if end > first else []
        place = end
    return "".join([*parts, *pieces[place:]])
