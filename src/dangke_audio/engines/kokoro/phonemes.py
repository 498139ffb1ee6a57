"""Spoken text and its pinyin → the phonemes that Kokoro's Mandarin voices were trained on.

The form is that of misaki 0.9.4's first Chinese front-end (hexgrad/misaki, misaki/zh.py): IPA without tie bars, tones as
arrows, citation tones, a space between words, ASCII punctuation. Latin words and letters have the English phonemes of the
same model (latin.py).
Example: 大家好！ da4 jia1 hao3 → `ta↘ʨja→ xau↓!`
"""

import re
from collections.abc import Iterator

from dangke_audio.engines.contract import Heard
from dangke_audio.engines.kokoro.latin import PHRASE, latin_phonemes
from dangke_audio.engines.kokoro.tables import table
from dangke_audio.pinyin import is_han
from dangke_audio.segmenting import words

TONES = {"1": "→", "2": "↗", "3": "↓", "4": "↘", "5": ""}
TONE_PLACE = "0"
# misaki's map_punctuation, and single quotes as double ones (the vocabulary has no single ones).
MARKS = {
    "，": ", ", "、": ", ", "。": ". ", "！": "! ", "？": "? ", "：": ": ", "；": "; ",
    "“": "“", "”": "”", "‘": "“", "’": "”", "《": " “", "》": "” ", "〈": " “", "〉": "” ", "「": " “", "」": "” ",
    "（": " (", "）": ") ", "…": "…", "—": "—", " ": " ", "·": " ",
    ",": ", ", ".": ". ", "!": "! ", "?": "? ", ":": ": ", ";": "; ",
}  # fmt: skip
# Diphthongs are one letter in Kokoro's English (A I O W Y), Mandarin finals are a run of vowels.
NUCLEI = re.compile(r"[AIOQWY]|[aeiouyɐɑɒæɔəɚɛɜɤɨɪʊʌᵊᵻ]+")
# The tone's arrow stands before a final n, so misaki writes 亲爱 (qin1 ai4) as it writes qi1 nai4, and Kokoro says that.
# A blank tells them apart: where a final n meets an open vowel, and where nuan or nuo meets what could take its n (取暖 was
# said as 群晚). Measured with Whisper base by two voices: 53 wrong syllables in 24 sentences of the first kind, 25 with the
# blank; 8 and 0 in 4 readings of the second. Before i, u, y, j and ɥ it makes no difference, or it harms.
OPEN_VOWELS = ("a", "o", "ɔ", "ɤ", "ə", "e", "ɚ")
COULD_TAKE_N = re.compile(r"(?<![aeoə])[iya][→↗↓↘]$")
# Runs of marks (！？！？！？) that are longer than three make the voice linger without a sound.
MARK_RUN = re.compile(r"((?:[,.!?:;…—] ?){3})(?:[,.!?:;…—] ?)+")


def syllable_phonemes(syllable: str) -> str | None:
    """`zhong4` → `ꭧʊ↘ŋ`; None for what is no Mandarin syllable."""
    shape = table("syllables.tsv").get(syllable[:-1])
    tone = TONES.get(syllable[-1:])
    return None if shape is None or tone is None else shape.replace(TONE_PLACE, tone)


def latin_syllables(phonemes: str) -> int:
    """How many syllables English phonemes make: `wˈIndOz` two, `dˈʌbᵊlju` three."""
    return len(NUCLEI.findall(phonemes)) or 1


def hear(spoken: str, syllables: tuple[str | None, ...]) -> Heard:
    """`syllables` has one entry for each character of `spoken`. What has no sound is told, never dropped silently."""
    phonemes = ""
    unspeakable: list[str] = []
    sounds = sum(reading is not None for reading in syllables)
    among_chinese = sounds > 0
    place = 0
    behind_word = False
    for piece in _pieces(spoken):
        readings = syllables[place : place + len(piece)]
        place += len(piece)
        is_word = piece not in MARKS
        sound = _sound(piece, readings, among_chinese, unspeakable) if is_word else _mark(piece, phonemes)
        phonemes += f" {sound}" if is_word and behind_word and sound else sound
        sounds += latin_syllables(sound) if is_latin(piece) else 0
        behind_word = is_word and (behind_word or bool(sound))
    return Heard(MARK_RUN.sub(r"\1", phonemes).strip(), sounds, tuple(unspeakable))


def _pieces(spoken: str) -> list[str]:
    """Words of the language, Latin phrases, single marks; joined they are `spoken`."""
    pieces: list[str] = []
    behind = 0
    for phrase in PHRASE.finditer(spoken):
        pieces += [*_chinese(spoken[behind : phrase.start()]), phrase[0]]
        behind = phrase.end()
    return [*pieces, *_chinese(spoken[behind:])]


def _chinese(spoken: str) -> Iterator[str]:
    for word in words(spoken):
        yield from [word] if all(map(is_han, word)) else word


def is_latin(piece: str) -> bool:
    """Whether it is spoken by letters' names or as English words."""
    return PHRASE.fullmatch(piece) is not None


def _mark(mark: str, before: str) -> str:
    """Marks bring their blanks; one that is written behind them adds none."""
    return "" if mark == " " and before.endswith(" ") else MARKS[mark]


def _sound(piece: str, readings: tuple[str | None, ...], among_chinese: bool, unspeakable: list[str]) -> str:
    if is_latin(piece):
        return latin_phonemes(piece, among_chinese)
    sound = ""
    for pair in zip(piece, readings, strict=True):
        syllable = _syllable_sound(*pair, unspeakable)
        sound += f" {syllable}" if _stands_apart(syllable, sound) else syllable
    return sound


def _stands_apart(syllable: str, before: str) -> bool:
    """Whether an n between two syllables of a word would be heard in the wrong one."""
    if before.endswith("n"):
        return syllable.startswith(OPEN_VOWELS)
    return syllable.startswith("nw") and COULD_TAKE_N.search(before) is not None


def _syllable_sound(character: str, reading: str | None, unspeakable: list[str]) -> str:
    sound = None if reading is None else syllable_phonemes(reading)
    if sound is None:
        unspeakable.append(character)
    return sound or ""
