"""The rewritten model: made once, mended, done without, and the same to the ear."""

import hashlib
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from dangke_audio import durable
from dangke_audio.engines.kokoro import graph, quick_model
from dangke_audio.engines.kokoro.model_file import joined_model
from dangke_audio.engines.kokoro.quick_model import PLAIN, QuickModel
from dangke_audio.engines.kokoro.session import Session
from dangke_audio.engines.kokoro.voice_packs import load_pack
from dangke_audio.errors import EngineError, StorageError


class Workshop:
    """In place of the real model and of rewriting it; counts."""

    def __init__(self, folder: Path) -> None:
        self.joined = folder / "joined.onnx"
        self.rewritten: list[bool] = []

    def join(self, folder: Path) -> Path:
        folder.mkdir(exist_ok=True)
        self.joined.write_bytes(b"plain")
        return self.joined

    def rewrite(self, model: bytes, *, signed: bool) -> bytes:
        self.rewritten.append(signed)
        return model + b" rewritten"


@pytest.fixture
def workshop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workshop:
    shop = Workshop(tmp_path)
    monkeypatch.setattr(quick_model, "joined_model", shop.join)
    monkeypatch.setattr(graph, "rewritten", shop.rewrite)
    monkeypatch.setattr(quick_model, "_products", lambda: "signed")
    return shop


def found(tmp_path: Path) -> QuickModel:
    return quick_model.quick_model(tmp_path / "models")


def test_it_is_rewritten_once(workshop: Workshop, tmp_path: Path) -> None:
    first, second = found(tmp_path), found(tmp_path)
    assert first == second
    assert first.path.read_bytes() == b"plain rewritten"
    assert first.graph == f"signed-{quick_model.REWRITING}"
    assert workshop.rewritten == [True]


def test_processes_may_ask_at_once(workshop: Workshop, tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        models = set(pool.map(lambda _: found(tmp_path), range(8)))
    assert len(models) == 1
    assert len(workshop.rewritten) == 1
    assert not list((tmp_path / "models").glob(".writing-*"))


def test_a_processor_without_exact_products_gets_its_own(
    workshop: Workshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed = found(tmp_path)
    monkeypatch.setattr(quick_model, "_products", lambda: "unsigned")
    monkeypatch.setattr("dangke_audio.engines.kokoro.machine.processor", lambda: "an older one")
    unsigned = found(tmp_path)
    assert unsigned.path != signed.path
    assert unsigned.graph == f"unsigned-{quick_model.REWRITING}"
    assert workshop.rewritten == [True, False]


@pytest.mark.parametrize("damage", ["changed", "cut", "gone", "no digest"])
def test_a_damaged_one_is_made_again(workshop: Workshop, tmp_path: Path, damage: str) -> None:
    path = found(tmp_path).path
    good = path.read_bytes()
    if damage == "changed":
        path.write_bytes(good[:-1] + b"x")
    elif damage == "cut":
        path.write_bytes(good[:4])
    elif damage == "gone":
        path.unlink()
    else:
        path.with_suffix(".sha256").unlink()
    assert found(tmp_path).path.read_bytes() == good
    assert len(workshop.rewritten) == 2


def test_a_death_between_model_and_digest_is_mended(
    workshop: Workshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = durable.write_durably

    def dies(path: Path, chunks: list[bytes]) -> None:
        if path.suffix == ".sha256":
            raise KeyboardInterrupt
        write(path, chunks)

    monkeypatch.setattr(quick_model, "write_durably", dies)
    with pytest.raises(KeyboardInterrupt):
        found(tmp_path)
    monkeypatch.setattr(quick_model, "write_durably", write)
    assert found(tmp_path).path.read_bytes() == b"plain rewritten"


def test_without_onnx_the_joined_model_serves(
    workshop: Workshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "dangke_audio.engines.kokoro.graph", None)
    assert found(tmp_path) == QuickModel(workshop.joined, PLAIN)


def test_without_room_the_joined_model_serves(
    workshop: Workshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, chunks: list[bytes]) -> None:
        raise StorageError("磁盘空间不足", place=str(path), hint="")

    monkeypatch.setattr(quick_model, "write_durably", full)
    assert found(tmp_path) == QuickModel(workshop.joined, PLAIN)


def test_a_damaged_part_of_the_model_is_told(
    workshop: Workshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(folder: Path) -> Path:
        raise EngineError("语音模型已损坏")

    monkeypatch.setattr(quick_model, "joined_model", damaged)
    with pytest.raises(EngineError, match="已损坏"):
        found(tmp_path)


@pytest.mark.speech
def test_the_real_one_says_the_same_bit_for_bit(speech_cache: Path) -> None:
    """More than the 1e-3 that was asked for: none of a sentence's samples differs, nor do those of short ones."""
    models = speech_cache / "models"
    quick = quick_model.quick_model(models)
    assert quick.graph != PLAIN
    sessions = [Session(path) for path in (joined_model(models), quick.path)]
    for phonemes, voice, speed in (
        ("tʰʊ↗ŋʈʂɨ↘mən, ta↘ʨja→ xau↓!".replace("ʈʂ", "ꭧ"), "zm_yunjian", 1.0),
        ("xau↓.", "zf_xiaobei", 0.8),
    ):
        one, other = (session.speak(phonemes, load_pack(voice), speed).data for session in sessions)
        assert np.frombuffer(one, dtype="<i2").size > 10_000
        assert hashlib.sha256(one).digest() == hashlib.sha256(other).digest()
