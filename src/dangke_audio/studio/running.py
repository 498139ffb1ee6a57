"""The build under way, and how far it is, for the page."""

import threading
import time
from dataclasses import dataclass, replace

from dangke_audio.model.report import Progress
from dangke_audio.studio.timing import left_s


@dataclass(frozen=True, slots=True)
class Running:
    """The build under way."""

    document_id: str
    stop: threading.Event
    phase_started_s: float
    progress: Progress | None = None

    @property
    def is_stopping(self) -> bool:
        """Not any more once its files get their names."""
        return self.stop.is_set() and not (self.progress and self.progress.phase == "publishing")

    def at(self, progress: Progress) -> "Running":
        """The same, so much farther."""
        is_same = self.progress is not None and self.progress.phase == progress.phase
        return replace(self, progress=progress, phase_started_s=self.phase_started_s if is_same else time.monotonic())


def how_far(running: Running) -> dict[str, object]:
    """Clips or blocks done and in all, the share of the phase's work, and its seconds left where they can be known."""
    progress = running.progress
    if progress is None:
        return {"phase": "preparing"}
    elapsed_s = time.monotonic() - running.phase_started_s
    has_spoken = progress.phase == "speaking" and progress.done == progress.total
    return {
        "phase": "finishing" if has_spoken else progress.phase,
        "done": progress.done,
        "total": progress.total,
        "share": round(progress.made_share, 4),
        "left_s": left_s(elapsed_s, progress.made_share),
    }
