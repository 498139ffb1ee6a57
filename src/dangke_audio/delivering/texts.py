"""The text files of a lecture, put into the staging folder."""

import hashlib
from pathlib import Path, PurePosixPath

from dangke_audio.delivering.edition import Edition, StagedFile
from dangke_audio.delivering.last_build import LastBuild
from dangke_audio.delivering.names import section_stems
from dangke_audio.delivering.shelf import Shelf
from dangke_audio.delivering.sidecars import Entry, playlist, sidecars
from dangke_audio.delivering.tracks import SECTIONS_FOLDER, lecture_stem
from dangke_audio.durable import storage_error


def write_texts(edition: Edition, shelf: Shelf, last: LastBuild) -> tuple[StagedFile, ...]:
    """Write the sidecars and the playlist of the sections. Raises StorageError."""
    stem = lecture_stem(edition)
    found = sidecars(edition.credits, edition.timeline, edition.options.lrc_encoding)
    files = [(f"{stem}{one.suffix}", one.kind, one.content) for one in found]
    files.append((f"{SECTIONS_FOLDER}/{stem}.m3u8", "playlist", _playlist(edition)))
    return tuple(stage(name, kind, content, shelf, last) for name, kind, content in files)


def stage(name: str, kind: str, content: bytes, shelf: Shelf, last: LastBuild) -> StagedFile:
    """Put a small file into the staging folder, unless it is published already. Raises StorageError."""
    digest = hashlib.sha256(content).hexdigest()
    kept = last.kept(shelf.folder, name, digest)
    if kept is not None:
        return kept
    path = shelf.staging / PurePosixPath(name)
    _write(path, content)
    return StagedFile(name, kind, digest, len(content), digest)


def _write(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise storage_error(path, error) from error


def _playlist(edition: Edition) -> bytes:
    timeline = edition.timeline
    stems = section_stems([chapter.title for chapter in timeline.chapters])
    return playlist(
        edition.credits.title,
        [
            Entry(chapter.title, timeline.milliseconds(chapter.stop - chapter.start), f"{stem}.mp3")
            for chapter, stem in zip(timeline.chapters, stems, strict=True)
        ],
    )
