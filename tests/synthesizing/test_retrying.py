"""The desk: who is tried again, after how long, by how many at once, and when all stops."""

from collections.abc import Sequence

import pytest

from dangke_audio.engines.contract import Heard, Patience
from dangke_audio.errors import FailureKind
from dangke_audio.model.audio import Pcm
from dangke_audio.model.speech import Speaker
from dangke_audio.synthesizing.retrying import LONGEST_WAIT_S, Desk
from dangke_audio.synthesizing.worker import Answer, Failure, Job

SERVICE = Patience(tries=5, delays_s=(1, 2, 4, 8, 16), failures_at_first=5, failures_in_a_row=10)
GOOD = Pcm(24_000, b"..")
PASSING: list[FailureKind | None] = ["passing"]


def desk(count: int, patience: Patience = SERVICE, *, gently: bool = True, spread: float = 0.0) -> Desk:
    jobs = [Job(index, Heard(f"yi1 {index}", 1, ()), Speaker("tone")) for index in range(count)]
    made = Desk(patience, 2, gently=gently, spread=lambda: spread)
    made.add(jobs)
    return made


def bad(job: Job, kind: FailureKind = "passing", retry_after_s: float | None = None) -> Answer:
    return Answer(job.index, None, Failure(kind, "没有回答", retry_after_s=retry_after_s))


def run(of: Desk, outcomes: Sequence[FailureKind | None]) -> tuple[list[Answer], float]:
    """Let one worker try, in order, with these outcomes (None is good); the final answers, and the time that passed."""
    now_s, finals = 0.0, list[Answer]()
    for outcome in outcomes:
        now_s += of.wait_s(now_s)
        job = of.take(now_s)
        assert job is not None
        final = of.settle(job, Answer(job.index, GOOD, None) if outcome is None else bad(job, outcome), now_s)
        if final:
            finals.append(final)
        if of.stopped_by:
            break
    return finals, now_s


def test_delays_grow_with_failures_in_a_row_and_start_again_after_a_success() -> None:
    _, passed_s = run(desk(3), ["passing", "passing", None])
    assert passed_s == 1 + 2
    _, passed_s = run(desk(3), ["passing", "passing", None, "passing", None])
    assert passed_s == 1 + 2 + 1


def test_delays_are_stretched_at_random() -> None:
    _, passed_s = run(desk(1, spread=0.5), ["passing", "passing", None])
    assert passed_s == 1.5 * 3


def test_what_failed_comes_behind_the_next_one() -> None:
    """Whether another text can be spoken tells whether the text or the service is at fault."""
    waiting = desk(3)
    first = waiting.take(0.0)
    assert first is not None
    assert waiting.settle(first, bad(first), 0.0) is None
    assert waiting.take(0.9) is None
    second = waiting.take(1.0)
    assert second
    assert second.index == 1
    assert waiting.take(1.0) is first


def test_one_bad_text_is_not_the_service_s_fault() -> None:
    finals, _ = run(desk(1), ["passing"] * 5)
    assert finals[0].failure
    resumed = desk(1)
    run(resumed, ["passing"] * 5)
    assert not resumed.stopped_by


def test_two_connections_that_blink_at_once_stop_nothing() -> None:
    asked = desk(4, gently=False)
    jobs = [asked.take(0.0), asked.take(0.0)]
    for job in jobs:
        assert job
        asked.settle(job, bad(job, "offline"), 0.0)
    assert not asked.stopped_by


def test_after_all_tries_the_failure_is_final_and_says_how_often() -> None:
    finals, _ = run(desk(2), [None, *PASSING * 5])
    assert [bool(final.clip) for final in finals] == [True, False]
    assert "试了 5 次" in str(finals[1].failure)


def test_a_text_that_fails_is_not_tried_again() -> None:
    finals, passed_s = run(desk(1), ["text"])
    assert finals[0].failure
    assert passed_s == 0


@pytest.mark.parametrize(("kind", "tries"), [("offline", 2), ("refused", 2), ("settings", 1)])
def test_what_will_not_get_better_stops_all(kind: FailureKind, tries: int) -> None:
    asked = desk(20)
    finals, _ = run(asked, [kind] * 20)
    assert asked.stopped_by
    assert asked.stopped_by.kind == kind
    assert finals == []
    alone = desk(20)
    run(alone, [kind] * (tries - 1) or [None])
    assert not alone.stopped_by


def test_a_single_refusal_between_successes_stops_nothing() -> None:
    asked = desk(20)
    finals, _ = run(asked, [None, "refused", None, "offline", None, "refused", None])
    assert not asked.stopped_by
    assert len(finals) == 4


def test_the_breaker_opens_early_where_nothing_ever_worked() -> None:
    asked = desk(20)
    _, passed_s = run(asked, ["passing"] * 20)
    assert asked.stopped_by
    assert passed_s == 1 + 2 + 4 + 8


def test_the_breaker_is_more_patient_once_something_worked() -> None:
    asked = desk(20)
    finals, passed_s = run(asked, [None, *PASSING * 20])
    assert asked.stopped_by
    assert passed_s == 1 + 2 + 4 + 8 + 16 * 5
    assert len(finals) == 2  # the good one, and the one that had its five tries


def test_a_service_may_ask_for_a_pause_but_not_for_any() -> None:
    asked = desk(2)
    job = asked.take(0.0)
    assert job
    asked.settle(job, bad(job, "busy", retry_after_s=30.0), 0.0)
    assert asked.wait_s(0.0) == 30.0
    assert not asked.stopped_by
    job = asked.take(30.0)
    assert job
    asked.settle(job, bad(job, "busy", retry_after_s=LONGEST_WAIT_S + 1), 30.0)
    assert asked.stopped_by


def test_a_service_is_approached_by_one_and_widened_only_while_all_goes_well() -> None:
    asked = desk(20)
    assert asked.width == 1
    run(asked, [None, None])
    assert asked.width == 1
    run(asked, [None])
    assert asked.width == 2
    run(asked, ["busy"])
    assert asked.width == 1


def test_the_own_machine_is_used_whole_at_once() -> None:
    assert desk(20, Patience(), gently=False).width == 2


def test_without_a_breaker_every_utterance_gets_its_tries() -> None:
    finals, _ = run(desk(10, Patience(tries=2), gently=False), ["passing"] * 20)
    assert len(finals) == 10
