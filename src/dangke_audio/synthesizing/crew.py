"""Who speaks, as the stage sees them: processes of this machine (workers.py), or those of others."""

from collections import deque
from collections.abc import Callable, Generator, Iterable, Sequence
from typing import Protocol

from dangke_audio.engines.contract import Engine, Patience
from dangke_audio.synthesizing.worker import Answer, Job


class Feed(Protocol):
    """Jobs, of which more may come while the first are being spoken. A crew asks it several times a second to the end."""

    def take(self) -> Sequence[Job] | None:
        """Those that have come since, never waiting for any; None when there will be no more. May raise, to stop all."""


class Crew(Protocol):
    """Speaks all jobs of a feed, at most `workers` at once."""

    def __call__(self, feed: Feed, engine: Engine, workers: int, patience: Patience) -> Generator[Answer]:
        """The final answers, as they come; `Answer.index` says whose each is. Closing it stops the crew at once.

        Raises EngineError where the engine turns out to be unusable.
        """


class Listed:
    """A feed of jobs that are all known."""

    def __init__(self, jobs: Iterable[Job], on_beat: Callable[[], None] = lambda: None) -> None:
        """They are given at once, in this order; `on_beat` is called whenever the feed is asked after that."""
        self._chunks = deque([list(jobs)])
        self._on_beat = on_beat

    def take(self) -> Sequence[Job] | None:
        """All of them the first time."""
        if self._chunks:
            return self._chunks.popleft()
        self._on_beat()
        return None
