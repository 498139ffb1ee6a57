"""The probe tells machines and models apart, and is made once."""

from pathlib import Path

import pytest

from dangke_audio.engines.kokoro import probe
from dangke_audio.engines.kokoro.probe import probe_digest
from dangke_audio.engines.kokoro.quick_model import QuickModel, quick_model

MODEL = QuickModel(Path("model.onnx"), "signed-1")


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Counts the probe's runs in place of speaking."""
    made: list[Path] = []

    def run(model: Path) -> str:
        made.append(model)
        return "0123456789abcdef"

    monkeypatch.setattr(probe, "run_probe", run)
    return made


def test_it_runs_once_for_a_machine(tmp_path: Path, runs: list[Path]) -> None:
    assert probe_digest(tmp_path, MODEL) == probe_digest(tmp_path, MODEL) == "0123456789abcdef"
    assert runs == [MODEL.path]


def test_another_graph_or_way_of_asking_is_probed_anew(
    tmp_path: Path, runs: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    probe_digest(tmp_path, MODEL)
    probe_digest(tmp_path, QuickModel(MODEL.path, "plain"))
    monkeypatch.setattr(probe, "SESSION_SCHEMA", 99)
    probe_digest(tmp_path, MODEL)
    assert len(runs) == 3


@pytest.mark.parametrize("damage", ["", "0123", "zzzzzzzzzzzzzzzz", "0123456789abcdef0"])
def test_a_damaged_record_is_made_again(tmp_path: Path, runs: list[Path], damage: str) -> None:
    probe_digest(tmp_path, MODEL)
    (record,) = tmp_path.glob("probe-*.txt")
    record.write_text(damage)
    assert probe_digest(tmp_path, MODEL) == "0123456789abcdef"
    assert len(runs) == 2


@pytest.mark.speech
def test_the_real_probe_is_the_same_twice(speech_cache: Path) -> None:
    model = quick_model(speech_cache / "models").path
    assert probe.run_probe(model) == probe.run_probe(model)
