"""How long a section will take, before anything is spoken."""

from collections.abc import Callable

from dangke_audio.model.speech import Pauses, SpokenSection, Utterance
from dangke_audio.scripting.utterances import utterances_of


def estimate_ms(
    section: SpokenSection,
    pauses: Pauses,
    longest: int,
    sounds_of: Callable[[Utterance], int],
    sounds_per_second: float,
) -> int:
    """Speech and pauses of one section. `sounds_of` counts the syllables that will be heard of an utterance."""
    utterances = utterances_of(section.sentences, pauses, longest)
    sounds = sum(sounds_of(utterance) for utterance in utterances)
    return round(1000 * sounds / sounds_per_second) + sum(utterance.pause_after_ms for utterance in utterances)
