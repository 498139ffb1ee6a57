"""The chapters of a lecture as sound, each as soon as all of its clips are there: before the lecture is published.

The store is what tells, not the build: what an earlier build, a stopped one or a killed one has left is ready at once.
A chapter's frames are those of the file in 章节/ that will be published, byte for byte; what has no encoded block yet
(a build for loudspeakers makes none for phones) is encoded when somebody wants to hear it.
"""

import hashlib
from dataclasses import dataclass
from threading import Lock

from dangke_audio.assembling import lay_out_chapter
from dangke_audio.composing import compose
from dangke_audio.delivering.shelf import STATE_FOLDER
from dangke_audio.errors import LostClipError
from dangke_audio.housekeeping import cache_in_use
from dangke_audio.model.audio import Block, Clip
from dangke_audio.model.speech import Chapter, Script
from dangke_audio.music import load_music
from dangke_audio.preparing import BuildSettings, Prepared, prepare
from dangke_audio.remembering import KnownSentences
from dangke_audio.stores import block_source, open_stores, with_takes
from dangke_audio.studio.desk import Desk
from dangke_audio.synthesizing import clip_keys


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter for a list."""

    number: int
    """From 1, as in the name of its file."""
    title: str
    level: int
    mark: str | None
    """Digest of its sound; None while clips are missing."""
    milliseconds: int | None


@dataclass(frozen=True, slots=True)
class _Ready:
    """The sound of a chapter, which starts at 0."""

    blocks: tuple[Block, ...]
    mark: str
    milliseconds: int


class Sections:
    """The chapters of one script, as a build with these settings would make them. Raises what `load_music` and engines raise."""

    def __init__(self, prepared: Prepared, settings: BuildSettings, script: Script) -> None:
        rate_hz = prepared.engine.rate_hz
        stores = with_takes(open_stores(), prepared.path, prepared.takes, rate_hz)
        self._script = script
        self._music = load_music(settings.phone.music, rate_hz)
        self._clips = stores.clips
        self._source = block_source(stores, rate_hz, settings.encoding, self._music)
        self._keys = clip_keys(script.utterances, prepared.engine, prepared.fingerprints)
        self._samples: dict[str, int] = {}
        self._ready: dict[int, _Ready] = {}
        self._one_look = Lock()

    def look(self) -> int:
        """See what has become ready; how many chapters are. A chapter that is not ready costs one look at the disk."""
        with self._one_look:
            for number, chapter in enumerate(self._script.chapters, start=1):
                if number not in self._ready and self._is_there(chapter):
                    self._ready[number] = self._laid_out(chapter)
            return len(self._ready)

    def rows(self) -> tuple[Section, ...]:
        """All chapters, in order, as the last look found them."""
        return tuple(self._row(number, one) for number, one in enumerate(self._script.chapters, start=1))

    def sound(self, number: int, mark: str) -> bytes | None:
        """The MP3 frames of a chapter; None where it is not ready or another by now. Raises BusyError, StorageError."""
        ready = self._ready.get(number)
        if ready is None or ready.mark != mark:
            return None
        try:
            with cache_in_use():
                return b"".join(map(self._source.frames, ready.blocks))
        except LostClipError:  # somebody deleted it from the cache: the chapter has to be made again
            with self._one_look:
                self._samples.clear()
                self._ready.pop(number, None)
            return None

    def _is_there(self, chapter: Chapter) -> bool:
        """Up to the first clip that is missing; what was found is not looked for again."""
        for key in self._keys[chapter.first : chapter.end]:
            if key not in self._samples:
                length = self._clips.length(key)
                if length is None:
                    return False
                self._samples[key] = length // 2
        return True

    def _laid_out(self, chapter: Chapter) -> _Ready:
        clips = tuple(Clip(key, self._samples[key]) for key in self._keys[chapter.first : chapter.end])
        source = self._source
        blocks = lay_out_chapter(self._script, chapter, clips, source.rate_hz, self._music)
        sounds = "".join(f"{source.key(block)} {block.samples}\n" for block in blocks)
        mark = hashlib.sha256(sounds.encode()).hexdigest()[:16]
        return _Ready(blocks, mark, 1000 * blocks[-1].end // source.rate_hz)

    def _row(self, number: int, chapter: Chapter) -> Section:
        ready = self._ready.get(number)
        mark, milliseconds = (ready.mark, ready.milliseconds) if ready else (None, None)
        return Section(number, chapter.title, chapter.level, mark, milliseconds)


def sections_now(desk: Desk, document_id: str) -> Sections:
    """Of a document as it is now, without a build. Raises UnknownDocumentError, and what forbids a build."""
    settings = desk.settings_of(document_id)
    prepared = prepare(desk.script_of(document_id), settings)
    known = KnownSentences(prepared.told_by, desk.out / STATE_FOLDER / desk.lecture_of(document_id))
    _, script = compose(prepared, settings, known)
    sections = Sections(prepared, settings, script)
    sections.look()
    return sections
