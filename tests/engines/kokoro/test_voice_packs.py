"""The voices are whole, and a wrong name is met with the right ones."""

from importlib.resources import files

import numpy as np
import pytest

from dangke_audio.engines.kokoro import voice_packs
from dangke_audio.engines.kokoro.voice_packs import VOICES, load_pack, load_packs
from dangke_audio.errors import EngineError


def test_eight_mandarin_voices_of_the_right_shape() -> None:
    packs = load_packs()
    assert sorted(packs) == sorted(voice.name for voice in VOICES)
    assert len(VOICES) == 8
    assert all(pack.shape == (510, 256) and pack.dtype == np.float32 for pack in packs.values())
    assert all(np.isfinite(pack).all() and pack.std() > 0.01 for pack in packs.values())


def test_an_unknown_voice_lists_the_known_ones() -> None:
    with pytest.raises(EngineError) as refused:
        load_pack("zm_nobody")
    assert "zm_nobody" in refused.value.message
    assert "zm_yunjian" in str(refused.value.hint)


def test_a_damaged_file_is_refused_before_it_speaks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(voice_packs, "PACKS_SHA256", "0" * 64)
    with pytest.raises(EngineError, match=r"voices\.npz"):
        load_packs()


def test_the_notice_names_origin_and_licence() -> None:
    notice = files("dangke_audio.engines.kokoro").joinpath("NOTICE").read_text(encoding="utf-8")
    assert "Apache License" in notice
    assert "kokoro-js" in notice
    assert "hexgrad/Kokoro-82M" in notice
