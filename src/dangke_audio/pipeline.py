"""The tour guide: a script's way to its MP3 files, top to bottom.

file → SourceDocument → Lecture → SpokenLecture → Script → Clips → Timeline → Tracks → BuildReport
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from dangke_audio import __version__
from dangke_audio.assembling import lay_out
from dangke_audio.covering import artwork_for
from dangke_audio.delivering import deliver
from dangke_audio.delivering.edition import Artwork, Edition
from dangke_audio.delivering.last_build import last_build
from dangke_audio.delivering.published import published
from dangke_audio.delivering.shelf import Shelf, publishing
from dangke_audio.encoding import BlockEncoder
from dangke_audio.errors import LostClipError
from dangke_audio.housekeeping import cache_in_use, register
from dangke_audio.model.audio import Clip
from dangke_audio.model.report import BuildReport, Progress
from dangke_audio.model.speech import Script, SpokenLecture, Utterance
from dangke_audio.model.storage import Store
from dangke_audio.music import load_music
from dangke_audio.planning import compare
from dangke_audio.preparing import (
    BuildSettings,
    Prepared,
    credits_of,
    prepare,
    refuse_findings,
    with_published_editions,
)
from dangke_audio.remembering import KnownSentences
from dangke_audio.reporting import Work, remember_report, remembering_failure, report_of, telling_what_is_kept
from dangke_audio.stores import open_stores, with_takes
from dangke_audio.synthesizing import Request, Synthesis, synthesize, worker_count

OnScript = Callable[[Prepared, Script], None]
"""Told what will be spoken; it may raise, to stop, and so may what is told of the progress, up to the publishing."""


def build_lecture(
    path: Path, settings: BuildSettings, report: Callable[[Progress], None], on_script: OnScript = lambda *_: None
) -> BuildReport:
    """Make and publish all files of one lecture. Raises DangkeError; then the published files are the old ones."""
    started = time.monotonic()
    settings = with_published_editions(settings, path)
    prepared = prepare(path, settings)
    with publishing(settings.out, path) as shelf, remembering_failure(shelf, settings.profile), cache_in_use():
        before = published(shelf.folder)
        if before and last_build(shelf).stands(shelf.folder, prepared.made_from):
            refuse_findings(before.findings, strict=settings.strict)
            work = Work()
        else:
            work = _make(_Build(prepared, settings, shelf, report, on_script))
        found = published(shelf.folder)
        assert found, "a manifest has just been published"
        plan = compare(before.rendition if before else None, found.rendition, work.made)
        told = report_of(shelf, found, plan, work, time.monotonic() - started)
        remember_report(shelf, told, settings.profile, work)
    return told


@dataclass(frozen=True, slots=True)
class _Build:
    """One build under way."""

    prepared: Prepared
    settings: BuildSettings
    shelf: Shelf
    report: Callable[[Progress], None]
    on_script: OnScript


def _make(build: _Build) -> Work:
    """All stages; from speaking on again where clips vanish from the store under the build's hands."""
    from dangke_audio.composing import compose  # rules take a quarter of a second to load

    known = KnownSentences(build.prepared.told_by, build.shelf.state)
    spoken, script = compose(build.prepared, build.settings, known)
    known.save()
    build.on_script(build.prepared, script)
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
    prepared, settings, engine = build.prepared, build.settings, build.prepared.engine
    credits = credits_of(spoken.lecture, prepared, settings)
    stores = with_takes(open_stores(settings.clips), prepared.path, prepared.takes, engine.rate_hz)
    music = load_music(settings.phone.music, engine.rate_hz)
    artwork = artwork_for(credits, settings.phone, stores.blocks) if "phone" in settings.editions else Artwork()
    encoder = BlockEncoder.of(settings, stores, engine.rate_hz, music)
    synthesis = _speak(build, script.utterances, stores.clips, encoder.encode)
    timeline = lay_out(script, synthesis.clips, engine.rate_hz, music)
    horn = None
    if encoder.horn is not None:
        from dangke_audio.announcing import announcement
        from dangke_audio.broadcasting import Spoken, broadcast

        horn = broadcast(
            Spoken(credits.title, script, synthesis.clips),
            encoder.horn,
            lambda line: announcement(line, prepared, settings),
            lambda utterances: _speak(build, utterances, stores.clips, encoder.encode).clips,
        )
    encoder.encode_all(timeline, horn, build.report)
    edition = Edition(
        out=settings.out,
        script=prepared.path,
        inputs=prepared.inputs,
        made_from=prepared.made_from,
        asked_for=prepared.asked_for,
        program_version=__version__,
        credits=credits,
        voice=settings.profile,
        cast=prepared.cast,
        fingerprints=prepared.fingerprints,
        timeline=timeline,
        blocks=encoder.blocks,
        findings=spoken.findings,
        options=settings.phone,
        artwork=artwork,
        has_phone=encoder.has_phone,
        horn=horn,
    )
    deliver(edition, build.shelf, lambda phase: build.report(Progress(0, 0, 1.0, phase)))
    ahead = settings.spoken_ahead & {clip.key for clip in synthesis.clips}
    return Work(synthesis.made | ahead, encoder.count, None if ahead else synthesis.speaking_s)


def _speak(
    build: _Build, utterances: tuple[Utterance, ...], clips: Store, on_made: Callable[[Utterance, Clip], None]
) -> Synthesis:
    prepared = build.prepared
    workers = worker_count(build.settings.jobs, len(utterances), prepared.engine.limits)
    request = Request(utterances, prepared.engine, prepared.fingerprints, workers, build.settings.crew)
    with telling_what_is_kept():
        return synthesize(request, clips, build.report, on_made)
