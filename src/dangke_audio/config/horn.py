"""`[horn]` of dangke.toml."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dangke_audio.config.checks import Check, is_flag, is_number, is_one_of, is_path, is_text
from dangke_audio.config.fields import Bounds
from dangke_audio.model.horn import CHIMES, HORN_SPEEDS, MOST_REPEATS, PART_MINUTES, Announcements, HornOptions

BITRATES_KBPS = (64, 80, 96, 112, 128, 160, 192)
"""Of MPEG-1, at 44.1 kHz; enough for one channel, or two that are the same."""


def _is_chime(value: object) -> str | None:
    return None if isinstance(value, bool) else is_path(value) and f"应是 {'、'.join(CHIMES)}、音频的文件名或 false"


HORN_FIELDS: Mapping[str, Check] = {
    "speed": is_number(Bounds(*HORN_SPEEDS)),
    "pause_factor": is_number(Bounds(1, 4)),
    "target_lufs": is_number(Bounds(-20, -10)),
    "bitrate": is_one_of(BITRATES_KBPS),
    "stereo": is_flag,
    "tags": is_flag,
    "chime": _is_chime,
    "opening": is_text,
    "part": is_text,
    "closing": is_text,
    "part_minutes": is_number(Bounds(*PART_MINUTES), whole=True),
    "repeats": is_number(Bounds(1, MOST_REPEATS), whole=True),
    "repeat": is_one_of(("part", "whole")),
    "gap": is_number(Bounds(0.5, 60)),
}
"""Every key, and what says that a value is wrong."""


def horn_options(horn: Mapping[str, Any], project: Path) -> HornOptions:
    """The options that a faultless table gives; paths are seen from `project`."""
    usual = HornOptions()
    words = usual.announcements
    return HornOptions(
        speed=float(horn.get("speed", usual.speed)),
        pause_factor=float(horn.get("pause_factor", usual.pause_factor)),
        target_lufs=float(horn.get("target_lufs", usual.target_lufs)),
        bitrate_kbps=horn.get("bitrate", usual.bitrate_kbps),
        stereo=horn.get("stereo", usual.stereo),
        tags=horn.get("tags", usual.tags),
        chime=_chime(horn.get("chime", True), project),
        announcements=Announcements(
            opening=horn.get("opening", words.opening),
            part=horn.get("part", words.part),
            closing=horn.get("closing", words.closing),
        ),
        part_minutes=horn.get("part_minutes", usual.part_minutes),
        repeats=horn.get("repeats", usual.repeats),
        repeat=horn.get("repeat", usual.repeat),
        gap_s=float(horn.get("gap", usual.gap_s)),
    )


def _chime(value: bool | str, project: Path) -> str | None:
    if isinstance(value, bool):
        return HornOptions().chime if value else None
    return value if value in CHIMES else str(project / value)
