"""Spoken → citation pinyin, one syllable for each Chinese character. Pure; pypinyin is loaded by the first call."""

from dangke_audio.pronouncing.choices import possible_readings, uncertain_places
from dangke_audio.pronouncing.pronouncer import pronounce

__all__ = ["possible_readings", "pronounce", "uncertain_places"]
