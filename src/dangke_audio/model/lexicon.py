"""A user's own readings: words of the place, names, abbreviations."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class LexiconEntry:
    """One row of a lexicon."""

    written: str
    reading: str
    """As the user wrote it: pinyin (tone marks or numbers), or characters that sound so."""
    note: str = ""
    place: str = ""
    """File and line, `voices/lexicons/本地.tsv:3`."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All entries by what they are about; of two for the same word the later one counts."""

    entries: Mapping[str, LexiconEntry] = field(default_factory=lambda: MappingProxyType({}))
    lengths: Mapping[str, tuple[int, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """For each first character, how long the words are that begin with it, longest first."""
    digest: str = ""
    """SHA-256 over all files, hexadecimal; empty where there is none."""

    def longest_at(self, text: str, start: int) -> LexiconEntry | None:
        """The entry for the longest word that stands at an offset."""
        for length in self.lengths.get(text[start : start + 1], ()):
            if entry := self.entries.get(text[start : start + length]):
                return entry
        return None


def lexicon_of(entries: Iterable[LexiconEntry], digest: str = "") -> Lexicon:
    """Index entries for matching."""
    found = {entry.written: entry for entry in entries}
    lengths: dict[str, set[int]] = {}
    for written in found:
        lengths.setdefault(written[0], set()).add(len(written))
    longest_first = {first: tuple(sorted(known, reverse=True)) for first, known in lengths.items()}
    return Lexicon(MappingProxyType(found), MappingProxyType(longest_first), digest)


NO_LEXICON = Lexicon()
