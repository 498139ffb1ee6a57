"""The tasks that a cluster has now, and what becomes of each."""

import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from dangke_audio.clustering.task import TOPIC, Order, Reply, speak_there
from dangke_audio.synthesizing.worker import Job

if TYPE_CHECKING:
    from distributed import Client, Future

RESULT_S = 20.0
"""For a clip that is ready to come over; a worker that is lost meanwhile has its clip made again by dask."""


class ConnectionLostError(Exception):
    """The scheduler is gone, and all tasks with it."""


@dataclass(slots=True)
class Flight:
    """A task under way."""

    key: str
    job: Job
    future: "Future"
    allowed: frozenset[str] | None
    """The workers that may have it; None for all."""
    worker: str | None = None
    """Who has begun it."""
    began_s: float = 0.0


class Flights:
    """All that are under way, by key."""

    def __init__(self, client: "Client") -> None:
        self._client = client
        self._by_key: dict[str, Flight] = {}
        self._landed: SimpleQueue[str] = SimpleQueue()
        client.subscribe_topic(TOPIC, self._note_beginning)

    def __len__(self) -> int:
        return len(self._by_key)

    def __iter__(self) -> Iterator[Flight]:
        return iter(list(self._by_key.values()))

    def send(self, job: Job, order: Order, allowed: frozenset[str] | None) -> None:
        """Give a job to the cluster. Raises ConnectionLostError."""
        key = f"dangke_audio_speak-{uuid4().hex}"
        workers = None if allowed is None else sorted(allowed)
        with _telling_of_loss():
            future = self._client.submit(speak_there, key, job, order, key=key, workers=workers, pure=False)
            self._by_key[key] = Flight(key, job, future, allowed)
            future.add_done_callback(self._caller(key))

    def land(self, wait_s: float) -> list[tuple[Flight, Reply | BaseException]]:
        """Those that have ended, after at most `wait_s`. Raises ConnectionLostError, but not before all are given out."""
        landed: list[tuple[Flight, Reply | BaseException]] = []
        keys = deque(key for key in self._ended(wait_s) if key in self._by_key)
        while keys:
            flight = self._by_key[keys[0]]
            try:
                outcome = self._outcome(flight)
            except ConnectionLostError:
                if not landed:
                    raise
                for key in keys:  # the next time
                    self._landed.put(key)
                break
            keys.popleft()
            if outcome is not None:
                landed.append((flight, outcome))
        return landed

    def abandon(self, flight: Flight) -> None:
        """Forget a flight and ask the cluster to do so too; what is being spoken just now is spoken to its end."""
        self._by_key.pop(flight.key, None)
        with suppress(OSError, TimeoutError):
            self._client.cancel([flight.future], force=True)

    def abandon_all(self) -> None:
        """As `abandon`."""
        futures = [flight.future for flight in self]
        self._by_key.clear()
        if futures and self._client.status == "running":
            with suppress(OSError, TimeoutError):
                self._client.cancel(futures, force=True)

    def _outcome(self, flight: Flight) -> Reply | BaseException | None:
        """None where dask makes it again, because whoever had it is gone."""
        from distributed import KilledWorker

        future = flight.future
        if future.status == "cancelled":  # not by us: then it would not be here
            raise ConnectionLostError
        try:
            with _telling_of_loss():
                outcome: Reply | BaseException = (
                    future.exception(RESULT_S) if future.status == "error" else future.result(RESULT_S)
                )
        except KilledWorker as error:
            outcome = error
        except ConnectionLostError as error:
            if not isinstance(error.__cause__, TimeoutError):
                raise
            future.add_done_callback(self._caller(flight.key))
            return None
        del self._by_key[flight.key]
        return outcome

    def _ended(self, wait_s: float) -> list[str]:
        keys: list[str] = []
        with suppress(Empty):
            keys.append(self._landed.get(timeout=wait_s))
            while True:
                keys.append(self._landed.get_nowait())
        return keys

    def _caller(self, key: str) -> Callable[["Future"], None]:
        return lambda _future: self._landed.put(key)

    def _note_beginning(self, event: tuple[float, Any]) -> None:
        """Called in dask's own thread. Our own clock: those of the machines differ."""
        _, told = event
        flight = self._by_key.get(told["key"])
        if flight is not None:
            flight.worker, flight.began_s = told["worker"], time.monotonic()


@contextmanager
def _telling_of_loss() -> Iterator[None]:
    """What the network raises when the scheduler is gone."""
    try:
        yield
    except (OSError, CancelledError) as error:
        raise ConnectionLostError from error
