"""The speaking process may die, hang or talk nonsense; the error says so and says what is to be done."""

import sys
from pathlib import Path

import pytest

from dangke_audio.engines.espeak import child, speaker
from dangke_audio.engines.espeak_library import EspeakFiles, locate
from dangke_audio.errors import EngineError, SynthesisError

WHOLE = b"S16LE" + (22_050).to_bytes(4, "little") + (4).to_bytes(4, "little") + b"\x01\x00\x02\x00"


def stand_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, program: str) -> None:
    """Another program in place of the child."""
    path = tmp_path / "child.py"
    path.write_text(program, encoding="utf-8")
    monkeypatch.setattr(child, "__file__", str(path))


def answering(data: bytes) -> str:
    return f"import sys\nsys.stdin.buffer.read()\nsys.stdout.buffer.write({data!r})\n"


def test_a_whole_answer_is_sound(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    stand_in(monkeypatch, tmp_path, answering(WHOLE))
    pcm = speaker.speak("hao3", "cmn", 240)
    assert (pcm.rate_hz, pcm.data) == (22_050, b"\x01\x00\x02\x00")


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"S16LE",
        WHOLE[:-1],
        WHOLE + b"\x00",
        b"warning\n" + WHOLE,
        WHOLE.replace((22_050).to_bytes(4, "little"), bytes(4)),
        b"S16LE" + (22_050).to_bytes(4, "little") + (3).to_bytes(4, "little") + b"\x01\x00\x02",
    ],
)
def test_what_is_not_whole_is_tried_again(answer: bytes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    stand_in(monkeypatch, tmp_path, answering(answer))
    with pytest.raises(SynthesisError, match="不完好") as error:
        speaker.speak("hao3", "cmn", 240)
    assert error.value.kind == "passing"
    assert error.value.hint


def test_a_process_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(speaker, "TIMEOUT_S", 0.3)
    stand_in(monkeypatch, tmp_path, "import time\ntime.sleep(60)\n")
    with pytest.raises(SynthesisError, match="没有读完") as error:
        speaker.speak("hao3", "cmn", 240)
    assert error.value.kind == "passing"


@pytest.mark.parametrize("program", ["import os\nos.abort()\n", "raise OSError('libespeak-ng.so: cannot open')\n"])
def test_a_process_that_dies_is_told(program: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    stand_in(monkeypatch, tmp_path, program)
    with pytest.raises(SynthesisError, match="意外结束") as error:
        speaker.speak("hao3", "cmn", 240)
    assert error.value.kind == "passing"
    assert "OSError" not in program or "cannot open" in error.value.message


def test_a_python_that_is_gone_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "none"))
    with pytest.raises(SynthesisError, match="不能启动") as error:
        speaker.speak("hao3", "cmn", 240)
    assert error.value.kind == "passing"


def test_missing_data_and_voices_make_the_engine_unusable(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="没有声音"):
        speaker.speak("hao3", "no-such-voice", 240)
    files = EspeakFiles(locate().library, tmp_path)
    (tmp_path / "phontab").write_bytes(b"")
    monkeypatch.setattr(speaker, "locate", lambda: files)
    with pytest.raises((EngineError, SynthesisError), match="espeak-ng"):
        speaker.speak("hao3", "cmn", 240)
