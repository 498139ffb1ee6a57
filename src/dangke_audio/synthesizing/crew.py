"""Who speaks, as the stage sees them: processes of this machine (workers.py), or those of others."""

from collections import deque
from collections.abc import Generator, Iterable, Sequence
from typing import Protocol

from dangke_audio.engines.contract import Engine, Patience
from dangke_audio.synthesizing.worker import Answer, Job


class Feed(Protocol):
    """Jobs, of which more may come while the first are being spoken."""

    def take(self) -> Sequence[Job] | None:
        """Those that have come since, never waiting for any; None once there will be no more. May raise, to stop all."""


class Crew(Protocol):
    """Speaks all jobs of a feed, at most `workers` at once."""

    def __call__(self, feed: Feed, engine: Engine, workers: int, patience: Patience) -> Generator[Answer]:
        """The final answers, as they come; `Answer.index` says whose each is. Closing it stops the crew at once.

        Raises EngineError where the engine turns out to be unusable.
        """


class Listed:
    """A feed of jobs that are all known."""

    def __init__(self, jobs: Iterable[Job]) -> None:
        """They are given at once, in this order."""
        self._chunks = deque([list(jobs)])

    def take(self) -> Sequence[Job] | None:
        """All of them the first time."""
        return self._chunks.popleft() if self._chunks else None
