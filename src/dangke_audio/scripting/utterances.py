"""Spoken sentences → utterances with the silence behind each."""

from collections.abc import Iterable
from dataclasses import replace

from dangke_audio.model.lecture import Sentence
from dangke_audio.model.speech import Cast, Pauses, SpokenSentence, Utterance
from dangke_audio.segmenting import cut


def utterances_of(sentences: Iterable[SpokenSentence], cast: Cast, pauses: Pauses, longest: int) -> list[Utterance]:
    """The utterances of one chapter, at most `longest` spoken characters each.

    A sentence that cannot be spoken (only marks) gives none, but the pause behind it is kept by the one before it.
    """
    utterances: list[Utterance] = []
    for sentence in sentences:
        utterances += _pieces(sentence, cast, pauses.clause_ms, longest)
        if utterances:
            utterances[-1] = _with_pause(utterances[-1], _pause_behind(sentence.sentence, pauses))
    if utterances:
        utterances[-1] = _with_pause(utterances[-1], pauses.chapter_ms)
    return utterances


def _pieces(sentence: SpokenSentence, cast: Cast, clause_ms: int, longest: int) -> list[Utterance]:
    """A sentence cut to length, its syllables cut along; a piece of nothing but marks is left out."""
    pieces: list[Utterance] = []
    offset = 0
    for piece in cut(sentence.spoken, _longest(sentence.spoken, longest)):
        spoken = piece.strip()
        start = offset + piece.find(spoken)
        offset += len(piece)
        if is_speakable(spoken):
            syllables = sentence.syllables[start : start + len(spoken)]
            pinned = frozenset(place - start for place in sentence.pinned if 0 <= place - start < len(spoken))
            speaker = cast.speaker(sentence.sentence.role)
            pieces.append(Utterance(sentence.sentence, spoken, syllables, clause_ms, speaker, pinned))
    return pieces


def _longest(spoken: str, longest: int) -> int:
    """Half as many characters where most are letters: the name of one (W) is as long as three syllables."""
    letters = sum(character.isascii() and character.isalpha() for character in spoken)
    return longest if 2 * letters <= min(longest, len(spoken)) else longest // 2


def is_speakable(spoken: str) -> bool:
    """Whether a text holds a Han or a letter: marks alone make no sound."""
    return any(character.isalpha() for character in spoken)


def _pause_behind(sentence: Sentence, pauses: Pauses) -> int:
    """The silence behind a sentence: what the author asked for, else the longest of all that end with it."""
    if sentence.pause_after_ms is not None:
        return sentence.pause_after_ms
    pause = pauses.sentence_ms
    if sentence.ends_paragraph:
        pause = max(pause, pauses.paragraph_ms)
    if sentence.kind in ("title", "heading"):
        pause = max(pause, pauses.heading_ms)
    return pause


def _with_pause(utterance: Utterance, pause_ms: int) -> Utterance:
    """The utterance with at least this silence behind it."""
    return replace(utterance, pause_after_ms=max(utterance.pause_after_ms, pause_ms))
