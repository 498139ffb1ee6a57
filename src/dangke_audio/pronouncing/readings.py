"""What the program itself knows: phrases first, then what stands around a character, then its commonest reading."""

from collections.abc import Sequence

from dangke_audio.pinyin import is_han
from dangke_audio.pronouncing.contexts import reading_in_context
from dangke_audio.pronouncing.dictionary import character_reading, own_readings, phrase_reading
from dangke_audio.pronouncing.matching import Piece, pieces
from dangke_audio.pronouncing.pronunciation import Reading
from dangke_audio.pronouncing.surnames import name_readings, surname_readings
from dangke_audio.segmenting import words


def readings_of(spoken: str) -> list[Reading]:
    """One for each character of a sentence."""
    spoken_words = words(spoken)
    names = name_readings(spoken, spoken_words)
    readings: list[Reading] = []
    for piece in pieces(spoken, spoken_words):
        if piece.is_phrase:
            readings += _of_phrase(spoken, piece)
        else:
            readings.append(_of_character(spoken, piece.start, names))
    for place, reading in surname_readings(spoken).items():
        readings[place] = reading
    return readings


def _of_phrase(spoken: str, piece: Piece) -> Sequence[Reading]:
    phrase = spoken[piece.start : piece.end]
    if piece.own:
        return own_readings(phrase)
    return [
        reading_in_context(spoken, place, in_phrase=True) or Reading(syllable)
        for place, syllable in enumerate(phrase_reading(phrase), piece.start)
    ]


def _of_character(spoken: str, place: int, names: dict[int, Reading]) -> Reading:
    if not is_han(spoken[place]):
        return Reading(None)
    found = reading_in_context(spoken, place, in_phrase=False) or names.get(place)
    return found or Reading(character_reading(spoken[place]), guessed=True)
