"""The text files beside the sound, all from the one timeline: one format, one file.

To add a format: a module with one pure function of `Credits` and `Timeline` that returns the file's bytes, a row in
`SIDECARS`, and a test that reads the file with a parser nobody here wrote.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dangke_audio.delivering.sidecars.chapters_json import chapters_json
from dangke_audio.delivering.sidecars.lrc import lrc
from dangke_audio.delivering.sidecars.playlist import Entry, playlist
from dangke_audio.delivering.sidecars.srt import srt
from dangke_audio.delivering.sidecars.timetable import timetable
from dangke_audio.delivering.sidecars.vtt import vtt
from dangke_audio.model.audio import Timeline
from dangke_audio.model.credits import Credits
from dangke_audio.model.phone import LrcEncoding

__all__ = ["Entry", "Sidecar", "playlist", "sidecars"]


@dataclass(frozen=True, slots=True)
class Sidecar:
    """A text file that lies beside the whole lecture, with its stem."""

    kind: str
    """As in `Output.kind`."""
    suffix: str
    content: bytes


# kind → what comes behind the stem, and who writes it
SIDECARS: Sequence[tuple[str, str, Callable[[Credits, Timeline], bytes]]] = (
    ("vtt", ".vtt", vtt),
    ("srt", ".srt", srt),
    ("chapters", ".chapters.json", chapters_json),
    ("timetable", ".时间表.txt", timetable),
)


def sidecars(credits: Credits, timeline: Timeline, lrc_encoding: LrcEncoding) -> tuple[Sidecar, ...]:
    """All text files of a lecture."""
    others = (Sidecar(kind, suffix, write(credits, timeline)) for kind, suffix, write in SIDECARS)
    return Sidecar("lrc", ".lrc", lrc(credits, timeline, lrc_encoding)), *others
