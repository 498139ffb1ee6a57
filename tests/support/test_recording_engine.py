"""The fake keeps the contract too, so that what it proves about the pipeline holds for real engines."""

from recording_engine import RecordingEngine
from tests.support.engine_contract import run_contract


def test_the_recording_engine_keeps_the_contract() -> None:
    run_contract(RecordingEngine())
