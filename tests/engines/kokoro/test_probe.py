"""The probe tells machines apart, is made once, and is not trusted when damaged."""

from pathlib import Path

import pytest

from dangke_audio.engines.kokoro import probe
from dangke_audio.engines.kokoro.model_file import joined_model
from dangke_audio.engines.kokoro.probe import probe_digest


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Counts the probe's runs in place of speaking."""
    made: list[Path] = []

    def run(model: Path) -> str:
        made.append(model)
        return "0123456789abcdef"

    monkeypatch.setattr(probe, "run_probe", run)
    monkeypatch.setattr(probe, "joined_model", lambda folder: folder / "model.onnx")
    return made


def test_it_runs_once_for_a_machine(tmp_path: Path, runs: list[Path]) -> None:
    assert probe_digest(tmp_path) == probe_digest(tmp_path) == "0123456789abcdef"
    assert len(runs) == 1


def test_another_processor_or_library_is_probed_anew(
    tmp_path: Path, runs: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    probe_digest(tmp_path)
    monkeypatch.setattr(probe, "_processor", lambda: "another processor")
    probe_digest(tmp_path)
    monkeypatch.setattr(probe, "version", lambda _: "9.9.9")
    probe_digest(tmp_path)
    assert len(runs) == 3


@pytest.mark.parametrize("damage", ["", "0123", "zzzzzzzzzzzzzzzz", "0123456789abcdef0"])
def test_a_damaged_record_is_made_again(tmp_path: Path, runs: list[Path], damage: str) -> None:
    probe_digest(tmp_path)
    (record,) = tmp_path.glob("probe-*.txt")
    record.write_text(damage)
    assert probe_digest(tmp_path) == "0123456789abcdef"
    assert len(runs) == 2


@pytest.mark.speech
def test_the_real_probe_is_the_same_twice(speech_cache: Path) -> None:
    model = joined_model(speech_cache / "models")
    assert probe.run_probe(model) == probe.run_probe(model)
