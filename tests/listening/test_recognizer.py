"""A recognizer that cannot be used says so before anything is heard, and nothing is fetched from anywhere."""

import sys
from pathlib import Path

import pytest

from dangke_audio.errors import RecognizerError
from dangke_audio.listening import Whisper, recognizer
from dangke_audio.model.audio import Pcm

SOUND = Pcm(recognizer.RATE_HZ, bytes(2 * recognizer.RATE_HZ))
MODEL = ("model.bin", "config.json", "tokenizer.json")


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognizer, "version", lambda _package: "1")


@pytest.mark.parametrize("missing", MODEL)
def test_a_folder_with_a_part_of_a_model_is_refused(installed: None, tmp_path: Path, missing: str) -> None:
    """Without its tokenizer the recognizer would look for one on the network."""
    for name in MODEL:
        (tmp_path / name).write_text("{}", encoding="utf-8")
    assert Whisper(tmp_path).digest
    (tmp_path / missing).unlink()
    with pytest.raises(RecognizerError, match=r"没有语音识别模型.*tokenizer\.json"):
        _ = Whisper(tmp_path).digest


def test_a_recognizer_that_does_not_load_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A part of it is missing, or a library of the system."""
    monkeypatch.setitem(sys.modules, "faster_whisper", None)
    with pytest.raises(RecognizerError, match="重新安装"):
        Whisper(tmp_path).hear(SOUND)
