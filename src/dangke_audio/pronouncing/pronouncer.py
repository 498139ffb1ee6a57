"""Phrases first, then what stands around a character, then its commonest reading."""

from dangke_audio.model.report import Finding, Location
from dangke_audio.pronouncing.contexts import reading_in_context
from dangke_audio.pronouncing.dictionary import character_reading, phrase_reading
from dangke_audio.pronouncing.matching import Piece, pieces
from dangke_audio.pronouncing.pronunciation import Pronunciation
from dangke_audio.pronouncing.surnames import surname_readings


def pronounce(spoken: str, location: Location) -> Pronunciation:
    """Citation pinyin for every Chinese character: tones 1-5 without sandhi, `v` for ü, 儿 as er2 of its own.

    A Han character without a reading is None and a finding `unreadable`.
    """
    syllables: list[str | None] = []
    surnames = surname_readings(spoken)
    for piece in pieces(spoken):
        syllables += _readings(spoken, piece)
    for place, reading in surnames.items():
        syllables[place] = reading
    unread = dict.fromkeys(c for c, s in zip(spoken, syllables, strict=True) if s is None and is_han(c))
    return Pronunciation(tuple(syllables), tuple(_unreadable(character, location) for character in unread))


def _readings(spoken: str, piece: Piece) -> tuple[str | None, ...]:
    if not piece.is_phrase:
        character = spoken[piece.start]
        if not is_han(character):
            return (None,)
        return (reading_in_context(spoken, piece.start, in_phrase=False) or character_reading(character),)
    readings = phrase_reading(spoken[piece.start : piece.end])
    if piece.own:
        return readings
    return tuple(
        reading_in_context(spoken, piece.start + offset, in_phrase=True) or reading
        for offset, reading in enumerate(readings)
    )


def is_han(character: str) -> bool:
    """A Chinese character, also a rare or a compatibility one, and 〇."""
    return (
        "\u4e00" <= character <= "\u9fff"
        or "\u3400" <= character <= "\u4dbf"
        or "\uf900" <= character <= "\ufaff"
        or "\U00020000" <= character <= "\U0003ffff"
        or character == "〇"
    )


def _unreadable(character: str, location: Location) -> Finding:
    message = f"“{character}”（U+{ord(character):04X}）查不到读音，请改写"
    return Finding("error", "unreadable", message, location)
