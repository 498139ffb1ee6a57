"""Spoken → citation pinyin, one syllable for each Chinese character. Pure; pypinyin is loaded by the first call."""

from dangke_audio.pronouncing.pronouncer import pronounce

__all__ = ["pronounce"]
