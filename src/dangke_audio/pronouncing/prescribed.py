"""Readings that somebody prescribed: the author by a pin in the text, the user by a row of a lexicon."""

from collections.abc import Iterator, Sequence

from dangke_audio.model.lexicon import Lexicon, LexiconEntry
from dangke_audio.model.source import Pin
from dangke_audio.pinyin import has_code, is_han, misfit, syllables_of
from dangke_audio.pronouncing.readings import readings_of


def prescribed_readings(spoken: str, pins: Sequence[Pin], lexicon: Lexicon) -> tuple[dict[int, str], tuple[str, ...]]:
    """Offset → syllable, pins before the lexicon; and why some of what is prescribed cannot be, in Chinese."""
    syllables: dict[int, str] = {}
    misfits: dict[str, None] = {}
    for start, end, reading, source in (*_pinned(pins), *_listed(spoken, lexicon)):
        said = _sounds(spoken[start:end], reading)
        if isinstance(said, str):
            misfits[f"{said}{source}"] = None
            continue
        places = [place for place in range(start, end) if is_han(spoken[place])]
        for place, syllable in zip(places, said, strict=True):
            syllables.setdefault(place, syllable)
    return syllables, tuple(misfits)


def _pinned(pins: Sequence[Pin]) -> Iterator[tuple[int, int, str, str]]:
    return ((pin.start, pin.end, pin.reading, "") for pin in pins)


def _listed(spoken: str, lexicon: Lexicon) -> Iterator[tuple[int, int, str, str]]:
    """The words of the lexicon from left to right. Those with letters or digits are a matter of normalizing."""
    start = 0
    while start < len(spoken):
        entry = lexicon.longest_at(spoken, start)
        if entry is None or has_code(entry.written):
            start += 1
            continue
        yield start, start + len(entry.written), entry.reading, _source(entry)
        start += len(entry.written)


def _source(entry: LexiconEntry) -> str:
    return f"（{entry.place}）" if entry.place else ""


def _sounds(written: str, reading: str) -> tuple[str, ...] | str:
    """One syllable for each Han character, or a sentence why not."""
    if reason := misfit(written, reading):
        return reason
    sounds: tuple[str | None, ...] = syllables_of(reading) or tuple(
        said.syllable for said in readings_of("".join(reading.split()))
    )
    known = tuple(sound for sound in sounds if sound is not None)
    if len(known) == len(sounds) == sum(map(is_han, written)):
        return known
    return f"读音“{reading}”和“{written}”不能一字一音对上"
