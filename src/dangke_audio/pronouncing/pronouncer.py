"""What the author and the lexicons say first, then what the program's tables and dictionaries say."""

from collections.abc import Sequence

from dangke_audio.model.lexicon import NO_LEXICON, Lexicon
from dangke_audio.model.report import Finding, Location
from dangke_audio.model.source import Pin
from dangke_audio.pinyin import is_han
from dangke_audio.pronouncing.prescribed import prescribed_readings
from dangke_audio.pronouncing.pronunciation import Pronunciation, Reading
from dangke_audio.pronouncing.readings import readings_of
from dangke_audio.pronouncing.uncertainty import uncertain


def pronounce(
    spoken: str, location: Location, *, pins: Sequence[Pin] = (), lexicon: Lexicon = NO_LEXICON
) -> Pronunciation:
    """Citation pinyin for every Chinese character: tones 1-5 without sandhi, `v` for ü, 儿 as er2 of its own.

    `pins` (offsets in `spoken`) win over the lexicon, of which the longest words count wherever they stand, and that
    over the program's own knowledge. What is odd is a finding: `unreadable`, `reading-misfit`, `uncertain-reading`.
    """
    prescribed, misfits = prescribed_readings(spoken, pins, lexicon)
    readings = [
        Reading(prescribed[place], pinned=True) if place in prescribed else reading
        for place, reading in enumerate(readings_of(spoken))
    ]
    unread = dict.fromkeys(c for c, r in zip(spoken, readings, strict=True) if r.syllable is None and is_han(c))
    findings = (
        *(_unreadable(character, location) for character in unread),
        *(Finding("warning", "reading-misfit", message, location) for message in misfits),
        *uncertain(spoken, readings, location),
    )
    pinned = frozenset(place for place, reading in enumerate(readings) if reading.pinned)
    return Pronunciation(tuple(reading.syllable for reading in readings), findings, pinned)


def _unreadable(character: str, location: Location) -> Finding:
    message = f"“{character}”（U+{ord(character):04X}）查不到读音，请改写"
    return Finding("error", "unreadable", message, location)
