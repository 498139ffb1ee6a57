"""What became of each script of a batch."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from dangke_audio.errors import DangkeError
from dangke_audio.model.report import BuildReport

State = Literal["made", "unchanged", "failed", "left"]
"""`left`: nobody came to it before the batch was interrupted."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One script of a batch."""

    script: Path
    """As the user named it."""
    state: State
    report: BuildReport | None = None
    error: DangkeError | None = None
    """Why it was not made."""
