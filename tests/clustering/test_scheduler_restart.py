"""A scheduler that is killed and started again on the same address: nothing is lost and nothing is spoken wrong."""

import pytest

pytest.importorskip("distributed", reason="the extra [cluster] is not installed")

from tests.clustering.test_dask_crew import HEARD, answers, assert_as_here
from tests.support.dask_processes import DaskProcesses

from dangke_audio.clustering import DaskCrew, Waiting
from dangke_audio.engines.registry import load_engine
from dangke_audio.errors import EngineError
from dangke_audio.synthesizing.worker import Answer


def test_a_scheduler_may_be_restarted_and_may_stay_away(processes: DaskProcesses) -> None:
    engine, told, spoken = load_engine("recording"), list[str](), list[Answer]()
    with pytest.raises(EngineError, match="没有机器来干活"):
        list(answers(DaskCrew(processes.address, told.append, Waiting(workers_s=0.2)), engine, HEARD))
    (scheduler,) = processes.running
    workers = processes.start_workers(1, RECORDING_DELAY="0.05")
    for answer in answers(DaskCrew(processes.address, told.append), engine, HEARD):
        spoken.append(answer)
        if len(spoken) == 6:
            processes.stop(scheduler)
            processes.stop(workers)
            scheduler = processes.start_scheduler()
            workers = processes.start_workers(1)
    assert_as_here(spoken, engine, HEARD)
    assert "连接断了" in " ".join(told)

    held = answers(DaskCrew(processes.address, told.append, Waiting(reconnect_s=1.0)), engine, HEARD)
    next(held)
    processes.stop(scheduler)
    with pytest.raises(EngineError, match="没有恢复"):
        list(held)
