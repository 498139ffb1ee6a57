"""What normalizing, pronouncing and scripting produce: what will be said, and how."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from dangke_audio.model.lecture import Lecture, Section, Sentence
from dangke_audio.model.report import Finding


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that normalization did: `written[start:end]` is `before`, and is spoken as `after`."""

    rule: str
    start: int
    end: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class SpokenSentence:
    """A sentence with what will be said."""

    sentence: Sentence
    spoken: str
    syllables: tuple[str | None, ...]
    """One entry for each character of `spoken`: citation pinyin (`zhong4`, `v` for ü, 5 neutral), None if not Han."""
    changes: tuple[Change, ...]
    pinned: frozenset[int] = frozenset()
    """Offsets in `spoken` whose reading somebody fixed: the author, a lexicon, a phrase table."""

    def spoken_span(self, start: int, end: int) -> tuple[int, int]:
        """Where in `spoken` the words `sentence.written[start:end]` are said; a change that they touch counts whole."""
        before = sum(len(change.after) - len(change.before) for change in self.changes if change.end <= start)
        touched = [change for change in self.changes if change.end > start and change.start < end]
        first = min([start, *(change.start for change in touched)])
        last = max([end, *(change.end for change in touched)])
        growth = sum(len(change.after) - len(change.before) for change in touched)
        return first + before, last + before + growth


@dataclass(frozen=True, slots=True)
class SpokenSection:
    """A section with its sentences as they will be said, in the order of `section.sentences`."""

    section: Section
    sentences: tuple[SpokenSentence, ...]


@dataclass(frozen=True, slots=True)
class SpokenLecture:
    """A lecture with what will be said; `findings` holds those of all stages so far."""

    lecture: Lecture
    sections: tuple[SpokenSection, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Pauses:
    """The silence behind an utterance by what ends there, from the voice profile."""

    clause_ms: int
    sentence_ms: int
    paragraph_ms: int
    heading_ms: int
    chapter_ms: int


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says an utterance, and how."""

    voice: str
    """The engine's own name for the voice."""
    speed: float = 1.0
    """1.0 is the voice's own pace."""
    gain_db: float = 0.0
    """What is added to the engine's level, so that all voices are equally loud; rounded to 0.1 dB."""


@dataclass(frozen=True, slots=True)
class Cast:
    """Who says what in a lecture."""

    narrator: Speaker
    roles: Mapping[str, Speaker] = field(default_factory=lambda: MappingProxyType({}))
    """By speaker label; who has none is spoken by the narrator."""

    @property
    def voices(self) -> tuple[str, ...]:
        """All voices, each once, the narrator's first."""
        return tuple(dict.fromkeys(speaker.voice for speaker in (self.narrator, *self.roles.values())))

    def speaker(self, role: str | None) -> Speaker:
        """Who says the lines of a role."""
        return self.narrator if role is None else self.roles.get(role, self.narrator)


@dataclass(frozen=True, slots=True)
class Utterance:
    """What an engine speaks in one go: a sentence, or a part of a long one cut at a mark."""

    sentence: Sentence
    spoken: str
    syllables: tuple[str | None, ...]
    """As in `SpokenSentence`, for this `spoken`."""
    pause_after_ms: int
    """From the end of this speech to the start of the next."""
    speaker: Speaker
    pinned: frozenset[int] = frozenset()
    """As in `SpokenSentence`, for this `spoken`."""
    take: str | None = None
    """Key of the sound that the user chose for it; no engine is asked then. The utterance is the whole sentence."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A stretch of utterances that becomes one chapter and one file: a heading of level 1 or 2, or the opening."""

    title: str
    """The heading as written, or 开场."""
    level: int
    first: int
    """Index of its first utterance."""
    end: int
    """Index behind its last utterance."""


@dataclass(frozen=True, slots=True)
class Script:
    """All that will be said, in order. The chapters cover the utterances without gap."""

    utterances: tuple[Utterance, ...]
    chapters: tuple[Chapter, ...]
