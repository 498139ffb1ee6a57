"""The real engine under the shared contract."""

from pathlib import Path

import pytest
from tests.support.engine_contract import run_contract

from dangke_audio.engines.kokoro import KokoroEngine


@pytest.mark.speech
def test_kokoro_keeps_the_contract(speech_cache: Path) -> None:
    run_contract(KokoroEngine())


def test_the_fingerprint_names_all_that_decides_the_samples(speech_cache: Path) -> None:
    male, female = (KokoroEngine().fingerprint(voice) for voice in ("zm_yunjian", "zf_xiaobei"))
    assert male != female
    for part in ("model=", "voice=", "onnxruntime=", "provider=cpu", "probe="):
        assert part in male
