"""MP3 files: a tag and the frames of blocks, streamed into the staging folder. One block is in memory at a time."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from dangke_audio.delivering.dates import tag_date
from dangke_audio.delivering.edition import Edition, StagedFile
from dangke_audio.delivering.mp3_frames import count_samples
from dangke_audio.delivering.names import file_stem, section_stems
from dangke_audio.delivering.tagger import ChapterMark, TagInfo, lecture_tag, section_tag
from dangke_audio.durable import storage_error
from dangke_audio.model.audio import Block, Timeline

SECTIONS_FOLDER = "章节"


def write_tracks(edition: Edition, staging: Path) -> tuple[StagedFile, ...]:
    """Write `<title>.mp3`, the whole lecture, and `章节/01-….mp3`, the same by chapters.

    Raises StorageError, and RuntimeError where a block does not have the length that the timeline gives it.
    """
    timeline = edition.timeline
    name = file_stem(edition.title, file_stem(edition.script.stem, "讲稿"))
    files = [_write(staging, f"{name}.mp3", "lecture", _lecture_tag(edition), _frames(edition, timeline.blocks))]
    stems = section_stems([chapter.title for chapter in timeline.chapters])
    for index, (chapter, stem) in enumerate(zip(timeline.chapters, stems, strict=True)):
        frames = _frames(edition, timeline.blocks[chapter.first : chapter.end])
        files.append(_write(staging, f"{SECTIONS_FOLDER}/{stem}.mp3", "section", _section_tag(edition, index), frames))
    return tuple(files)


def chapter_marks(timeline: Timeline) -> tuple[ChapterMark, ...]:
    """The chapters in milliseconds; the manifest has the same numbers."""
    return tuple(
        ChapterMark(chapter.title, timeline.milliseconds(chapter.start), timeline.milliseconds(chapter.stop))
        for chapter in timeline.chapters
    )


def _lecture_tag(edition: Edition) -> bytes:
    info = TagInfo(edition.title, edition.voice.artist, edition.title, 1, 1, tag_date(edition.date))
    return lecture_tag(info, chapter_marks(edition.timeline))


def _section_tag(edition: Edition, index: int) -> bytes:
    """In an album of its own, so that a player does not mix the sections with the whole lecture."""
    chapters, date = edition.timeline.chapters, tag_date(edition.date)
    album = f"{edition.title}（分章）"
    return section_tag(TagInfo(chapters[index].title, edition.voice.artist, album, index + 1, len(chapters), date))


def _frames(edition: Edition, blocks: Iterable[Block]) -> Iterator[bytes]:
    """The blocks' frames, each checked against the timeline: a track is as long as its chapters say, or is not made."""
    for block in blocks:
        frames = edition.blocks.frames(block)
        if count_samples(frames) != block.samples:
            raise RuntimeError(f"the block at sample {block.start} does not have its {block.samples} samples")
        yield frames


def _write(staging: Path, name: str, kind: str, tag: bytes, frames: Iterable[bytes]) -> StagedFile:
    path = staging / name
    digest = hashlib.sha256(tag)
    size = len(tag)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            file.write(tag)
            for part in frames:
                file.write(part)
                digest.update(part)
                size += len(part)
    except OSError as error:
        raise storage_error(path, error) from error
    return StagedFile(name, kind, digest.hexdigest(), size)
