"""MP3 files: a tag and the frames of blocks, streamed into the staging folder. One block is in memory at a time."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dangke_audio.delivering.blocks import BlockSource
from dangke_audio.delivering.dates import tag_date
from dangke_audio.delivering.edition import Edition, StagedFile
from dangke_audio.delivering.last_build import LastBuild
from dangke_audio.delivering.mp3_frames import count_samples
from dangke_audio.delivering.names import file_stem, filled, section_stems
from dangke_audio.delivering.shelf import Shelf
from dangke_audio.delivering.tagger import ChapterMark, TagInfo, lecture_tag, section_tag
from dangke_audio.delivering.transcript import full_text
from dangke_audio.durable import storage_error
from dangke_audio.model.audio import Block, Timeline

SECTIONS_FOLDER = "章节"


@dataclass(frozen=True, slots=True)
class Track:
    """One MP3 file to be."""

    name: str
    kind: str
    tag: bytes
    blocks: tuple[Block, ...]


def write_tracks(edition: Edition, shelf: Shelf, last: LastBuild) -> tuple[StagedFile, ...]:
    """Write `<title>.mp3`, the whole lecture, and `章节/01-….mp3`, the same by chapters, into the staging folder.

    What the last build made of the same tag and blocks is not written again. Raises StorageError, and RuntimeError
    where a block does not have the length that the timeline gives it.
    """
    timeline = edition.timeline
    name = lecture_stem(edition)
    stems = section_stems([chapter.title for chapter in timeline.chapters])
    tracks = [
        Track(f"{name}.mp3", "lecture", _lecture_tag(edition), timeline.blocks),
        *(
            Track(
                name=f"{SECTIONS_FOLDER}/{stem}.mp3",
                kind="section",
                tag=_section_tag(edition, index),
                blocks=timeline.blocks[chapter.first : chapter.end],
            )
            for index, (chapter, stem) in enumerate(zip(timeline.chapters, stems, strict=True))
        ),
    ]
    return tuple(stage_track(track, edition.blocks, shelf, last) for track in tracks)


def lecture_stem(edition: Edition) -> str:
    """What the names of the lecture's own files begin with."""
    credits, script = edition.credits, edition.script.stem
    parts = {"title": credits.title, "speaker": credits.speaker, "date": credits.date, "script": script}
    return file_stem(filled(edition.options.file_name, parts), file_stem(script, "讲稿"))


def chapter_marks(timeline: Timeline) -> tuple[ChapterMark, ...]:
    """The chapters in milliseconds; the manifest has the same numbers."""
    return tuple(
        ChapterMark(chapter.title, timeline.milliseconds(chapter.start), timeline.milliseconds(chapter.stop))
        for chapter in timeline.chapters
    )


def _lecture_tag(edition: Edition) -> bytes:
    text = full_text(edition.timeline.cues)
    title = edition.credits.title
    return lecture_tag(_info(edition, title, title, (1, 1), text), chapter_marks(edition.timeline))


def _section_tag(edition: Edition, index: int) -> bytes:
    """In an album of its own, so that a player does not mix the sections with the whole lecture."""
    chapters = edition.timeline.chapters
    chapter = chapters[index]
    text = full_text(cue for cue in edition.timeline.cues if chapter.first <= cue.first < chapter.end)
    album = f"{edition.credits.title}（分章）"
    return section_tag(_info(edition, chapter.title, album, (index + 1, len(chapters)), text))


def _info(edition: Edition, title: str, album: str, place: tuple[int, int], text: str) -> TagInfo:
    """`place` is the file's among how many."""
    picture = edition.artwork.cover.small_jpeg if edition.artwork.cover else None
    date = tag_date(edition.credits.date)
    return TagInfo(title, edition.credits.artist, album, *place, date, text, picture)


def stage_track(track: Track, source: BlockSource, shelf: Shelf, last: LastBuild) -> StagedFile:
    """Write a track into the staging folder, unless it is published as it would be. Raises StorageError, RuntimeError."""
    recipe = hashlib.sha256(track.tag)
    for block in track.blocks:
        recipe.update(f"{source.key(block)} {block.samples}\n".encode())
    kept = last.kept(shelf.folder, track.name, recipe.hexdigest())
    return kept or _write(track, source, shelf.staging, recipe.hexdigest())


def _frames(blocks: Iterable[Block], source: BlockSource) -> Iterator[bytes]:
    """The blocks' frames, each checked against the timeline: a track is as long as its chapters say, or is not made."""
    for block in blocks:
        frames = source.frames(block)
        if count_samples(frames) != block.samples:
            raise RuntimeError(f"the block at sample {block.start} does not have its {block.samples} samples")
        yield frames


def _write(track: Track, source: BlockSource, staging: Path, recipe: str) -> StagedFile:
    path = staging / track.name
    digest = hashlib.sha256(track.tag)
    size = len(track.tag)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            file.write(track.tag)
            for part in _frames(track.blocks, source):
                file.write(part)
                digest.update(part)
                size += len(part)
    except OSError as error:
        raise storage_error(path, error) from error
    return StagedFile(track.name, track.kind, digest.hexdigest(), size, recipe)
