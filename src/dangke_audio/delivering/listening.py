"""收听.html, put into the staging folder: the page is made of the lecture's MP3, which lies staged or published."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from dangke_audio.delivering.edition import Edition, StagedFile
from dangke_audio.delivering.last_build import LastBuild
from dangke_audio.delivering.page import Beside, Embedded, listening_page
from dangke_audio.delivering.shelf import Shelf
from dangke_audio.durable import storage_error

PAGE_NAME = "收听.html"
LARGEST_EMBEDDED_BYTES = 20_000_000
"""Of the MP3. Files sent by WeChat arrive alone, so the sound is in the page; a larger page would stall old phones."""
CHUNK_BYTES = 3 << 18


def stage_page(edition: Edition, lecture: StagedFile, shelf: Shelf, last: LastBuild) -> StagedFile:
    """Write the page, unless it is published as it would be. Raises StorageError."""
    is_embedded = lecture.size <= LARGEST_EMBEDDED_BYTES
    page = _page(edition, Embedded([]) if is_embedded else Beside(lecture.name))
    recipe = hashlib.sha256(b"".join(page) + lecture.sha256.encode()).hexdigest()
    kept = last.kept(shelf.folder, PAGE_NAME, recipe)
    if kept is not None:
        return kept
    sound = (shelf.staging if lecture.is_staged else shelf.folder) / lecture.name
    whole = _page(edition, Embedded(_chunks(sound)) if is_embedded else Beside(lecture.name))
    return _write(shelf.staging / PAGE_NAME, whole, recipe)


def _page(edition: Edition, audio: Embedded | Beside) -> Iterator[bytes]:
    cover = edition.artwork.cover
    return listening_page(edition.credits, edition.timeline, cover.small_jpeg if cover else None, audio)


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(CHUNK_BYTES):
            yield chunk


def _write(path: Path, pieces: Iterator[bytes], recipe: str) -> StagedFile:
    digest, size = hashlib.sha256(), 0
    try:
        with path.open("wb") as file:
            for piece in pieces:
                file.write(piece)
                digest.update(piece)
                size += len(piece)
    except OSError as error:
        raise storage_error(path, error) from error
    return StagedFile(path.name, "page", digest.hexdigest(), size, recipe)
