"""What is remembered of a build."""

from dataclasses import dataclass

from dangke_audio.model.changes import Changes


@dataclass(frozen=True, slots=True)
class PastBuild:
    """One build, or one that failed."""

    time: str
    """When it ended: ISO 8601 to the second, with the offset of local time."""
    voice: str
    """Name of the voice profile."""
    wall_s: float
    sentences: int
    """In the whole lecture; 0 of a build that failed."""
    audio_ms: int
    changes: Changes | None
    """None of a build that failed. Long lists of sentences are cut; the counts are whole."""
    error: str | None = None
    """Why it failed, in a line."""

    @property
    def is_idle(self) -> bool:
        """Whether it found nothing to do."""
        return self.changes is not None and self.changes.is_idle
