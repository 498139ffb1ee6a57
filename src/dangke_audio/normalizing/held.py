"""Spans whose reading was said by the author or by a lexicon: no rule may touch them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dangke_audio.model.lexicon import Lexicon
from dangke_audio.model.source import Pin
from dangke_audio.model.speech import Change
from dangke_audio.pinyin import has_code

_CODE = re.compile(r"[0-9A-Za-z]")


@dataclass(frozen=True, slots=True)
class Held:
    """`written[start:end]` is said as `spoken`; where that is the same, its reading is left to pronouncing."""

    rule: str
    start: int
    end: int
    spoken: str
    pin: str | None = None
    """The reading that pronouncing has to follow."""


def held_spans(written: str, pins: Sequence[Pin], lexicon: Lexicon) -> tuple[Held, ...]:
    """What the author pinned, and what the lexicon says of words that are not all Han. In order, none overlap."""
    held: list[Held] = []
    taken: set[int] = set()
    for span in (*(_pinned(written, pin) for pin in pins), *_from_lexicon(written, lexicon)):
        if taken.isdisjoint(range(span.start, span.end)):
            held.append(span)
            taken.update(range(span.start, span.end))
    return tuple(sorted(held, key=lambda span: span.start))


def _pinned(written: str, pin: Pin) -> Held:
    words = written[pin.start : pin.end]
    if has_code(words):
        return Held("pin", pin.start, pin.end, _closed_up(pin.reading))
    return Held("pin", pin.start, pin.end, words, pin.reading)


def _from_lexicon(written: str, lexicon: Lexicon) -> Iterable[Held]:
    """Longest word first; G20 is not found inside G2000."""
    position = 0
    while position < len(written):
        entry = lexicon.longest_at(written, position)
        end = position + len(entry.written) if entry else position + 1
        if entry and has_code(entry.written) and _stands_alone(written, position, end):
            yield Held("lexicon", position, end, _closed_up(entry.reading))
        position = end


def _closed_up(reading: str) -> str:
    """三 零 幺 → 三零幺: blanks in a reading are typing."""
    return re.sub(r"[\s，、]+", "", reading)


def _stands_alone(written: str, start: int, end: int) -> bool:
    """Whether a word does not begin or end inside a number or a Latin word."""
    head = start > 0 and _CODE.match(written[start]) and _CODE.match(written[start - 1])
    tail = end < len(written) and _CODE.match(written[end]) and _CODE.match(written[end - 1])
    return not head and not tail


def moved(held: Sequence[Held], changes: Sequence[Change]) -> tuple[Held, ...]:
    """The same spans in the outcome of changes, none of which begins or ends inside one."""
    return tuple(
        Held(span.rule, _moved(span.start, changes), _moved(span.end, changes), span.spoken, span.pin) for span in held
    )


def _moved(offset: int, changes: Sequence[Change]) -> int:
    return offset + sum(len(change.after) - len(change.before) for change in changes if change.end <= offset)
