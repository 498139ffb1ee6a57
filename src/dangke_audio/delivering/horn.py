"""The files for loudspeakers: `大喇叭/0001_第一部分.mp3` …, as plain as the simplest players want them.

No picture, no chapters, no Info frame, no bit reservoir; names begin with ASCII digits, whose order is the play order, and
have at most 31 characters.
"""

from dangke_audio.delivering.edition import Edition, Horn, StagedFile
from dangke_audio.delivering.last_build import LastBuild
from dangke_audio.delivering.shelf import Shelf
from dangke_audio.delivering.tagger import part_tag
from dangke_audio.delivering.tracks import Track, stage_track

HORN_FOLDER = "大喇叭"


def stage_parts(edition: Edition, horn: Horn, shelf: Shelf, last: LastBuild) -> list[StagedFile]:
    """Write the parts into the staging folder, as far as they are not published. Raises StorageError, RuntimeError."""
    count = len(horn.parts)
    tracks = [
        Track(
            name=f"{HORN_FOLDER}/{number:04}_{part.title}.mp3",
            kind="part",
            tag=part_tag(f"{edition.credits.title} {part.title}", number, count) if horn.options.tags else b"",
            blocks=part.blocks,
        )
        for number, part in enumerate(horn.parts, start=1)
    ]
    return [stage_track(track, horn.blocks, shelf, last) for track in tracks]
