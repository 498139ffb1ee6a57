"""Where a report stands, and the lectures that can be heard."""

import os
from collections.abc import Sequence
from pathlib import Path

from dangke_audio.delivering.manifest import MANIFEST
from dangke_audio.delivering.shelf import STATE_FOLDER
from dangke_audio.durable import write_durably
from dangke_audio.listening.listening import Heard
from dangke_audio.listening.report_page import REPORT, report_page


def write_report(heard: Heard) -> Path:
    """Write report.html into the lecture's state folder: what is published holds only what follows from the script.

    Raises StorageError.
    """
    folder = heard.speech.folder.absolute()
    report = folder.parent / STATE_FOLDER / folder.name / REPORT
    mp3 = os.path.relpath(heard.speech.mp3.absolute(), report.parent).replace(os.sep, "/")
    write_durably(report, [report_page(heard, mp3)])
    return report


def lectures_in(out: Path) -> Sequence[Path]:
    """The folders of all lectures published below `out`, by name; `out` itself where it is one or has none."""
    if (out / MANIFEST).is_file():
        return [out]
    try:
        return sorted(folder for folder in out.iterdir() if (folder / MANIFEST).is_file()) or [out]
    except OSError:  # whoever reads it tells
        return [out]
