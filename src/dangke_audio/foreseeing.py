"""What a build would do, without doing it: the script as far as the keys of its clips. Nothing is spoken or written."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dangke_audio.assembling import lay_out
from dangke_audio.composing import compose
from dangke_audio.covering import cover_recipe
from dangke_audio.delivering.blocks import BlockSource
from dangke_audio.delivering.last_build import last_build
from dangke_audio.delivering.names import section_stems
from dangke_audio.delivering.published import Published, published
from dangke_audio.delivering.shelf import STATE_FOLDER, shelf_of
from dangke_audio.delivering.speed import expected_work_s
from dangke_audio.delivering.tracks import SECTIONS_FOLDER
from dangke_audio.engines.contract import Engine
from dangke_audio.errors import SourceError
from dangke_audio.model.audio import Clip, Timeline
from dangke_audio.model.plan import Plan
from dangke_audio.model.rendition import Rendition, SpokenLine
from dangke_audio.model.report import Finding
from dangke_audio.model.speech import Utterance
from dangke_audio.model.storage import lengths
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
from dangke_audio.stores import block_source, open_stores, with_takes
from dangke_audio.synthesizing import clip_keys
from dangke_audio.synthesizing.synthesis import hear


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What is to be expected of a build."""

    title: str
    folder: str
    """Where the lecture is published, or will be."""
    plan: Plan
    audio_ms: int
    """Of the whole lecture, pauses too, about."""
    work_s: float | None
    """How long the speaking will take; None where this voice has not been measured on this machine."""
    section_files: tuple[str, ...]
    """All that there will be, by name below the folder; none where there is no phone edition."""
    changed_files: tuple[str, ...]
    """Of these, the ones that are not there already."""
    removed_files: tuple[str, ...]
    """Old section files that will go."""
    has_horn: bool
    """Whether the loudspeaker edition is among what will be made."""
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Drafted:
    """A script as it would be built. The keys of its blocks are true only where its clips are there."""

    title: str | None
    rendition: Rendition
    missing: frozenset[str]
    """Clips that the store does not have."""
    audio_ms: int
    findings: tuple[Finding, ...]


def foresee(path: Path, settings: BuildSettings) -> Foreseen:
    """What `build_lecture` would do. Raises what it would raise before anything is spoken, but not BusyError."""
    settings = with_published_editions(settings, path)
    prepared = prepare(path, settings)
    shelf = shelf_of(settings.out, path)
    before = published(shelf.folder)
    if before and last_build(shelf).stands(shelf.folder, prepared.made_from):
        refuse_findings(before.findings, strict=settings.strict)
        new = _Drafted(before.title, before.rendition, frozenset(), before.milliseconds, before.findings)
    else:
        new = _drafted(prepared, settings, KnownSentences(prepared.told_by, shelf.state))
    after = new.rendition
    if prepared.engine.deterministic:
        after = _without_blocks(after, new.missing)
    plan = compare(before.rendition if before else None, after, new.missing)
    title = new.title or Path(prepared.document.name).stem
    return _foreseen(title, shelf.folder, plan, new, _section_files(before), settings)


def foresee_change(old: Path, new: Path, settings: BuildSettings) -> Foreseen:
    """What would be done after a script has become another, whether or not either was ever built.

    Raises SourceError where the two are one file.
    """
    if old.exists() and new.exists() and old.samefile(new):
        raise SourceError("两个都是同一个文件", place=str(new), hint="请给出修改前和修改后的两份讲稿")
    was, now = (_drafted(prepare(path, settings), settings, untitled="") for path in (old, new))
    missing = _clips(now.rendition) - _clips(was.rendition)
    plan = compare(was.rendition, now.rendition, missing)
    return _foreseen(now.title or new.stem, new, plan, now, _names(was.rendition), settings)


