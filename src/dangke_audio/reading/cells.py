"""The cells of a table's row as one sentence, and readings that move with their words."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from dangke_audio.model.source import Pin

_PARTING = "，"
# No full stop: 1. and 2 would become 1.2.
_STOPPED = re.compile(r"[，。；：、！？…,;:!?][”’」』]*$")


@dataclass(frozen=True, slots=True)
class Cell:
    """Text with the readings that its author has set over it."""

    text: str
    pins: tuple[Pin, ...] = ()


def shifted(pins: Iterable[Pin], by: int) -> tuple[Pin, ...]:
    """Pins of a text that now begins `by` characters later (or earlier); those of what was cut off are gone."""
    return tuple(replace(pin, start=pin.start + by, end=pin.end + by) for pin in pins if pin.start + by >= 0)


def join_cells(*cells: Cell) -> Cell:
    """姓名，张三，职务，书记: a comma between cells, but none behind a cell that ends with a mark of its own."""
    text = ""
    pins: tuple[Pin, ...] = ()
    for cell in cells:
        stripped = cell.text.strip()
        if not stripped:
            continue
        text += _PARTING if text and not _STOPPED.search(text) else ""
        pins += shifted(cell.pins, len(text) - (len(cell.text) - len(cell.text.lstrip())))
        text += stripped
    return Cell(text, pins)
