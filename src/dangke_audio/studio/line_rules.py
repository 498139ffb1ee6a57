"""The word of the user about one paragraph, put into the script's sidecar."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from dangke_audio.durable import storage_error, write_durably
from dangke_audio.model.sidecar import Level, LineRole, LineRule, Sidecar
from dangke_audio.parsing.user_rules import folded
from dangke_audio.reading.sidecar import read_sidecar, sidecar_of

HEAD = "# 这篇讲稿的说明：哪些行是标题，哪些不读。工作室写的，也可以用记事本改。"
_TEXTS = ("title", "subtitle", "speaker", "date")


def settle_line(script: Path, text: str, occurrence: int, count: int, role: LineRole | None, level: Level) -> None:
    """Say what the line is that has this text for the `occurrence`th time (1-based) of `count`; None takes it back.

    What else the sidecar says stays, but not its comments. Raises SourceError for a sidecar that does not read, StorageError.
    """
    sidecar = read_sidecar(script) or Sidecar(sidecar_of(script).name, "")
    rule = None if role is None else LineRule(text, role, level, occurrence if count > 1 else None)
    write_sidecar(script, replace(sidecar, lines=_with(sidecar.lines, rule, folded(text), occurrence, count)))


def _with(
    rules: tuple[LineRule, ...], rule: LineRule | None, words: str, occurrence: int, count: int
) -> tuple[LineRule, ...]:
    """The rules with a new one in place of what was said of that line; one for all alike is kept for the others."""
    kept: list[LineRule] = []
    for old in rules:
        if folded(old.text) != words:
            kept.append(old)
        elif old.occurrence is None:
            kept += [replace(old, occurrence=n) for n in range(1, count + 1) if n != occurrence]
        elif old.occurrence != occurrence:
            kept.append(old)
    return (*kept, rule) if rule else tuple(kept)


def write_sidecar(script: Path, sidecar: Sidecar) -> None:
    """Write it beside the script; one that says nothing is removed. Raises StorageError."""
    path = sidecar_of(script)
    lines = tuple(_toml(sidecar))
    if lines:
        write_durably(path, ["\n".join((HEAD, *lines, "")).encode("utf-8", "replace")])
        return
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise storage_error(path, error) from error


def _toml(sidecar: Sidecar) -> Iterator[str]:
    for name in _TEXTS:
        value = getattr(sidecar, name)
        if value is not None:
            yield f"{name} = {quoted(value)}"
    for rule in sidecar.lines:
        yield from ("", "[[lines]]", f"text = {quoted(rule.text)}", f"is = {quoted(rule.role)}")
        if rule.role == "heading":
            yield f"level = {rule.level}"
        if rule.occurrence is not None:
            yield f"occurrence = {rule.occurrence}"
    if sidecar.roles:
        yield from ("", "[roles]", *(f"{quoted(label)} = {quoted(voice)}" for label, voice in sidecar.roles))


def quoted(text: str) -> str:
    """A basic string of TOML: as in JSON, and DEL is not allowed as it is (TOML 1.0, String)."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
