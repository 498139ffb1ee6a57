"""What a voice profile may hold: every key, its type and its bounds."""

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bounds:
    """The numbers that make sense."""

    least: float
    most: float


TEXT_FIELDS = ("title", "engine", "voice", "artist")
LABEL = "label"
LONGEST_LABEL = 60
"""Characters."""
NUMBER_FIELDS = {"speed": Bounds(0.5, 2.0), "gain_db": Bounds(-20.0, 20.0)}
TABLES = ("options", "roles")
# Below 140 ms the sound of one MP3 block would reach into the next one (assembling/timeline.py has the figures).
PAUSE_FIELDS = {
    "clause": Bounds(140, 5_000),
    "sentence": Bounds(140, 10_000),
    "paragraph": Bounds(140, 20_000),
    "heading": Bounds(140, 20_000),
    "chapter": Bounds(140, 60_000),
}


def faults(table: Mapping[str, object]) -> Iterator[str]:
    """Everything wrong with a profile, in the user's words."""
    yield from unknown(table, (*TEXT_FIELDS, LABEL, *NUMBER_FIELDS, "pauses", *TABLES), "")
    for field in TEXT_FIELDS:
        value = table.get(field)
        if not isinstance(value, str) or not value.strip():
            yield f"{field} 应是文字" if field in table else f"缺少 {field}"
    label = table.get(LABEL, "")
    if not isinstance(label, str) or len(label) > LONGEST_LABEL or "\n" in label.strip():
        yield f"{LABEL} 应是一句话，最多 {LONGEST_LABEL} 个字；空着就不读"
    yield from _numbers(table, NUMBER_FIELDS, "", whole=False)
    yield from _tables(table)
    pauses = table.get("pauses")
    if not isinstance(pauses, dict):
        yield "缺少 [pauses]"
        return
    yield from unknown(pauses, tuple(PAUSE_FIELDS), "pauses.")
    yield from _numbers(pauses, PAUSE_FIELDS, "pauses.", whole=True)


def _tables(table: Mapping[str, object]) -> Iterator[str]:
    """`[options]` is checked by the engine that it is for; in `[roles]` a label stands for a voice."""
    for name in TABLES:
        if not isinstance(table.get(name, {}), dict):
            yield f"{name} 应写成 [{name}] 一节"
    roles = table.get("roles")
    for label, voice in roles.items() if isinstance(roles, dict) else ():
        if not isinstance(voice, str) or not voice.strip():
            yield f"roles.{label} 应是声音的名字"


def unknown(table: Mapping[str, object], known: tuple[str, ...], prefix: str) -> Iterator[str]:
    """Keys that nobody asked for, each with the known one that it resembles."""
    for field in table:
        if field not in known:
            near = difflib.get_close_matches(field, known, n=1)
            yield f"不认识的项 {prefix}{field}" + (f"，是不是 {prefix}{near[0]}？" if near else "")


def _numbers(table: Mapping[str, object], fields: Mapping[str, Bounds], prefix: str, *, whole: bool) -> Iterator[str]:
    for field, bounds in fields.items():
        value = table.get(field)
        if field not in table:
            yield f"缺少 {prefix}{field}"
        elif isinstance(value, bool) or not isinstance(value, int if whole else int | float):
            yield f"{prefix}{field} 应是{'整数' if whole else '数字'}"
        elif not bounds.least <= value <= bounds.most:
            yield f"{prefix}{field} 应在 {bounds.least:g} 到 {bounds.most:g} 之间"
