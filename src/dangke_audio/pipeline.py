"""The tour guide: a script's way to its MP3 files, top to bottom.

file → SourceDocument → Lecture → SpokenLecture → Script → Clips → Timeline → Tracks → BuildReport
"""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from dangke_audio import __version__
from dangke_audio.assembling import lay_out, lay_out_block
from dangke_audio.assembling.joiner import join_block
from dangke_audio.delivering import deliver
from dangke_audio.delivering.blocks import BlockSource
from dangke_audio.delivering.edition import Edition, Inputs
from dangke_audio.delivering.shelf import publishing
from dangke_audio.engines.contract import Engine
from dangke_audio.engines.registry import load_engine
from dangke_audio.errors import FindingsError, StorageError
from dangke_audio.folders import cache_folder
from dangke_audio.model.audio import Clip, Pcm
from dangke_audio.model.lecture import Lecture
from dangke_audio.model.lexicon import Lexicon
from dangke_audio.model.report import BuildReport, Finding, Progress
from dangke_audio.model.source import SourceDocument
from dangke_audio.model.speech import Cast, Script, Utterance
from dangke_audio.model.storage import Store, Stores
from dangke_audio.model.voice import VoiceProfile
from dangke_audio.parsing import parse, parse_lines
from dangke_audio.reading import read
from dangke_audio.scripting import write_script
from dangke_audio.synthesizing import DiskStore, Request, Synthesis, synthesize, worker_count
from dangke_audio.voicing import voice_lecture

MOST_TOLD = 3
"""Findings that one error names; `check` lists them all."""

CastOf = Callable[[Iterable[tuple[str, str]]], Cast]


@dataclass(frozen=True, slots=True)
class BuildSettings:
    """What the user chose."""

    profile: VoiceProfile
    cast_of: CastOf
    """Who speaks, given the roles of a script's sidecar."""
    lexicon: Lexicon
    out: Path
    jobs: int | None
    """Speaking processes; None for as many as the machine carries."""
    strict: bool


def read_lecture(path: Path, profile: VoiceProfile, cast_of: CastOf, *, lines: bool = False) -> Lecture:
    """Read and parse a script; with `lines`, each line is one body paragraph. Raises SourceError, ConfigError."""
    document = read(path)
    cast_of(document.sidecar.roles if document.sidecar else ())  # a role that nobody can speak is told at once
    return parse_lines(document) if lines else parse(document, frozenset(profile.roles))


def build_lecture(path: Path, settings: BuildSettings, report: Callable[[Progress], None]) -> BuildReport:
    """Make and publish all files of one lecture. Raises DangkeError; then the published files are the old ones."""
    started = time.monotonic()
    profile = settings.profile
    engine = load_engine(profile.engine, profile.options)
    document = read(path)
    cast = settings.cast_of(document.sidecar.roles if document.sidecar else ())
    spoken = voice_lecture(parse(document, frozenset(profile.roles)), engine, settings.lexicon)
    refuse_findings(spoken.findings, strict=settings.strict)
    script = write_script(spoken, cast, profile.pauses, engine.limits.spoken_characters)
    stores = open_stores()
    blocks = block_source(stores, engine.rate_hz)
    encoded = 0

    def encode(utterance: Utterance, clip: Clip) -> None:
        nonlocal encoded
        encoded += blocks.ensure(lay_out_block(utterance, clip, 0, engine.rate_hz))

    with publishing(settings.out, path) as shelf:
        synthesis = speak_script(script, engine, stores.clips, settings.jobs, report, encode)
        edition = Edition(
            out=settings.out,
            script=path,
            inputs=_inputs(document, settings.lexicon),
            program_version=__version__,
            title=spoken.lecture.title or Path(document.name).stem,
            date=spoken.lecture.date,
            voice=profile,
            cast=cast,
            fingerprints=synthesis.fingerprints,
            timeline=lay_out(script, synthesis.clips, engine.rate_hz),
            blocks=blocks,
            findings=spoken.findings,
        )
        encoded += sum(map(blocks.ensure, edition.timeline.blocks))
        outputs = deliver(edition, shelf)
    return BuildReport(
        title=edition.title,
        folder=str(shelf.folder),
        sentences=sum(len(section.sentences) for section in spoken.sections),
        clips=len(synthesis.clips),
        synthesized=synthesis.synthesized,
        reused=len(synthesis.clips) - synthesis.synthesized,
        blocks_encoded=encoded,
        audio_ms=edition.timeline.milliseconds(edition.timeline.samples),
        wall_s=time.monotonic() - started,
        outputs=outputs,
        findings=spoken.findings,
    )


def _inputs(document: SourceDocument, lexicon: Lexicon) -> Inputs:
    sidecar = document.sidecar.sha256 if document.sidecar else None
    return Inputs(document.name, document.sha256, sidecar, lexicon.digest or None)


def speak_script(
    script: Script,
    engine: Engine,
    store: Store,
    jobs: int | None,
    report: Callable[[Progress], None],
    on_made: Callable[[Utterance, Clip], None] = lambda _utterance, _clip: None,
) -> Synthesis:
    """Clips for every utterance of a script; see `synthesize`."""
    workers = worker_count(jobs, len(script.utterances), engine.limits)
    return synthesize(Request(script.utterances, engine, workers), store, report, on_made)


def open_stores() -> Stores:
    """The user's clips and blocks, cleared of what killed builds left half-written."""
    stores = [DiskStore(cache_folder() / name) for name in ("clips", "blocks")]
    for store in stores:
        store.sweep()
    return Stores(*stores)


def block_source(stores: Stores, rate_hz: int) -> BlockSource:
    """Encoded blocks from the store, or made of its clips."""

    def read_pcm(clip: Clip) -> Pcm:
        entry = stores.clips.read(clip.key)
        if entry is None:
            raise StorageError("缓存里的声音片段在生成途中被删除或损坏", hint="请重新运行，只会补做缺少的部分")
        return Pcm(rate_hz, entry)

    return BlockSource(stores.blocks, read_pcm, join_block)


def refuse_findings(findings: Iterable[Finding], *, strict: bool) -> None:
    """Raise FindingsError where there are errors, or, under `--strict`, warnings."""
    forbidden = {"error", "warning"} if strict else {"error"}
    refused = [finding for finding in findings if finding.severity in forbidden]
    if refused:
        lines = [f"{one.location}：{one.message}" if one.location else one.message for one in refused[:MOST_TOLD]]
        more = [f"等 {len(refused)} 处"] if len(refused) > MOST_TOLD else []
        raise FindingsError([*lines, *more], hint="请修改讲稿后重试；dangke-audio check 会列出全部问题")
