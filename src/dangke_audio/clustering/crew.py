"""A crew of a Dask cluster's workers. Dask schedules; here is only what it cannot know: who speaks as we do.

A worker that is lost has its tasks done by others, by dask itself. What is ours: workers that would speak otherwise get
no more tasks, one that hangs is restarted, and a scheduler that comes back gets again what it had.
"""

import random
import time
from collections import Counter, deque
from collections.abc import Callable, Generator
from contextlib import closing

from dangke_audio.clustering.census import Census
from dangke_audio.clustering.connecting import connect, connect_again, disconnect
from dangke_audio.clustering.flights import ConnectionLostError, Flight, Flights
from dangke_audio.clustering.machine_facts import facts, required
from dangke_audio.clustering.patience import Waiting
from dangke_audio.clustering.task import Order, Reply, packed
from dangke_audio.engines.contract import Engine, Patience
from dangke_audio.synthesizing.crew import Feed
from dangke_audio.synthesizing.retrying import Desk
from dangke_audio.synthesizing.worker import Answer, Failure, Job
from dangke_audio.synthesizing.workers import LOOK_AROUND_S, take_in, unusable

TASKS_PER_THREAD = 3
"""Under way for each thread of the cluster: one that is spoken, one behind it, and one that is on its way."""
SUPPOSED_WORKERS = 8
"""Before the cluster is asked: how many jobs of the tail go longest first (workers.schedule)."""
MOST_AT_ONCE = 10_000
"""Jobs in all, where the engine sets no bound."""


_Final = tuple[str | None, Answer]
"""Which worker gave it, and the answer."""


class DaskCrew:
    """Fulfils `synthesizing.crew.Crew`. How many speak at once is the cluster's affair; `--jobs` is not for it."""

    def __init__(self, address: str, tell: Callable[[str], None], waiting: Waiting | None = None) -> None:
        """`tell` gets lines about the cluster, for the user."""
        self.address = address
        self.spoken: Counter[str] = Counter()
        """Clips by worker."""
        self._tell = tell
        self._told: set[str] = set()
        self._waiting = waiting or Waiting()

    def __call__(self, feed: Feed, engine: Engine, workers: int, patience: Patience) -> Generator[Answer]:  # noqa: ARG002
        """As `Crew`. Raises ConfigError for a wrong address, EngineError where there is no cluster or it ends."""
        widest = engine.limits.workers or MOST_AT_ONCE
        desk = Desk(patience, widest, gently=engine.online, spread=random.random)
        while take_in(feed, desk, SUPPOSED_WORKERS) and desk.is_empty:
            time.sleep(LOOK_AROUND_S)
        if desk.is_empty:  # all is in the store: no cluster is needed
            return
        with closing(_Run(self.address, engine, desk, self._waiting, self.tell_once)) as run:
            for worker, answer in run.answers(feed):
                if answer.clip is not None and worker is not None:
                    self.spoken[worker] += 1
                yield answer

    def tell_once(self, line: str) -> None:
        """Tell the user something that he need not be told again for the next lecture."""
        if line not in self._told:
            self._told.add(line)
            self._tell(line)


