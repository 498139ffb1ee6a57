"""The phone edition, top to bottom: all files are staged, then published."""

from dangke_audio.delivering.edition import Edition, StagedFile
from dangke_audio.delivering.last_build import LastBuild, last_build, remember_build
from dangke_audio.delivering.listening import stage_page
from dangke_audio.delivering.loudness import lecture_loudness
from dangke_audio.delivering.manifest import manifest
from dangke_audio.delivering.publish import marker, publish
from dangke_audio.delivering.shelf import Shelf, publishing
from dangke_audio.delivering.texts import stage, write_texts
from dangke_audio.delivering.tracks import write_tracks
from dangke_audio.model.report import Output

COVER_NAME = "封面.jpg"


def deliver(edition: Edition, shelf: Shelf | None = None) -> tuple[Output, ...]:
    """Write and publish all files of a lecture: the whole, its sections, what goes with them, the manifest.

    `shelf` is the lecture's place where the caller holds it already (`shelf.publishing`, so that a second build is
    turned away before any work); else it is taken here. Raises BusyError and StorageError; then what was published
    before stands as it was, or the next build finishes what was begun.
    """
    if shelf is None:
        with publishing(edition.out, edition.script) as taken:
            return deliver(edition, taken)
    last = last_build(shelf)
    files = _staged(edition, shelf, last)
    record = manifest(edition, files, lecture_loudness(edition.timeline.blocks, edition.blocks))
    paths = publish(shelf, files, record)
    remember_build(shelf, edition.made_from, [*files, marker(record)])
    kinds = [*(file.kind for file in files), "manifest"]
    return tuple(Output("phone", kind, str(path)) for kind, path in zip(kinds, paths, strict=True))


def _staged(edition: Edition, shelf: Shelf, last: LastBuild) -> list[StagedFile]:
    """All files but the manifest, in the order in which they are told."""
    tracks = write_tracks(edition, shelf, last)
    files = [*tracks, *write_texts(edition, shelf, last)]
    if edition.options.m4b:
        from dangke_audio.delivering.m4b import stage_m4b  # a tenth of a second to load

        files.append(stage_m4b(edition, shelf, last))
    if edition.artwork.cover:
        files.append(stage(COVER_NAME, "cover", edition.artwork.cover.jpeg, shelf, last))
    if edition.options.page:
        files.append(stage_page(edition, tracks[0], shelf, last))
    return files
