"""The phone edition: the whole, its sections, and what goes with them."""

from collections.abc import Callable

from dangke_audio.delivering.edition import Edition, StagedFile
from dangke_audio.delivering.last_build import LastBuild
from dangke_audio.delivering.listening import stage_page
from dangke_audio.delivering.shelf import Shelf
from dangke_audio.delivering.texts import stage, write_texts
from dangke_audio.delivering.tracks import write_tracks

COVER_NAME = "封面.jpg"


def stage_phone(edition: Edition, shelf: Shelf, last: LastBuild, on_file: Callable[[], None]) -> list[StagedFile]:
    """Put its files into the staging folder, as far as they are not published. Raises StorageError.

    `on_file` is called before each of those that take long, and may raise.
    """
    on_file()
    tracks = write_tracks(edition, shelf, last)
    files = [*tracks, *write_texts(edition, shelf, last)]
    if edition.options.m4b:
        from dangke_audio.delivering.m4b import stage_m4b  # a tenth of a second to load

        on_file()
        files.append(stage_m4b(edition, shelf, last))
    if edition.artwork.cover:
        files.append(stage(COVER_NAME, "cover", edition.artwork.cover.jpeg, shelf, last))
    if edition.options.page:
        on_file()
        files.append(stage_page(edition, tracks[0], shelf, last))
    return files
