"""What a user says about a script in `<file name>.toml`, where the program's guess at its structure is wrong."""

from dataclasses import dataclass
from typing import Literal

Level = Literal[1, 2, 3]
"""Of a heading: chapters are 1 and 2; 3 is a mark inside a section."""
LineRole = Literal["heading", "body", "silent"]


@dataclass(frozen=True, slots=True)
class LineRule:
    """What the line with this text is. Lines are known by their words, which survive edits elsewhere."""

    text: str
    """The line as written; blanks do not count."""
    role: LineRole
    level: Level = 1
    """Of a heading."""
    occurrence: int | None = None
    """Which of the lines with this text, 1-based; None for all of them."""


@dataclass(frozen=True, slots=True)
class Sidecar:
    """The whole file; None where it says nothing."""

    name: str
    """The sidecar's file name."""
    sha256: str
    """Of its bytes, hexadecimal."""
    title: str | None = None
    subtitle: str | None = None
    speaker: str | None = None
    date: str | None = None
    lines: tuple[LineRule, ...] = ()
    roles: tuple[tuple[str, str], ...] = ()
    """Speaker label (甲, 主持人, 问) and the voice that says its lines, in the order of the file."""


NO_SIDECAR = Sidecar("", "")
"""What a script without sidecar is told."""
