"""Sentences that kill whoever speaks them, where there is only one worker to kill."""

import pytest

pytest.importorskip("distributed", reason="the extra [cluster] is not installed")

from tests.clustering.test_dask_crew import HEARD, answers, assert_as_here
from tests.support.dask_processes import DaskProcesses

from dangke_audio.clustering import DaskCrew
from dangke_audio.engines.registry import load_engine


def test_they_fail_alone(processes: DaskProcesses) -> None:
    """Their neighbours are spoken whole: cut in two they would be other bytes than a local build's."""
    processes.start_workers(1, has_nannies=True, RECORDING_FAULT="deadly=die")
    engine, told = load_engine("recording"), list[str]()
    heard = ["yi1 deadly", HEARD[1], HEARD[2], "er4 deadly", *HEARD[4:6]]
    spoken = list(answers(DaskCrew(processes.address, told.append), engine, heard))
    assert_as_here(spoken, engine, heard, 0, 3)
    assert "意外结束" in str(next(answer.failure for answer in spoken if answer.index == 0))
