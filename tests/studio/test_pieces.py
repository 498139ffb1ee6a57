"""Pieces that need no server."""

import pytest

from dangke_audio.errors import ConfigError
from dangke_audio.studio.events import MOST_WAITING, Hub
from dangke_audio.studio.record import Complaint, Record, read_back, written
from dangke_audio.studio.timing import left_s


@pytest.mark.parametrize(
    ("elapsed_s", "share", "left"), [(10, 0.5, 10), (10, 0.25, 30), (1, 0.01, None), (10, 1.0, None), (0, 0.5, 0)]
)
def test_time_left(elapsed_s: float, share: float, left: int | None) -> None:
    assert left_s(elapsed_s, share) == left


def test_a_record_is_read_back() -> None:
    complaint = Complaint.of(ConfigError("不行", place="那里", hint="这样"))
    record = Record("讲稿.txt", 1, "题目", "tone", ("phone", "horn"), "failed", 2, complaint)
    assert read_back(written(record)) == record
    assert read_back(written(Record("\ud800.txt", 1))) is not None


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"null", b"\xff", b'{"schema": 2}', b'{"schema": 1, "name": "x"}', b"[" * 100_000]
)
def test_a_damaged_record(content: bytes) -> None:
    assert read_back(content) is None


def test_a_page_that_sleeps_costs_no_memory() -> None:
    hub = Hub()
    page = hub.listener()
    for number in range(3 * MOST_WAITING):
        hub.publish({"number": number})
    assert page.qsize() <= MOST_WAITING
    assert page.get_nowait() is None  # its stream ends, and the browser comes back
