"""The result of pronouncing one sentence."""

from dataclasses import dataclass

from dangke_audio.model.report import Finding


@dataclass(frozen=True, slots=True)
class Pronunciation:
    """How each character of a sentence is read."""

    syllables: tuple[str | None, ...]
    """One entry for each character: citation pinyin (`zhong4`, `lv4`, neutral `de5`), None where it is not Han."""
    findings: tuple[Finding, ...]
    """`unreadable` (error) for each Han character that no dictionary knows."""
