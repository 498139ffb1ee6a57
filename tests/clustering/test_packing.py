"""An engine on its way to other machines, and a program without the extra."""

import pickle
import sys
from functools import cached_property
from pathlib import Path

import pytest

from dangke_audio.clustering import DaskCrew, shared_clips
from dangke_audio.clustering.connecting import mismatches
from dangke_audio.clustering.task import packed
from dangke_audio.engines.contract import Heard
from dangke_audio.engines.espeak import EspeakEngine
from dangke_audio.engines.kokoro import KokoroEngine
from dangke_audio.engines.registry import load_engine
from dangke_audio.errors import ConfigError, EngineError
from dangke_audio.model.speech import Speaker
from dangke_audio.synthesizing import DiskStore
from dangke_audio.synthesizing.crew import Listed
from dangke_audio.synthesizing.worker import Job


def test_what_an_engine_found_out_about_this_machine_stays_here(tmp_path: Path) -> None:
    engine = KokoroEngine()
    assert str(tmp_path) in str(engine._folder)
    there = pickle.loads(packed(engine))
    assert there.__dict__ == {}
    assert "_folder" in engine.__dict__, "the one that is here has not changed"


def test_an_engine_without_attributes_of_its_own_is_sent_as_it_is() -> None:
    assert pickle.loads(packed(EspeakEngine())) == EspeakEngine()


class Stuck:
    name = "stuck"

    def __init__(self) -> None:
        self.held = lambda: None

    @cached_property
    def found(self) -> int:
        return 1


def test_an_engine_that_cannot_be_sent_is_told() -> None:
    with pytest.raises(EngineError, match="stuck 不能送到别的机器上"):
        packed(Stuck())  # type: ignore[arg-type]


def test_without_the_extra_the_remedy_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.setitem(sys.modules, "fsspec", None)
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    engine = load_engine("recording")
    jobs = Listed([Job(0, Heard("yi1", 1, ()), Speaker("tone"))])
    with pytest.raises(ConfigError, match="集群") as told:
        list(DaskCrew("tcp://127.0.0.1:8786", print)(jobs, engine, 1, engine.patience))
    assert 'pip install "dangke-audio[cluster]"' in str(told.value.hint)
    with pytest.raises(ConfigError, match="集群"):
        shared_clips(DiskStore(tmp_path), "s3://clips")


def test_versions_that_differ_are_told_in_one_line() -> None:
    versions = pytest.importorskip("distributed.versions", reason="the extra [cluster] is not installed")
    here = {"packages": {"python": "3.11.7", "distributed": "2026.8.0"}}
    there = {"packages": {"python": "3.11.7", "distributed": "2026.7.0"}}
    table = versions.error_message(here, {"tcp://a:1": there}, here)["warning"]
    assert mismatches(table) == "distributed 本机 2026.8.0，调度端 2026.8.0，各台机器 2026.7.0"
