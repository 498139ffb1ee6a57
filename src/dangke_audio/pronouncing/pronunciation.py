"""The results of pronouncing: of one character, of one sentence."""

from dataclasses import dataclass

from dangke_audio.model.report import Finding


@dataclass(frozen=True, slots=True)
class Reading:
    """How one character is read."""

    syllable: str | None
    """None for what is not Han, or in no dictionary."""
    guessed: bool = False
    """Whether nothing that stands around the character speaks for this reading."""
    pinned: bool = False
    """Whether somebody has decided it for this very word, against what a reader may take it for."""


@dataclass(frozen=True, slots=True)
class Pronunciation:
    """How each character of a sentence is read."""

    syllables: tuple[str | None, ...]
    """One entry for each character: citation pinyin (`zhong4`, `lv4`, neutral `de5`), None where it is not Han."""
    findings: tuple[Finding, ...]
    """`unreadable` (error) for each Han character that no dictionary knows, `reading-misfit` (warning) for a pin or a
    row of a lexicon that does not fit its characters, `uncertain-reading` (info) for a reading that is a guess."""
    pinned: frozenset[int]
    """Offsets of the readings that an engine must be told which guesses by itself: what the author and the lexicons
    fixed, surnames, and what the project's phrases read otherwise than usual (dictionary.own_readings)."""
