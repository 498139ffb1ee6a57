"""Which utterance is tried next, and when: back-off, the width of the crew, and the circuit breaker.

Nothing here waits or asks for the time; the caller does, and tells. Failures in a row are counted over all utterances:
a service that fails one is not asked for the next one at once either.
"""

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import replace

from dangke_audio.engines.contract import Patience
from dangke_audio.synthesizing.worker import Answer, Failure, Job

SUCCESSES_TO_WIDEN = 3
TURNED_AWAY_TO_STOP = 2
"""How often the same utterance finds nobody there, or is refused, before all stops."""
UTTERANCES_TO_STOP = 2
"""So many different ones have to fail in a row before the service is at fault and not the text."""
LONGEST_WAIT_S = 60.0
"""A service that asks for more patience than this is given up: the user decides when to come back."""


class Desk:
    """The jobs that are still to be done. `spread` gives numbers in 0 … 1 that stretch the delays."""

    def __init__(self, patience: Patience, widest: int, *, gently: bool, spread: Callable[[], float]) -> None:
        """With `gently`, one at a time at first, and one more after every three successes in a row."""
        self._waiting: deque[Job] = deque()
        self._patience = patience
        self._widest = widest
        self._gently = gently
        self._spread = spread
        self._tries: dict[int, int] = {}
        self._not_before_s = 0.0
        self._failures_in_a_row = 0
        self._successes_in_a_row = 0
        self._turned_away: dict[int, int] = {}
        self._failing: set[int] = set()
        self._succeeded = False
        self.stopped_by: Failure | None = None
        """Why no more is tried at all."""

    def add(self, jobs: Iterable[Job]) -> None:
        """Behind those that wait."""
        self._waiting.extend(jobs)

    @property
    def width(self) -> int:
        """How many may be spoken at once."""
        return min(self._widest, 1 + self._successes_in_a_row // SUCCESSES_TO_WIDEN) if self._gently else self._widest

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits; what is being spoken may still come back."""
        return not self._waiting

    def wait_s(self, now_s: float) -> float:
        """How long nothing may be started."""
        return max(0.0, self._not_before_s - now_s)

    def take(self, now_s: float) -> Job | None:
        """The next job, if one may be started now."""
        return self._waiting.popleft() if self._waiting and not self.wait_s(now_s) else None

    def settle(self, job: Job, answer: Answer, now_s: float) -> Answer | None:
        """What an attempt led to: the job's final answer, or None where it will be tried again or all has stopped."""
        if answer.failure is None:
            self._failures_in_a_row = 0
            self._turned_away.clear()
            self._failing.clear()
            self._successes_in_a_row += 1
            self._succeeded = True
            return answer
        self._tries[job.index] = self._tries.get(job.index, 0) + 1
        if answer.failure.kind == "text":
            return answer
        self._failures_in_a_row += 1
        self._successes_in_a_row = 0
        self._failing.add(job.index)
        self._not_before_s = max(self._not_before_s, now_s + self._delay_s(answer.failure))
        is_turned_away = answer.failure.kind in ("offline", "refused")
        if is_turned_away:
            self._turned_away[job.index] = self._turned_away.get(job.index, 0) + 1
        if self._is_hopeless(answer.failure):
            self.stopped_by = answer.failure
            return None
        if self._tries[job.index] >= self._patience.tries and not is_turned_away:
            return replace(answer, failure=replace(answer.failure, why=self._told(answer.failure, job)))
        # Behind the next one: whether another text can be spoken tells what is at fault.
        self._waiting.insert(0 if is_turned_away else 1, job)
        return None

    def _told(self, failure: Failure, job: Job) -> str:
        tries = self._tries[job.index]
        return f"{failure.why}（试了 {tries} 次）" if tries > 1 else failure.why

    def _delay_s(self, failure: Failure) -> float:
        delays = self._patience.delays_s
        delay_s = delays[min(self._failures_in_a_row, len(delays)) - 1] if delays else 0.0
        return max(delay_s * (1.0 + self._spread()), failure.retry_after_s or 0.0)

    def _is_hopeless(self, failure: Failure) -> bool:
        """Whether more attempts would only be waiting."""
        if failure.kind == "settings" or max(self._turned_away.values(), default=0) >= TURNED_AWAY_TO_STOP:
            return True
        if (failure.retry_after_s or 0.0) > LONGEST_WAIT_S:
            return True
        patience = self._patience
        most = patience.failures_in_a_row if self._succeeded else patience.failures_at_first
        return most is not None and self._failures_in_a_row >= most and len(self._failing) >= UTTERANCES_TO_STOP
