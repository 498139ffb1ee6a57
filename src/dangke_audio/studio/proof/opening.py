"""A document of the studio as it would be spoken now; kept in memory as long as none of its files changes."""

import hashlib
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from dangke_audio.composing import lecture_of
from dangke_audio.config import load_lexicon
from dangke_audio.config.lexicons import lexicon_files
from dangke_audio.errors import OutdatedPageError
from dangke_audio.model.report import Finding, Location
from dangke_audio.model.speech import SpokenLecture, SpokenSentence
from dangke_audio.preparing import BuildSettings, Prepared, prepare
from dangke_audio.reading.sidecar import sidecar_of
from dangke_audio.remembering import KnownSentences, Voiced
from dangke_audio.studio.proof.desk import ProofDesk
from dangke_audio.studio.proof.history import HISTORY, History, read_history, settled
from dangke_audio.studio.proof.lexicon_rows import changed_words, holds_any
from dangke_audio.voicing import voice_lecture

MOST_OPEN = 6
"""Documents that are kept in memory; 100,000 characters are about 30 MB."""

State = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class OpenScript:
    """A document with everything that its page shows."""

    prepared: Prepared
    settings: BuildSettings
    spoken: SpokenLecture
    sentences: tuple[SpokenSentence, ...]
    """All of them, in order; a sentence's number is its index."""
    findings: Mapping[Location, tuple[Finding, ...]]
    history: History
    version: str
    """Another one whenever a sentence may have changed."""

    @property
    def copy(self) -> Path:
        """The working copy."""
        return self.prepared.path


class OpenScripts:
    """The documents of one desk that are open."""

    def __init__(self, desk: ProofDesk) -> None:
        self._desk = desk
        self._locks: dict[str, threading.RLock] = {}
        self._guard = threading.Lock()
        self._kept: dict[str, tuple[State, OpenScript, KnownSentences]] = {}

    @contextmanager
    def working_on(self, document_id: str) -> Iterator[None]:
        """One change of a document at a time."""
        with self._guard:
            lock = self._locks.setdefault(document_id, threading.RLock())
        with lock:
            yield

    def open(self, document_id: str) -> OpenScript:
        """The document as it is now. Raises KeyError where there is none, DangkeError where it cannot be read."""
        with self.working_on(document_id):
            path = self._desk.script_of(document_id)
            settings = self._desk.settings_of(document_id)
            state = _state(path, self._desk.project, settings)
            kept = self._kept.get(document_id)
            if kept is None or kept[0] != state:
                settings = replace(settings, lexicon=load_lexicon(self._desk.project))
                kept = (state, *_opened(path, settings, kept[1:] if kept else None))
                with self._guard:
                    self._kept.pop(document_id, None)
                    self._kept[document_id] = kept
                    for oldest in [*self._kept][:-MOST_OPEN]:
                        del self._kept[oldest]
            return kept[1]

    def open_at(self, document_id: str, number: int) -> OpenScript:
        """The same; raises KeyError too where it has no such sentence."""
        opened = self.open(document_id)
        if not 0 <= number < len(opened.sentences):
            raise KeyError(number)
        return opened

    def open_current(self, document_id: str, number: int, version: str) -> OpenScript:
        """Raises OutdatedPageError too where the page shows another version: its numbers may mean other sentences."""
        opened = self.open(document_id)
        if opened.version != version:
            raise OutdatedPageError("讲稿刚刚在别处改过，网页上不是最新的", hint="已经换成最新的，请再改一次")
        return self.open_at(document_id, number)


def _state(path: Path, project: Path, settings: BuildSettings) -> State:
    """What a document is made from, as far as it can be told without reading it."""
    files = (path, sidecar_of(path), path.with_name(HISTORY), *lexicon_files(project))
    return settings.profile, *((file, *_size_and_time(file)) for file in files)


def _size_and_time(file: Path) -> tuple[int, int]:
    try:
        found = file.stat()
    except OSError:
        return (-1, -1)
    return found.st_size, found.st_mtime_ns


def _opened(
    path: Path, settings: BuildSettings, before: tuple[OpenScript, KnownSentences] | None
) -> tuple[OpenScript, KnownSentences]:
    """`before` is what was known of the document: sentences that nothing has changed for are not worked out again."""
    prepared = prepare(path, settings)
    lecture = lecture_of(prepared.document, settings.profile)
    known = _known(prepared, settings, before)
    spoken = voice_lecture(lecture, prepared.engine, settings.lexicon, known)
    if before is None:
        known.save()
    sentences = tuple(sentence for section in spoken.sections for sentence in section.sentences)
    history = settled(read_history(path.parent), prepared.document)
    opened = OpenScript(
        prepared, settings, spoken, sentences, _by_place(spoken.findings), history, _version(prepared, settings)
    )
    return opened, known


def _known(
    prepared: Prepared, settings: BuildSettings, before: tuple[OpenScript, KnownSentences] | None
) -> KnownSentences:
    if before is not None and before[0].prepared.told_by == prepared.told_by:
        return before[1]
    known = KnownSentences(prepared.told_by, prepared.path.parent)
    if before is not None and _differ_in_lexicon_only(before[0], prepared, settings):
        _carry_over(before[0], settings, known)
    return known


def _differ_in_lexicon_only(before: OpenScript, prepared: Prepared, settings: BuildSettings) -> bool:
    return before.prepared.fingerprints == prepared.fingerprints and before.settings.profile == settings.profile


def _carry_over(before: OpenScript, settings: BuildSettings, known: KnownSentences) -> None:
    """What was known under another lexicon still holds where none of its changed words stands."""
    changed = changed_words(before.settings.lexicon, settings.lexicon)
    of_voicing = _by_place(before.spoken.findings[len(before.spoken.lecture.findings) :])
    for spoken in before.sentences:
        if not holds_any(changed, spoken.sentence.written, spoken.spoken):
            known.learn(Voiced(spoken, of_voicing.get(spoken.sentence.location, ())))


def _by_place(findings: tuple[Finding, ...]) -> dict[Location, tuple[Finding, ...]]:
    found: dict[Location, tuple[Finding, ...]] = {}
    for finding in findings:
        if finding.location is not None:
            found[finding.location] = (*found.get(finding.location, ()), finding)
    return found


def _version(prepared: Prepared, settings: BuildSettings) -> str:
    inputs = (prepared.document.sha256, prepared.inputs.sidecar_sha256, settings.profile.label)
    parts = (*inputs, prepared.told_by, prepared.cast)
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]
