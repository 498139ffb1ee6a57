"""All files of a lecture, top to bottom: they are staged, then published."""

from collections.abc import Callable

from dangke_audio.delivering.edition import Edition, StagedFile
from dangke_audio.delivering.last_build import LastBuild, last_build, remember_build
from dangke_audio.delivering.loudness import measure_editions
from dangke_audio.delivering.manifest import manifest
from dangke_audio.delivering.phone import stage_phone
from dangke_audio.delivering.publish import marker, publish
from dangke_audio.delivering.shelf import Shelf, publishing
from dangke_audio.model.report import Output, Phase, output_of


def deliver(
    edition: Edition, shelf: Shelf | None = None, on_phase: Callable[[Phase], None] = lambda _phase: None
) -> tuple[Output, ...]:
    """Write and publish all files of a lecture: its editions, and the manifest.

    `shelf` is the lecture's place where the caller holds it already (`shelf.publishing`, so that a second build is
    turned away before any work); else it is taken here. `on_phase` is told of staging before each of the larger files,
    and of publishing when all lie ready; it may raise, to stop: nothing has changed until then. Raises BusyError and StorageError; then what was published before
    stands as it was, or the next build finishes what was begun.
    """
    if shelf is None:
        with publishing(edition.out, edition.script) as taken:
            return deliver(edition, taken, on_phase)
    files = _staged(edition, shelf, last_build(shelf), lambda: on_phase("staging"))
    record = manifest(edition, files, measure_editions(edition))
    on_phase("publishing")
    paths = publish(shelf, files, record)
    remember_build(shelf, edition.made_from, edition.asked_for, [*files, marker(record)])
    kinds = [*(file.kind for file in files), "manifest"]
    return tuple(output_of(kind, str(path)) for kind, path in zip(kinds, paths, strict=True))


def _staged(edition: Edition, shelf: Shelf, last: LastBuild, on_file: Callable[[], None]) -> list[StagedFile]:
    """All files but the manifest, in the order in which they are told."""
    files = stage_phone(edition, shelf, last, on_file) if edition.has_phone else []
    on_file()
    if edition.horn is not None:
        from dangke_audio.delivering.horn import stage_parts

        files += stage_parts(edition, edition.horn, shelf, last)
        on_file()
    return files
