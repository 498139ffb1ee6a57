"""How long a section will take, before anything is spoken."""

from collections.abc import Callable

from dangke_audio.model.speech import Cast, Pauses, SpokenSection, Utterance
from dangke_audio.scripting.utterances import utterances_of


def estimate_ms(
    section: SpokenSection, cast: Cast, pauses: Pauses, longest: int, seconds_of: Callable[[Utterance], float]
) -> int:
    """Speech and pauses of one section. `seconds_of` estimates the speech of an utterance."""
    utterances = utterances_of(section.sentences, cast, pauses, longest)
    speech_s = sum(seconds_of(utterance) for utterance in utterances)
    return round(1000 * speech_s) + sum(utterance.pause_after_ms for utterance in utterances)
