"""A sentence's new text, or a reading for a few characters of it → the changes of the source's paragraphs. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dangke_audio.errors import SourceError
from dangke_audio.model.source import Pin, SourceDocument
from dangke_audio.parsing.author_marks import mark_spans
from dangke_audio.parsing.lines import spread
from dangke_audio.studio.proof.history import ParagraphChange, Wording, wording_of
from dangke_audio.studio.proof.places import Places, Spot


@dataclass(frozen=True, slots=True)
class Written:
    """A sentence of a script: its number in the lecture, and its text as written."""

    number: int
    text: str


def reworded(document: SourceDocument, places: Places, sentence: Written, text: str) -> tuple[ParagraphChange, ...]:
    """The changes by which a sentence gets another text; only what differs in the middle is touched.

    Readings and marks of the author outside of that stay. Raises SourceError for a sentence that stands nowhere in one
    piece.
    """
    spots = _spots(places, sentence)
    head, tail = _equal_ends(sentence.text, text)
    middle = text[head : len(text) - tail]
    (first, start), (last, end) = _stretch(document, spots, head, len(spots) - tail)
    if first == last:
        return (_replaced(document, first, start, end, middle),)
    ends = {index: len(document.paragraphs[index].text) for index in range(first, last)}
    return (
        _replaced(document, first, start, ends[first], middle),
        *(_replaced(document, index, 0, ends[index], "") for index in range(first + 1, last)),
        _replaced(document, last, 0, end, ""),
    )


def pinned(
    document: SourceDocument, places: Places, sentence: Written, span: tuple[int, int], reading: str
) -> tuple[ParagraphChange, ...]:
    """The change that fixes the reading of `sentence.text[start:end]`, in place of what was fixed there before.

    Raises SourceError where the characters do not stand together in the source.
    """
    spots = [spot for spot in _spots(places, sentence)[span[0] : span[1]] if spot is not None]
    if not spots or {spot.paragraph for spot in spots} != {spots[0].paragraph}:
        raise _not_in_one_piece()
    index, start, end = spots[0].paragraph, spots[0].offset, spots[-1].offset + 1
    before = wording_of(document, index)
    single = (part for pin in before.pins for part in spread(pin, before.text))
    kept = (pin for pin in single if pin.end <= start or pin.start >= end)
    pins = sorted((*kept, Pin(start, end, reading)), key=lambda pin: pin.start)
    return (ParagraphChange(index, before, Wording(before.text, tuple(pins))),)


def _spots(places: Places, sentence: Written) -> tuple[Spot | None, ...]:
    spots = places.spots_of(sentence.number, sentence.text)
    if spots is None:
        raise _not_in_one_piece()
    return spots


def _not_in_one_piece() -> SourceError:
    return SourceError("这一句在原稿里不是连在一起的，不能在这里改", hint="请改原来的讲稿，再上传一次")


def _equal_ends(before: str, after: str) -> tuple[int, int]:
    """How many characters at the head, and at the tail, stay."""
    shorter = min(len(before), len(after))
    head = next((n for n in range(shorter) if before[n] != after[n]), shorter)
    left = shorter - head
    tail = next((n for n in range(left) if before[-1 - n] != after[-1 - n]), left)
    return head, tail


def _stretch(
    document: SourceDocument, spots: Sequence[Spot | None], start: int, end: int
) -> tuple[tuple[int, int], tuple[int, int]]:
    """Paragraph and offset where `written[start:end]` begins and ends in the source; the blanks at its ends count.

    Where nothing is touched, that is behind what stands before, else before what follows.
    """
    touched = [spot for spot in spots[start:end] if spot is not None]
    if touched:
        first, last = touched[0], replace(touched[-1], offset=touched[-1].offset + 1)
    elif before := next((spot for spot in reversed(spots[:start]) if spot is not None), None):
        first = last = replace(before, offset=before.offset + 1)
    else:
        first = last = next(spot for spot in spots[end:] if spot is not None)
    head, tail = document.paragraphs[first.paragraph].text, document.paragraphs[last.paragraph].text
    begins, ends = first.offset, last.offset
    if touched and spots[start] is None:
        begins = len(head[:begins].rstrip())
    if start < end and spots[end - 1] is None:
        ends = len(tail) - len(tail[ends:].lstrip())
    return (first.paragraph, begins), (last.paragraph, ends)


def _replaced(document: SourceDocument, index: int, start: int, end: int, words: str) -> ParagraphChange:
    """`text[start:end]` of a paragraph becomes `words`; readings that were fixed for what goes, go with it."""
    before = wording_of(document, index)
    edits = [*((*span, "") for span in _torn(before.text, start, end)), (start, end, words)]
    after = before
    for first, last, new in sorted(edits, reverse=True):
        shift = len(new) - (last - first)
        pins = (
            pin if pin.end <= first else Pin(pin.start + shift, pin.end + shift, pin.reading)
            for pin in after.pins
            if pin.end <= first or pin.start >= last
        )
        after = Wording(after.text[:first] + new + after.text[last:], tuple(pins))
    return ParagraphChange(index, before, after)


def _torn(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Marks outside of a stretch whose other half is inside: alone they would only be complained of."""
    opened: list[tuple[int, int]] = []
    torn = []
    for span in mark_spans(text):
        mark = text[slice(*span)]
        if "停" in mark[:4]:
            continue
        if "/" not in mark and "／" not in mark:
            opened.append(span)
        elif opened:
            pair = (opened.pop(), span)
            inside = [start <= half[0] < end for half in pair]
            torn += [half for half, is_in in zip(pair, inside, strict=True) if not is_in and any(inside)]
    return torn
