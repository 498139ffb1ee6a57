"""The two marker files, which say what on a stick is ours. Pure.

`DANGKE.TXT` stands on a stick that is done. It is written last, lists every file that was made, and the next export
removes exactly these.

`DANGKE.NEW` stands there while an export is under way, and after one that was cut short. It is written first, before
anything is removed or made, and lists all that lies there from exports before and all that is about to be made: however
an export ends, what it left is known. It grows by a line for each try and is never rewritten, so there is no moment
when it is lost; a line that was cut short stands for nothing, since nothing was done before it was on the disk.

Both names have the old short form, so each takes one entry of the root; the entry of DANGKE.NEW is free again at the
end. In the root that harms nobody: players look there for folders and MP3s. In the folders, whose order of entries is
the order of playing, nothing is ever written but the MP3s themselves.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from dangke_audio.exporting.naming import OUR_FOLDER, is_our_track
from dangke_audio.exporting.programme import Slot

FINISHED = "DANGKE.TXT"
BEGUN = "DANGKE.NEW"
MADE_BY = "dangke-audio"
ABOUT = "Written by dangke-audio. Its next export removes exactly the files listed here, and nothing else."
HEAD = json.dumps({"made_by": MADE_BY})[:-1].encode()
"""How every line of ours begins."""


@dataclass(frozen=True, slots=True)
class Record:
    """What a marker says is ours."""

    folders: tuple[str, ...] = ()
    files: tuple[tuple[str, str], ...] = ()
    """Folder and name."""

    def joined(self, other: "Record") -> "Record":
        """Both, each entry once."""
        return Record(
            tuple(dict.fromkeys((*self.folders, *other.folders))), tuple(dict.fromkeys((*self.files, *other.files)))
        )


def record_of(slots: Iterable[Slot]) -> Record:
    """What these slots will be on the stick."""
    slots = tuple(slots)
    files = tuple((slot.folder, track.name) for slot in slots for track in slot.tracks)
    return Record(tuple(slot.folder for slot in slots), files)


def begun_line(record: Record, before: bytes) -> bytes:
    """What to write behind `before`, the file's content: a line of its own."""
    content = {"made_by": MADE_BY, "state": "writing", "about": ABOUT, **_lists(record)}
    return (b"\n" if before and not before.endswith(b"\n") else b"") + json.dumps(content).encode() + b"\n"


def finished(slots: Iterable[Slot], program: str) -> bytes:
    """DANGKE.TXT; nothing in it but ASCII, and no clock: the same export gives the same bytes."""
    slots = tuple(slots)
    files = [
        {"name": f"{slot.folder}/{track.name}", "size": track.part.size, "sha256": track.part.sha256}
        for slot in slots
        for track in slot.tracks
    ]
    folders = [slot.folder for slot in slots]
    content = {"made_by": MADE_BY, "state": "complete", "about": ABOUT, "program": program}
    return json.dumps({**content, "folders": folders, "files": files}, indent=1).encode() + b"\n"


def read_finished(content: bytes) -> Record | None:
    """None where it is damaged or somebody else's."""
    try:
        told = json.loads(content)
        if told["made_by"] != MADE_BY:
            return None
        return _record(told["folders"], (file["name"] for file in told["files"]))
    except (ValueError, LookupError, TypeError, RecursionError):
        return None


def read_begun(content: bytes) -> Record | None:
    """All lines together; None where it is somebody else's. Empty, zeros or cut short: an export that did nothing yet."""
    lines = [line for line in content.replace(b"\0", b"").splitlines() if line.strip()]
    if lines and not (lines[0].startswith(HEAD) or HEAD.startswith(lines[0])):
        return None
    return _joined(_line(line) for line in lines)


def _joined(records: Iterator[Record]) -> Record:
    whole = Record()
    for record in records:
        whole = whole.joined(record)
    return whole


def _line(line: bytes) -> Record:
    try:
        told = json.loads(line)
        return _record(told["folders"], told["files"]) if told["made_by"] == MADE_BY else Record()
    except (ValueError, LookupError, TypeError, RecursionError):
        return Record()


def _lists(record: Record) -> dict[str, Any]:
    return {"folders": list(record.folders), "files": [f"{folder}/{name}" for folder, name in record.files]}


def _record(folders: Iterable[object], files: Iterable[object]) -> Record:
    """What of it an export can have written: a forged marker removes nobody's letters."""
    split = [str(name).partition("/") for name in files]
    kept = tuple((folder, name) for folder, _, name in split if is_our_track(folder, name))
    return Record(tuple(str(folder) for folder in folders if OUR_FOLDER.fullmatch(str(folder))), kept)
