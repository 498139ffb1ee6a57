"""`.m3u8`: the sections in order, for players that take a folder of files."""

from collections.abc import Sequence
from dataclasses import dataclass

from dangke_audio.delivering.sidecars.clock import one_line


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of the list."""

    title: str
    milliseconds: int
    name: str
    """In the folder of the list itself, so that the folder can be copied anywhere."""


def playlist(title: str, entries: Sequence[Entry]) -> bytes:
    """Extended M3U, UTF-8 without a byte order mark: some players would take it for part of the first line."""
    lines = ["#EXTM3U", f"#PLAYLIST:{one_line(title)}"]
    for entry in entries:
        lines += [f"#EXTINF:{round(entry.milliseconds / 1000)},{one_line(entry.title)}", entry.name]
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")