class _Run:
    """One feed's way through the cluster."""

    def __init__(self, address: str, engine: Engine, desk: Desk, waiting: Waiting, tell: Callable[[str], None]) -> None:
        self._address, self._engine, self._desk, self._waiting, self._tell = address, engine, desk, waiting, tell
        self._orders: dict[str, Order] = {}
        self._ours: dict[str, dict[str, str]] = {}
        self._again: deque[Job] = deque()
        """Those that came back for no fault of their own."""
        self._suspects: set[int] = set()
        """Jobs that were there when workers died: they are tried alone, so that no other falls with them."""
        self._client = connect(address, waiting.connect_s, tell)
        self._flights = Flights(self._client)
        self._census = Census(waiting, tell)

    def close(self) -> None:
        """Take back what is under way, and go."""
        self._flights.abandon_all()
        disconnect(self._client)

    def answers(self, feed: Feed) -> Generator[_Final]:
        """The final answers, and which worker gave each."""
        final: list[_Final] = []
        while True:
            is_fed = take_in(feed, self._desk, self._census.threads)
            try:
                self._send()
                yield from final  # only now: what the caller does with them costs no worker's time
                final = []
                if not is_fed and not self._flights and not self._again and self._desk.is_empty:
                    return
                for landed in (*self._flights.land(LOOK_AROUND_S), *self._overdue()):
                    final += self._settle(*landed)
            except ConnectionLostError:
                self._come_back()
            if self._desk.stopped_by is not None:
                yield from final
                raise unusable(self._desk.stopped_by)

    def _overdue(self) -> Generator[tuple[Flight, Reply]]:
        """What will never land: its worker hangs."""
        limit_s = self._engine.limits.answer_s
        for flight in self._flights:
            if flight.worker and time.monotonic() - flight.began_s > limit_s:
                self._flights.abandon(flight)
                self._census.restart(self._client, flight.worker)
                yield flight, Reply(flight.worker, _silence(flight.job, f"{limit_s:.0f} 秒没有读完这一句，已停下"))

    def _send(self) -> None:
        """Keep the cluster busy, and no more than that: memory stays small, and who joins gets work at once.

        Raises ConnectionLostError, EngineError where there is nobody for too long.
        """
        self._census.take(self._client)
        for flight in self._flights:
            if flight.allowed is not None and flight.allowed.isdisjoint(self._census.workers):
                self._flights.abandon(flight)  # all who might have it are gone
                self._again.append(flight.job)
        room = min(self._desk.width, TASKS_PER_THREAD * self._census.threads)
        while len(self._flights) < room and (job := self._next()) is not None:
            self._flights.send(job, self._order(job.speaker.voice), self._census.allowed)

    def _next(self) -> Job | None:
        if any(flight.job.index in self._suspects for flight in self._flights):
            return None
        if not self._again and (job := self._desk.take(time.monotonic())) is not None:
            self._again.append(job)
        if not self._again or (self._again[0].index in self._suspects and self._flights):
            return None
        return self._again.popleft()

    def _order(self, voice: str) -> Order:
        if voice not in self._orders:
            self._ours[voice] = {**facts(), "fingerprint": self._engine.fingerprint(voice)}
            self._orders[voice] = Order(packed(self._engine), required(self._ours[voice]))
        return self._orders[voice]

    def _settle(self, flight: Flight, outcome: Reply | BaseException) -> list[_Final]:
        """What a flight led to: an answer, or none where its job goes up again. Raises EngineError."""
        from distributed import KilledWorker

        job, worker, answer = flight.job, None, None
        if isinstance(outcome, Reply):
            worker, answer = outcome.worker, outcome.answer
            if outcome.refused is not None:
                self._census.refuse(outcome.worker, self._ours[job.speaker.voice], outcome.refused)
        elif isinstance(outcome, KilledWorker):
            self._suspects.add(job.index)
            answer = _silence(job, "读这一句的语音进程接连意外结束")
        else:
            self._census.refuse_unfit(self._client, outcome)
        if answer is None:
            self._again.append(job)
            return []
        final = self._desk.settle(job, answer, time.monotonic())
        return [] if final is None else [(worker, final)]

    def _come_back(self) -> None:
        """The scheduler is gone: wait for it, and give it again what it had. Raises EngineError."""
        self._tell("和集群的连接断了，正在重新连接……")
        self._again.extend(flight.job for flight in self._flights)
        disconnect(self._client)
        self._client = connect_again(self._address, self._waiting.reconnect_s, self._tell)
        self._flights = Flights(self._client)
        self._census = Census(self._waiting, self._tell)


def _silence(job: Job, why: str) -> Answer:
    return Answer(job.index, None, Failure("passing", why))
