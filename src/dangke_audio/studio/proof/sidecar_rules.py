"""What the sidecar says about a line goes on being said when the line is reworded: rules know lines by their words."""

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from dangke_audio.durable import write_durably
from dangke_audio.model.sidecar import LineRule, Sidecar
from dangke_audio.parsing.user_rules import folded
from dangke_audio.reading.sidecar import read_sidecar, sidecar_of
from dangke_audio.studio.proof.history import ParagraphChange


def follow_changes(copy: Path, changes: Iterable[ParagraphChange]) -> None:
    """Give the rules about reworded lines their new words. Raises SourceError, StorageError."""
    sidecar = read_sidecar(copy)
    if sidecar is None:
        return
    renamed = sidecar
    for change in changes:
        renamed = _renamed(renamed, change.before.text, change.after.text)
    if renamed != sidecar:
        write_durably(sidecar_of(copy), [sidecar_text(renamed).encode()])


def sidecar_text(sidecar: Sidecar) -> str:
    """A sidecar as TOML."""
    texts = {name: getattr(sidecar, name) for name in ("title", "subtitle", "speaker", "date")}
    rows = [f"{name} = {_quoted(value)}" for name, value in texts.items() if value is not None]
    for rule in sidecar.lines:
        rows += ["", "[[lines]]", f"text = {_quoted(rule.text)}", f"is = {_quoted(rule.role)}", f"level = {rule.level}"]
        rows += [f"occurrence = {rule.occurrence}"] if rule.occurrence is not None else []
    if sidecar.roles:
        rows += ["", "[roles]", *(f"{_quoted(label)} = {_quoted(voice)}" for label, voice in sidecar.roles)]
    return "\n".join(rows) + "\n"


def _renamed(sidecar: Sidecar, before: str, after: str) -> Sidecar:
    old, new = folded(before), folded(after)
    if not new or old == new:
        return sidecar
    words = " ".join(after.split())
    lines = tuple(_rule(rule, old, words) for rule in sidecar.lines)
    is_title = sidecar.title is not None and folded(sidecar.title) == old
    return replace(sidecar, lines=lines, title=words if is_title else sidecar.title)


def _rule(rule: LineRule, old: str, words: str) -> LineRule:
    return replace(rule, text=words) if folded(rule.text) == old else rule


def _quoted(words: str) -> str:
    """A basic string of TOML; JSON's escapes are among TOML's."""
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")
