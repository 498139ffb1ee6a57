"""The fake keeps the contract too, so that what it proves about the pipeline holds for real engines."""

from tests.support.engine_contract import run_contract
from tests.support.plugins.recording_engine import RecordingEngine


def test_the_recording_engine_keeps_the_contract() -> None:
    run_contract(RecordingEngine())