def _foreseen(
    title: str, folder: Path, plan: Plan, new: _Drafted, old_files: Sequence[str], settings: BuildSettings
) -> Foreseen:
    profile, has_phone = settings.profile, "phone" in settings.editions
    names = _names(new.rendition) if has_phone else ()
    chapters = [chapter for chapter in plan.chapters if not chapter.is_gone] if has_phone else []
    states = settings.out / STATE_FOLDER
    return Foreseen(
        title=title,
        folder=str(folder),
        plan=plan,
        audio_ms=new.audio_ms,
        work_s=expected_work_s(states, profile.engine, profile.voice, plan.to_make_ms / 1000),
        section_files=names,
        changed_files=tuple(name for name, chapter in zip(names, chapters, strict=True) if chapter.file_changes),
        removed_files=tuple(name for name in old_files if name not in names),
        has_horn="horn" in settings.editions,
        findings=new.findings,
    )


def _drafted(
    prepared: Prepared, settings: BuildSettings, known: KnownSentences | None = None, untitled: str | None = None
) -> _Drafted:
    """Raises FindingsError, EngineError. Clips that are not there are as long as the voice's usual pace makes them.

    A lecture without title is tagged as a build tags it, or with `untitled`.
    """
    spoken, script = compose(prepared, settings, known)
    engine, utterances = prepared.engine, script.utterances
    keys = clip_keys(utterances, engine, prepared.fingerprints)
    stores = with_takes(open_stores(settings.clips), prepared.path, prepared.takes, engine.rate_hz)
    clips, blocks = stores.clips, block_source(stores, engine.rate_hz, settings.encoding)
    music = load_music(settings.phone.music, engine.rate_hz)
    samples = {key: length // 2 for key, length in lengths(clips, keys).items()}
    timeline = lay_out(
        script,
        tuple(
            Clip(key, samples[key] if key in samples else _expected_samples(utterance, engine))
            for key, utterance in zip(keys, utterances, strict=True)
        ),
        engine.rate_hz,
        music,
    )
    title = spoken.lecture.title
    credits = credits_of(spoken.lecture, prepared, settings)
    if title is None and untitled is not None:
        credits = replace(credits, title=untitled)
    tags = (credits.title, credits.artist, credits.date or "", cover_recipe(credits, settings.phone))
    rendition = replace(_rendition(timeline, blocks), tags=tags)
    audio_ms = timeline.milliseconds(timeline.samples)
    return _Drafted(title, rendition, frozenset(keys) - samples.keys(), audio_ms, spoken.findings)


def _rendition(timeline: Timeline, source: BlockSource) -> Rendition:
    """The same as `published` gives of it once it is built."""
    chapter_of = [index for index, one in enumerate(timeline.chapters) for _ in range(one.first, one.end)]
    keys = list(map(source.key, timeline.blocks))
    lines = []
    for cue, following in zip(timeline.cues, (*timeline.cues[1:], None), strict=True):
        chapter = chapter_of[cue.first]
        goes_on = following is not None and chapter_of[following.first] == chapter
        lines.append(
            SpokenLine(
                written=cue.text,
                chapter=chapter,
                clips=tuple(block.clip.key for block in timeline.blocks[cue.first : cue.stop]),
                blocks=tuple(keys[cue.first : cue.stop]),
                milliseconds=timeline.milliseconds(cue.end - cue.start),
                span=(following.start if following and goes_on else timeline.chapters[chapter].stop) - cue.start,
            )
        )
    return Rendition(tuple(chapter.title for chapter in timeline.chapters), tuple(lines))


def _expected_samples(utterance: Utterance, engine: Engine) -> int:
    speaker = utterance.speaker
    seconds = hear(utterance, engine).sounds / (engine.pace(speaker.voice).usual * speaker.speed)
    return max(1, round(seconds * engine.rate_hz))


def _without_blocks(rendition: Rendition, missing: frozenset[str]) -> Rendition:
    """Where clips are missing, nobody knows the blocks; they come out as they were if the clips did so before."""
    lines = (line if missing.isdisjoint(line.clips) else replace(line, blocks=()) for line in rendition.lines)
    return replace(rendition, lines=tuple(lines))


def _clips(rendition: Rendition) -> frozenset[str]:
    return frozenset(clip for line in rendition.lines for clip in line.clips)


def _names(rendition: Rendition) -> tuple[str, ...]:
    return tuple(f"{SECTIONS_FOLDER}/{stem}.mp3" for stem in section_stems(rendition.chapters))


def _section_files(before: Published | None) -> tuple[str, ...]:
    return tuple(name for name, kind in before.files if kind == "section") if before else ()
