"""What else a character may be read as, for somebody who proof-reads: all readings of the dictionaries."""

from collections.abc import Collection, Sequence
from functools import lru_cache

from dangke_audio.pinyin import syllables_of
from dangke_audio.pronouncing.dictionary import character_reading, numbered_readings
from dangke_audio.pronouncing.readings import readings_of
from dangke_audio.pronouncing.uncertainty import contested


@lru_cache(maxsize=4096)
def possible_readings(character: str) -> tuple[str, ...]:
    """The readings of a character, those of running text first, then as the dictionaries list them; `chong2`, `zhong4`.

    Empty where no dictionary has it. Readings that are not of today's Mandarin (ḿ, hm) are left out.
    """
    usual = character_reading(character)
    mixed = [syllable for (known, _), others in contested().items() if known == character for syllable in others]
    found = dict.fromkeys([*([usual] if usual else []), *mixed, *numbered_readings(character)])
    return tuple(syllable for syllable in found if syllables_of(syllable) == (syllable,))


def uncertain_places(
    spoken: str, syllables: Sequence[str | None], settled: Collection[int] = frozenset()
) -> tuple[int, ...]:
    """Offsets of the readings that `uncertain-reading` findings complain of; `settled` ones somebody has decided."""
    return tuple(
        place
        for place, reading in enumerate(readings_of(spoken))
        if reading.guessed
        and place not in settled
        and reading.syllable == syllables[place]
        and (spoken[place], reading.syllable) in contested()
    )
