"""Spoken text and its pinyin → what espeak-ng is told: pinyin with tone digits, and phonemes where it misreads pinyin.

The voice cmn-latn-pinyin reads `qiong2`, `xiong1`, `m2` and others letter by letter in English (measured over all
syllables and tones); for these syllables.tsv has phonemes. Third tones it changes by itself, between marks:
`wo3 xiang3 mai3` is said wo2 xiang2 mai3. Example: 穷，GDP。 → `[[tS;hj'ong35]]，ji4 di4 pi4。`
"""

import re
from functools import cache

from dangke_audio.engines.contract import Heard
from dangke_audio.engines.espeak.latin import PHRASE, latin_sounds
from dangke_audio.engines.espeak.sandhi import spoken_tones
from dangke_audio.table_rows import rows

# Pauses of 0.17 s (，、), 0.25 s (；：…—) and 0.33 s (。！？); `.` before a small letter is none. Quotes would drag.
MARKS = {
    **{mark: mark for mark in "，、。！？：；…—"},
    **dict(zip(",.!?:;", "，。！？：；", strict=True)),
    **dict.fromkeys("“”‘’\"'《》〈〉「」『』（）()· ", " "),
}
_PIECE = re.compile(f"{PHRASE.pattern}|.", re.DOTALL)
_PAUSES = re.compile(" ?([，、。！？：；…—])[ ，、。！？：；…—]*")
_TONE_PLACE = "0"
_TONES = {"1": "55", "2": "35", "3": "214", "4": "51", "5": "11"}


def hear(spoken: str, syllables: tuple[str | None, ...], pinned: frozenset[int]) -> Heard:
    """`syllables` has one entry for each character of `spoken`. What has no sound is told, never dropped silently.

    Raises EngineError for English words where espeak-ng does not load.
    """
    readings = spoken_tones(spoken, syllables, pinned)
    told: list[str] = []
    sounds = 0
    unspeakable: list[str] = []
    for piece in _PIECE.finditer(spoken):
        sound, count = _sound(piece[0], readings[piece.start()])
        if sound is None:
            unspeakable.append(piece[0])
        else:
            told.append(sound)
            sounds += count
    return Heard(_joined(told), sounds, tuple(unspeakable))


def syllable_sound(syllable: str) -> str | None:
    """`zhong4` → `zhong4`, `xiong2` → `[[S;j'ong35]]`; None for what is no Mandarin syllable."""
    shape, tone = _shapes().get(syllable[:-1]), syllable[-1:]
    if shape is None or tone not in _TONES:
        return None
    return shape.replace(_TONE_PLACE, _TONES[tone] if shape.startswith("[[") else tone)


def _sound(piece: str, reading: str | None) -> tuple[str | None, int]:
    """What is told of one character or Latin phrase, and the number of its syllables."""
    if piece in MARKS:
        return MARKS[piece], 0
    if PHRASE.fullmatch(piece):
        return latin_sounds(piece)
    return (None if reading is None else syllable_sound(reading)), 1


def _joined(told: list[str]) -> str:
    """Blanks between sounds, none around marks; of marks that follow each other the first one counts."""
    return _PAUSES.sub(r"\1", " ".join(" ".join(told).split()))


@cache
def _shapes() -> dict[str, str]:
    """Toneless syllable → what espeak-ng is told, `0` where the tone goes."""
    return {row[0]: row[1] for row in rows("dangke_audio.engines.espeak", "syllables.tsv")}
