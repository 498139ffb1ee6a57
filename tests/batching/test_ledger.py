"""The ledger: one queue over all lectures, each clip spoken once, nobody waits for what will never come."""

import threading
from collections.abc import Sequence

import pytest

from dangke_audio.batching import ledger as ledgers
from dangke_audio.batching.ledger import Ledger
from dangke_audio.engines.contract import Heard
from dangke_audio.errors import StoppedError
from dangke_audio.model.lecture import Sentence
from dangke_audio.model.report import Location, Progress
from dangke_audio.model.speech import Speaker, Utterance
from dangke_audio.synthesizing.synthesis import WantedClip


def clip(key: str, text: str = "yi1") -> WantedClip:
    sentence = Sentence(key, "body", Location("讲稿.txt", 1), ends_paragraph=False)
    utterance = Utterance(sentence, key, (None,) * len(key), 0, Speaker("tone"))
    return WantedClip(key, utterance, Heard(text, 1, ()))


def taken(ledger: Ledger) -> list[int]:
    return [job.index for job in ledger.take() or ()]


def waited(ledger: Ledger, lecture: int) -> list[Progress]:
    told: list[Progress] = []
    ledger.wait(lecture, told.append)
    return told


def test_the_next_lecture_is_there_to_be_spoken_before_the_first_is_published() -> None:
    ledger = Ledger(2)
    ledger.expect(0, [clip("甲")])
    ledger.expect(1, [clip("乙"), clip("丙")])
    assert taken(ledger) == [0, 1, 2]
    assert ledger.take() is None


def test_what_two_lectures_need_is_spoken_once_for_the_first() -> None:
    ledger = Ledger(2)
    ledger.expect(0, [clip("甲")])
    ledger.expect(1, [clip("甲"), clip("乙")])
    assert taken(ledger) == [0, 1]
    ledger.settle(0, is_made=True)
    ledger.settle(1, is_made=True)
    waited(ledger, 1)
    assert ledger.made_for(0) == {"甲"}
    assert ledger.made_for(1) == {"乙"}
    assert ledger.take() is None


def test_a_lecture_waits_for_its_own_last_clip_only() -> None:
    ledger = Ledger(2)
    ledger.expect(0, [clip("甲")])
    ledger.expect(1, [clip("乙")])
    ledger.settle(0, is_made=True)
    assert waited(ledger, 0)[-1] == Progress(1, 2, 0.5)
    late = threading.Timer(0.1, ledger.settle, [1], {"is_made": True})
    late.start()
    assert waited(ledger, 1)[-1] == Progress(2, 2, 1.0)


def test_what_is_told_of_the_batch_never_goes_back() -> None:
    """Also where a long lecture comes behind a short one."""
    ledger = Ledger(10)
    ledger.expect(0, [clip("甲")])
    ledger.settle(0, is_made=True)
    first = waited(ledger, 0)[-1].made_share
    ledger.expect(1, [clip("乙", "yi1 " * 50)])
    assert first == 0.1
    assert waited(ledger, 0)[-1].made_share == first


def test_a_clip_that_cannot_be_made_is_waited_for_once_and_asked_for_once() -> None:
    ledger = Ledger(2)
    ledger.expect(0, [clip("坏")])
    assert taken(ledger) == [0]
    ledger.settle(0, is_made=False)
    ledger.expect(1, [clip("坏")])
    assert ledger.take() is None
    waited(ledger, 1)
    assert ledger.made_for(0) == frozenset()


def test_nobody_waits_where_nobody_speaks() -> None:
    ledger = Ledger(2)
    ledger.expect(0, [clip("甲")])
    ledger.give_up()
    waited(ledger, 0)
    waited(ledger, 1)
    ledger.expect(1, [clip("乙")])
    assert waited(ledger, 1), "it comes back at once"
    assert ledger.made_for(0) == ledger.made_for(1) == frozenset()


def test_a_stop_sends_everybody_home() -> None:
    ledger = Ledger(1)
    ledger.stop()
    with pytest.raises(StoppedError):
        ledger.take()
    with pytest.raises(StoppedError):
        ledger.expect(0, [])


def test_no_more_is_found_out_than_can_be_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledgers, "MOST_AHEAD", 2)
    ledger = Ledger(2)
    ledger.expect(0, [clip("甲"), clip("乙")])
    order: Sequence[WantedClip] = [clip("丙")]
    later = threading.Thread(target=ledger.expect, args=(1, order))
    later.start()
    assert taken(ledger) == [0, 1]
    later.join(0.2)
    assert later.is_alive()
    ledger.settle(0, is_made=True)
    later.join(5)
    assert taken(ledger) == [2]
