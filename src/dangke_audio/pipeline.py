"""The tour guide: a script's way to its MP3 files, top to bottom.

file → SourceDocument → Lecture → SpokenLecture → Script → Clips → Timeline → Tracks → BuildReport
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from dangke_audio import __version__
from dangke_audio.assembling import lay_out, lay_out_block
from dangke_audio.covering import artwork_for
from dangke_audio.delivering import deliver
from dangke_audio.delivering.edition import Edition
from dangke_audio.delivering.last_build import last_build
from dangke_audio.delivering.published import published
from dangke_audio.delivering.shelf import Shelf, publishing
from dangke_audio.errors import LostClipError
from dangke_audio.housekeeping import cache_in_use, register
from dangke_audio.model.audio import Clip
from dangke_audio.model.lecture import Lecture
from dangke_audio.model.report import BuildReport, Progress
from dangke_audio.model.speech import Script, SpokenLecture, Utterance
from dangke_audio.model.voice import VoiceProfile
from dangke_audio.music import load_music
from dangke_audio.parsing import parse, parse_lines
from dangke_audio.planning import compare
from dangke_audio.preparing import (
    BuildSettings,
    CastOf,
    Prepared,
    credits_of,
    prepare,
    refuse_findings,
    refuse_missing_voices,
)
from dangke_audio.reading import read
from dangke_audio.remembering import KnownSentences
from dangke_audio.reporting import Work, remember_report, remembering_failure, report_of, telling_what_is_kept
from dangke_audio.scripting import apply_takes, write_script
from dangke_audio.stores import block_source, open_stores, with_takes
from dangke_audio.synthesizing import Request, synthesize, worker_count
from dangke_audio.voicing import voice_lecture


def read_lecture(path: Path, profile: VoiceProfile, cast_of: CastOf, *, lines: bool = False) -> Lecture:
    """Read and parse a script; with `lines`, each line is one body paragraph. Raises SourceError, ConfigError."""
    document = read(path)
    cast_of(document.sidecar.roles if document.sidecar else ())  # a role that nobody can speak is told at once
    return parse_lines(document) if lines else parse(document, frozenset(profile.roles))


def build_lecture(path: Path, settings: BuildSettings, report: Callable[[Progress], None]) -> BuildReport:
    """Make and publish all files of one lecture. Raises DangkeError; then the published files are the old ones."""
    started = time.monotonic()
    prepared = prepare(path, settings)
    with publishing(settings.out, path) as shelf, remembering_failure(shelf, settings.profile), cache_in_use():
        before = published(shelf.folder)
        if before and last_build(shelf).stands(shelf.folder, prepared.made_from):
            refuse_findings(before.findings, strict=settings.strict)
            work = Work()
        else:
            work = _make(_Build(prepared, settings, shelf, report))
        found = published(shelf.folder)
        assert found, "a manifest has just been published"
        plan = compare(before.rendition if before else None, found.rendition, work.made)
        told = report_of(shelf, found, plan, work, time.monotonic() - started)
        remember_report(shelf, told, settings.profile, work)
    return told


def compose(
    prepared: Prepared, settings: BuildSettings, known: KnownSentences | None = None
) -> tuple[SpokenLecture, Script]:
    """What will be said, and by whom. Raises FindingsError, EngineError for a voice that is not there."""
    profile, engine = settings.profile, prepared.engine
    lecture = parse(prepared.document, frozenset(profile.roles))
    spoken = voice_lecture(lecture, engine, settings.lexicon, known)
    refuse_findings(spoken.findings, strict=settings.strict)
    script = write_script(spoken, prepared.cast, profile.pauses, engine.limits.spoken_characters)
    refuse_missing_voices(script, prepared)
    spoken, script = apply_takes(spoken, script, prepared.takes, profile, engine.rate_hz)
    refuse_findings(spoken.findings, strict=settings.strict)
    return spoken, script


@dataclass(frozen=True, slots=True)
class _Build:
    """One build under way."""

    prepared: Prepared
    settings: BuildSettings
    shelf: Shelf
    report: Callable[[Progress], None]


def _make(build: _Build) -> Work:
    """All stages; from speaking on again where clips vanish from the store under the build's hands."""
    known = KnownSentences(build.prepared.told_by, build.shelf.state)
    spoken, script = compose(build.prepared, build.settings, known)
    known.save()
    register(build.shelf.folder)
    lost: set[str] = set()
    while True:
        try:
            return _speak_and_deliver(build, spoken, script)
        except LostClipError as error:  # a clip is spoken again once; a store that loses it twice is of no use
            if error.key in lost:
                raise
            lost.add(error.key)


def _speak_and_deliver(build: _Build, spoken: SpokenLecture, script: Script) -> Work:
    prepared, engine, phone = build.prepared, build.prepared.engine, build.settings.phone
    credits = credits_of(spoken.lecture, prepared, build.settings)
    stores = with_takes(open_stores(), prepared.path, prepared.takes, engine.rate_hz)
    artwork = artwork_for(credits, phone, stores.blocks)
    music = load_music(phone.music, engine.rate_hz)
    blocks = block_source(stores, engine.rate_hz, build.settings.encoding, music)
    encoded: list[bool] = []

    def encode(utterance: Utterance, clip: Clip) -> None:
        encoded.append(blocks.ensure(lay_out_block(utterance, clip, 0, engine.rate_hz)))

    workers = worker_count(build.settings.jobs, len(script.utterances), engine.limits)
    request, started = Request(script.utterances, engine, prepared.fingerprints, workers), time.monotonic()
    with telling_what_is_kept():
        synthesis = synthesize(request, stores.clips, build.report, encode)
    speaking_s = time.monotonic() - started
    timeline = lay_out(script, synthesis.clips, engine.rate_hz, music)
    encoded += map(blocks.ensure, timeline.blocks)
    edition = Edition(
        out=build.settings.out,
        script=prepared.path,
        inputs=prepared.inputs,
        made_from=prepared.made_from,
        program_version=__version__,
        credits=credits,
        voice=build.settings.profile,
        cast=prepared.cast,
        fingerprints=prepared.fingerprints,
        timeline=timeline,
        blocks=blocks,
        findings=spoken.findings,
        options=phone,
        artwork=artwork,
    )
    deliver(edition, build.shelf)
    return Work(synthesis.made, sum(encoded), speaking_s)
