"""The model speaks what the vocabulary knows, and refuses the rest with a reason."""

from pathlib import Path

import numpy as np
import pytest

from dangke_audio.engines.kokoro.model_file import joined_model
from dangke_audio.engines.kokoro.session import LONGEST_TOKENS, Session, to_pcm
from dangke_audio.engines.kokoro.voice_packs import load_pack
from dangke_audio.errors import EngineError, SynthesisError


@pytest.fixture(scope="module")
def session(kept_cache: Path) -> Session:
    return Session(joined_model(kept_cache / "models"))


def test_too_long_and_unknown_phonemes_are_refused_not_cut(session: Session) -> None:
    pack = load_pack("zm_yunjian")
    for phonemes in ("", "a" * (LONGEST_TOKENS + 1)):
        with pytest.raises(SynthesisError, match="音素"):
            session.speak(phonemes, pack, 1.0)
    with pytest.raises(SynthesisError, match="❓"):
        session.speak("xau↓❓", pack, 1.0)


@pytest.mark.speech
def test_the_longest_utterance_is_spoken_to_its_end(session: Session) -> None:
    pack = load_pack("zm_yunjian")
    tenth = session.speak("ma→ " * 12, pack, 1.0)
    whole = session.speak(("ma→ " * 128)[:LONGEST_TOKENS], pack, 2.0)
    assert whole.samples > 3 * tenth.samples


def test_a_file_that_is_no_model_is_told(tmp_path: Path) -> None:
    (tmp_path / "model.onnx").write_bytes(b"not a model")
    with pytest.raises(EngineError, match="无法载入"):
        Session(tmp_path / "model.onnx")


def test_samples_become_sixteen_bits_and_are_held_at_the_limit() -> None:
    pcm = to_pcm(np.array([0.0, 0.5, 1.0, -1.0, 3.0, -3.0], dtype=np.float32))
    assert np.frombuffer(pcm.data, dtype="<i2").tolist() == [0, 16384, 32767, -32767, 32767, -32767]
    assert (pcm.rate_hz, pcm.samples) == (24_000, 6)
