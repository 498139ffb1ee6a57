"""Another cut for an utterance that cannot be spoken in one go: at the clause nearest its middle."""

import re
from collections.abc import Sequence
from dataclasses import replace

from dangke_audio.model.audio import Pcm
from dangke_audio.model.speech import Utterance

BREATH_MS = 200
"""Between the pieces; about what a comma takes inside an utterance."""
_CLAUSE_END = re.compile(r"[，、；：,;:。！？!?…—]+[”’」》）)]*")
_LEAST_CHARACTERS = 2


def in_two(utterance: Utterance) -> tuple[Utterance, Utterance] | None:
    """The utterance as two, cut behind the mark nearest its middle; None where it holds no mark inside."""
    spoken = utterance.spoken
    ends = [mark.end() for mark in _CLAUSE_END.finditer(spoken)]
    inside = [end for end in ends if _is_speakable(spoken[:end]) and _is_speakable(spoken[end:])]
    if not inside:
        return None
    middle = min(inside, key=lambda end: abs(2 * end - len(spoken)))
    return _part(utterance, 0, middle), _part(utterance, middle, len(spoken))


def with_breaths(clips: Sequence[Pcm]) -> Pcm:
    """Pieces of one utterance as one clip."""
    rate_hz = clips[0].rate_hz
    return Pcm(rate_hz, bytes(2 * (rate_hz * BREATH_MS // 1000)).join(clip.data for clip in clips))


def _is_speakable(spoken: str) -> bool:
    return sum(character.isalpha() for character in spoken) >= _LEAST_CHARACTERS


def _part(utterance: Utterance, start: int, end: int) -> Utterance:
    return replace(
        utterance,
        spoken=utterance.spoken[start:end],
        syllables=utterance.syllables[start:end],
        pinned=frozenset(place - start for place in utterance.pinned if start <= place < end),
    )
