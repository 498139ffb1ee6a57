"""What the sidecar says about a line goes on being said when the line is reworded: rules know lines by their words."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from dangke_audio.model.sidecar import LineRule, Sidecar
from dangke_audio.parsing.user_rules import folded
from dangke_audio.reading.sidecar import read_sidecar
from dangke_audio.studio.line_rules import write_sidecar
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
        write_sidecar(copy, renamed)


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
