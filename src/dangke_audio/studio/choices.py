"""What a page chooses for a document: who reads it and how fast, for whom, and what is special about the horn."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from dangke_audio.config import load_project_options
from dangke_audio.errors import ConfigError
from dangke_audio.model.horn import CHIMES
from dangke_audio.model.report import EditionName
from dangke_audio.studio.record import Record
from dangke_audio.studio.said import horn_of, is_pace
from dangke_audio.studio.voices import known_voice

EDITIONS: tuple[EditionName, ...] = ("phone", "horn")


def with_choices(record: Record, said: Mapping[str, Any], project: Path) -> Record:
    """The record with what a page says; pace and horn stay where it does not speak of them. Raises ConfigError."""
    editions = tuple(name for name in EDITIONS if name in _several(said.get("editions")))
    if not editions:
        raise ConfigError("还没有选给谁用", hint="请选手机、大喇叭，或两样都选")
    pace = said.get("pace", record.pace)
    if not is_pace(pace):
        raise ConfigError("没有这种语速", hint="请刷新页面后重新选择")
    return replace(
        record,
        voice=known_voice(said.get("voice"), project),
        editions=editions,
        pace=float(pace),
        horn=horn_of(said["horn"]) if "horn" in said else record.horn,
    )


def usual_horn(project: Path) -> dict[str, object]:
    """What the horn has where nothing is chosen: `dangke.toml`, for the page to show. Raises ConfigError."""
    options = asdict(load_project_options(project).horn)
    words, chime = options["announcements"], options["chime"]
    return {
        "chimes": CHIMES,
        "chime": Path(chime).name if chime else None,
        "speed": options["speed"],
        "repeats": options["repeats"],
        "part_minutes": options["part_minutes"],
        "opening": words["opening"],
        "closing": words["closing"],
    }


def _several(value: object) -> list[object]:
    return value if isinstance(value, list) else []
