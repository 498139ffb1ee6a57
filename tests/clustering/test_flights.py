"""What has landed is given out once, also where the connection is lost in the middle of it."""

from collections.abc import Callable
from typing import Any

import pytest

pytest.importorskip("distributed", reason="the extra [cluster] is not installed")

from dangke_audio.clustering.flights import ConnectionLostError, Flights
from dangke_audio.clustering.task import Order, Reply
from dangke_audio.engines.contract import Heard
from dangke_audio.model.speech import Speaker
from dangke_audio.synthesizing.worker import Answer, Job


class Landed:
    """A future that has ended before anybody asks."""

    def __init__(self, status: str, job: Job) -> None:
        self.status = status
        self.job = job

    def add_done_callback(self, call: Callable[[Any], None]) -> None:
        call(self)

    def result(self, timeout_s: float) -> Reply:
        return Reply("a worker", Answer(self.job.index, None, None))


class Sky:
    """A client whose tasks end at once, as it was told."""

    status = "running"

    def __init__(self, *statuses: str) -> None:
        self.statuses = list(statuses)

    def subscribe_topic(self, topic: str, handler: object) -> None:
        pass

    def submit(self, function: object, *arguments: Any, **options: object) -> Landed:
        return Landed(self.statuses.pop(0), arguments[1])


def test_what_came_before_the_loss_is_not_lost_with_it() -> None:
    flights = Flights(Sky("finished", "cancelled", "finished"))
    for index in range(3):
        flights.send(Job(index, Heard("yi1", 1, ()), Speaker("tone")), Order(b"", {}), None)
    assert [flight.job.index for flight, _ in flights.land(0.01)] == [0]
    with pytest.raises(ConnectionLostError):
        flights.land(0.01)
    assert sorted(flight.job.index for flight in flights) == [1, 2], "these are sent again"
