"""Pieces of a paragraph, and how they make its text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dangke_audio.model.source import Pin
from dangke_audio.pinyin import syllables_of

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]")


@dataclass(frozen=True, slots=True)
class Span:
    """Text of one look."""

    text: str
    bold: bool = False
    reading: str | None = None
    """Pinyin that its author has set over it."""


def ruby(base: str, reading: str) -> Span:
    """Text under pinyin; what is no pinyin, or not for these characters, is left out."""
    syllables = syllables_of(reading) or ()
    fits = len(syllables) == len(_HAN.findall(base)) > 0
    return Span(base, reading=" ".join(reading.split()) if fits else None)


def text_of(spans: Iterable[Span]) -> str:
    """The spans in one."""
    return "".join(span.text for span in spans)


def pins_of(spans: Iterable[Span], offset: int = 0) -> tuple[Pin, ...]:
    """Where in the joined text something is read as its author said."""
    pins = []
    for span in spans:
        if span.reading:
            pins.append(Pin(offset, offset + len(span.text), span.reading))
        offset += len(span.text)
    return tuple(pins)


def is_bold(spans: Iterable[Span]) -> bool:
    """Whether all that can be seen is bold."""
    seen = [span.bold for span in spans if span.text.strip()]
    return bool(seen) and all(seen)
