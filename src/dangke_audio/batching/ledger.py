"""What is still to be spoken for which lecture of a batch: written by two threads, read by a third.

One thread finds out what each script needs (`expect`), one speaks it (`take`, `settle`), and the one that publishes
waits for a lecture's last clip (`wait`).
"""

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from dangke_audio.errors import StoppedError
from dangke_audio.model.report import Progress
from dangke_audio.synthesizing.synthesis import WantedClip
from dangke_audio.synthesizing.worker import Job

MOST_AHEAD = 2000
"""Clips that are known and not spoken, about four hours: what is held of them stays small, however long the batch is."""
TELL_S = 0.25


@dataclass(slots=True)
class _Order:
    """A clip that is to be spoken."""

    wanted: WantedClip
    lectures: set[int]
    """Those that wait for it."""


class Ledger:
    """The feed of a crew (crew.Feed), over all lectures of a batch, each by its number."""

    def __init__(self, lectures: int) -> None:
        """Nothing is known of any of them yet."""
        self._changed = threading.Condition()
        self._lectures = lectures
        self._known = 0
        self._orders: dict[str, _Order] = {}
        self._jobs: list[Job] = []
        self._numbers: dict[int, str] = {}
        self._made: dict[int, set[str]] = {}
        self._passed: set[str] = set()
        """What could not be spoken: whoever builds the lecture tries again, and says so."""
        self._total = self._settled = self._weight = self._made_weight = 0
        self._share = 0.0
        self._is_stopped = self._is_over = False

    def expect(self, lecture: int, wanted: Iterable[WantedClip]) -> None:
        """A lecture needs these, which are in no store; waits while too much is waiting already. Raises StoppedError."""
        with self._changed:
            self._changed.wait_for(lambda: len(self._orders) < MOST_AHEAD or self._is_stopped or self._is_over)
            self._refuse_where_stopped()
            for clip in wanted:
                if clip.key not in self._passed and not self._is_over:
                    self._order(clip).lectures.add(lecture)
            self._known = lecture + 1
            self._changed.notify_all()

    def _order(self, wanted: WantedClip) -> _Order:
        order = self._orders.get(wanted.key)
        if order is None:
            order = self._orders[wanted.key] = _Order(wanted, set())
            number, self._total = self._total, self._total + 1
            self._numbers[number] = wanted.key
            self._jobs.append(Job(number, wanted.heard, wanted.utterance.speaker))
            self._weight += len(wanted.heard.text)
        return order

    def take(self) -> Sequence[Job] | None:
        """What has been expected since; None when all lectures are known. Raises StoppedError."""
        with self._changed:
            self._refuse_where_stopped()
            jobs, self._jobs = self._jobs, []
            return None if self._known == self._lectures and not jobs else jobs

    def _refuse_where_stopped(self) -> None:
        if self._is_stopped:
            raise StoppedError

    def key_of(self, number: int) -> str:
        """The key of the clip that a job makes."""
        with self._changed:
            return self._numbers[number]

    def settle(self, number: int, *, is_made: bool) -> None:
        """A clip is in its store, or cannot be made."""
        with self._changed:
            key = self._numbers.pop(number)
            order = self._orders.pop(key)
            self._settled += 1
            self._made_weight += len(order.wanted.heard.text)
            if is_made:
                self._made.setdefault(min(order.lectures), set()).add(key)
            else:
                self._passed.add(key)
            self._changed.notify_all()

    def give_up(self) -> None:
        """Nobody speaks any more: nobody waits either."""
        with self._changed:
            self._is_over = True
            self._orders.clear()
            self._changed.notify_all()

    def stop(self) -> None:
        """Whoever comes next is sent home with a StoppedError."""
        with self._changed:
            self._is_stopped = True
            self._changed.notify_all()

    def wait(self, lecture: int, tell: Callable[[Progress], None]) -> None:
        """Until all that a lecture needs is there or cannot be had; tells how far the whole batch is meanwhile."""
        while True:
            with self._changed:
                is_ready = self._changed.wait_for(lambda: self._is_ready(lecture), TELL_S)
                progress = self._progress()
            if progress.total:
                tell(progress)
            if is_ready:
                return

    def made_for(self, lecture: int) -> frozenset[str]:
        """The keys of what was spoken for it; what several need was spoken for the first of them."""
        with self._changed:
            return frozenset(self._made.pop(lecture, ()))

    def _is_ready(self, lecture: int) -> bool:
        if self._is_over:
            return True
        return self._known > lecture and not any(lecture in order.lectures for order in self._orders.values())

    def _progress(self) -> Progress:
        """The share of all lectures, those that are not known yet taken to be like the others; it never goes back."""
        known = self._made_weight / self._weight if self._weight else 1.0
        self._share = max(self._share, known * self._known / self._lectures)
        return Progress(self._settled, self._total, self._share)
