"""What was changed in a working copy, a step each, on disk: undo and redo survive a restart.

A step holds each paragraph before and after, and a lexicon's row before and after. It is written before the copy is, so
a crash between the two leaves a step that the copy does not show: `settled` finds out by comparing.
"""

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from dangke_audio.durable import write_durably
from dangke_audio.model.source import Pin, SourceDocument

HISTORY = "history.json"
MOST_STEPS = 500
MOST_CHARACTERS = 3_000_000
"""Of all steps that stand; older ones are forgotten: they cannot be undone any more."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A paragraph's text, and the readings that are fixed in it."""

    text: str
    pins: tuple[Pin, ...]


@dataclass(frozen=True, slots=True)
class ParagraphChange:
    """One paragraph, by its index."""

    index: int
    before: Wording
    after: Wording


@dataclass(frozen=True, slots=True)
class RowChange:
    """One word of the studio's lexicon; None where it has no row."""

    word: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Step:
    """What one press of a button did."""

    what: str
    """For people, in Chinese: 改文字：……"""
    paragraphs: tuple[ParagraphChange, ...] = ()
    rows: tuple[RowChange, ...] = ()

    @property
    def characters(self) -> int:
        """How much there is to keep."""
        return sum(len(one.before.text) + len(one.after.text) for one in self.paragraphs)

    @property
    def reversed(self) -> "Step":
        """The step that takes it back."""
        paragraphs = tuple(replace(one, before=one.after, after=one.before) for one in self.paragraphs)
        rows = tuple(replace(one, before=one.after, after=one.before) for one in self.rows)
        return replace(self, paragraphs=paragraphs, rows=rows)


@dataclass(frozen=True, slots=True)
class History:
    """Steps that stand, the last one last; and steps that were taken back, the next to redo last."""

    done: tuple[Step, ...] = ()
    undone: tuple[Step, ...] = ()

    def with_step(self, step: Step) -> "History":
        """After a new change nothing can be redone."""
        kept: list[Step] = []
        characters = 0
        for one in (step, *reversed(self.done[1 - MOST_STEPS :])):
            characters += one.characters
            if kept and characters > MOST_CHARACTERS:
                break
            kept.append(one)
        return History(tuple(reversed(kept)))

    def back(self) -> "History":
        """One step taken back."""
        return History(self.done[:-1], (*self.undone, self.done[-1]))

    def forth(self) -> "History":
        """One step done again."""
        return History((*self.done, self.undone[-1]), self.undone[:-1])


def read_history(folder: Path) -> History:
    """What is kept; a damaged one is empty: the text stands, it only cannot be taken back."""
    try:
        table = json.loads((folder / HISTORY).read_bytes())
        return History(tuple(map(_step, table["done"])), tuple(map(_step, table["undone"])))
    except (OSError, ValueError, KeyError, TypeError):
        return History()


def write_history(folder: Path, history: History) -> None:
    """Raises StorageError."""
    table = {"done": [*map(_row, history.done)], "undone": [*map(_row, history.undone)]}
    write_durably(folder / HISTORY, [json.dumps(table, ensure_ascii=False).encode("utf-8", "surrogatepass")])


def settled(history: History, document: SourceDocument) -> History:
    """The same, without the step whose writing a crash cut short: the copy shows whether it was done."""
    if history.done and _shows(history.done[-1].reversed, document) and not _shows(history.done[-1], document):
        return history.back()
    if history.undone and _shows(history.undone[-1], document) and not _shows(history.undone[-1].reversed, document):
        return history.forth()
    return history


def wording_of(document: SourceDocument, index: int) -> Wording:
    """A paragraph as it is now."""
    paragraph = document.paragraphs[index]
    return Wording(paragraph.text, paragraph.pins)


def with_changes(document: SourceDocument, changes: tuple[ParagraphChange, ...]) -> SourceDocument:
    """The script after some changes."""
    paragraphs = list(document.paragraphs)
    for change in changes:
        paragraphs[change.index] = replace(paragraphs[change.index], text=change.after.text, pins=change.after.pins)
    return replace(document, paragraphs=tuple(paragraphs))


def _shows(step: Step, document: SourceDocument) -> bool:
    """Whether the copy is as the step leaves it."""
    return bool(step.paragraphs) and all(
        one.index < len(document.paragraphs) and wording_of(document, one.index) == one.after for one in step.paragraphs
    )


def _row(step: Step) -> dict[str, Any]:
    return {
        "what": step.what,
        "paragraphs": [[one.index, *map(_wording_row, (one.before, one.after))] for one in step.paragraphs],
        "rows": [[one.word, one.before, one.after] for one in step.rows],
    }


def _wording_row(wording: Wording) -> list[Any]:
    return [wording.text, [[pin.start, pin.end, pin.reading] for pin in wording.pins]]


def _step(row: dict[str, Any]) -> Step:
    paragraphs = (ParagraphChange(int(index), _wording(old), _wording(new)) for index, old, new in row["paragraphs"])
    return Step(str(row["what"]), tuple(paragraphs), tuple(RowChange(*one) for one in row["rows"]))


def _wording(row: list[Any]) -> Wording:
    text, pins = row
    return Wording(str(text), tuple(Pin(*pin) for pin in pins))
