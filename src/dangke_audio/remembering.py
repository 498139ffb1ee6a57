"""What the front-end has found out about a lecture's sentences, kept between builds: an edit costs one sentence.

A sentence is known by its words, its kind and what its author pinned; the whole memory by what else decides (rules,
lexicons, engine), and is empty where that is another. It is kept in the lecture's state folder and holds the sentences
of the last build only. Deleting it is always safe.
"""

import hashlib
import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

from dangke_audio.durable import write_durably
from dangke_audio.errors import StorageError
from dangke_audio.model.lecture import Sentence
from dangke_audio.model.report import Finding
from dangke_audio.model.speech import Change, SpokenSentence

RECORD = "sentences.json"


@dataclass(frozen=True, slots=True)
class Voiced:
    """A sentence as it will be said, and what was found odd about it."""

    spoken: SpokenSentence
    findings: tuple[Finding, ...]


class KnownSentences:
    """The sentences of one lecture; `digest` is of everything but the sentence that decides how it is said."""

    def __init__(self, digest: str, state: Path | None = None) -> None:
        """Remember what was kept in a state folder; without one, nothing is known and nothing can be saved."""
        self._digest = digest
        self._state = state
        self._kept = _read(state / RECORD, digest) if state else {}
        self._used: dict[str, list[Any]] = {}

    def recall(self, sentence: Sentence) -> Voiced | None:
        """What is known of it, with its place now."""
        key = _key(sentence)
        kept = self._used.get(key) or self._kept.get(key)
        if kept is None:
            return None
        with suppress(TypeError, ValueError):
            voiced = _unpacked(sentence, kept)
            self._used[key] = kept
            return voiced
        return None

    def learn(self, voiced: Voiced) -> None:
        """Know a sentence from now on; one with findings about another place than its own is better found out again."""
        sentence = voiced.spoken.sentence
        if all(finding.location == sentence.location for finding in voiced.findings):
            self._used[_key(sentence)] = _packed(voiced)

    def save(self) -> None:
        """Keep what was recalled or learnt. Where that fails, the next build only has more to do."""
        if self._state and self._used != self._kept:
            content = {"digest": self._digest, "sentences": self._used}
            with suppress(StorageError):
                write_durably(self._state / RECORD, [json.dumps(content, ensure_ascii=False).encode()])


def _read(path: Path, digest: str) -> dict[str, list[Any]]:
    try:
        content = json.loads(path.read_bytes())
        return dict(content["sentences"]) if content["digest"] == digest else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _key(sentence: Sentence) -> str:
    """All of a sentence that normalizing and pronouncing look at."""
    pins = [astuple(pin) for pin in sentence.pins]
    return hashlib.sha256(repr((sentence.written, sentence.kind, pins)).encode()).hexdigest()[:32]


def _packed(voiced: Voiced) -> list[Any]:
    spoken = voiced.spoken
    changes = [list(astuple(change)) for change in spoken.changes]
    findings = [[finding.severity, finding.code, finding.message] for finding in voiced.findings]
    return [spoken.spoken, list(spoken.syllables), changes, sorted(spoken.pinned), findings]


def _unpacked(sentence: Sentence, kept: Sequence[Any]) -> Voiced:
    """Raises TypeError or ValueError where `kept` is not what `_packed` gives."""
    words, syllables, changes, pinned, findings = kept
    if not isinstance(words, str) or len(words) != len(syllables):
        raise ValueError("not a sentence")
    return Voiced(
        SpokenSentence(
            sentence, words, tuple(syllables), tuple(Change(*change) for change in changes), frozenset(pinned)
        ),
        tuple(Finding(severity, code, message, sentence.location) for severity, code, message in findings),
    )
