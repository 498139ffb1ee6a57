"""The real engine under the shared contract."""

from pathlib import Path

import pytest
from tests.support.engine_contract import run_contract

from dangke_audio.engines.contract import Pace
from dangke_audio.engines.kokoro import KokoroEngine
from dangke_audio.errors import ConfigError, EngineError


@pytest.mark.speech
def test_kokoro_keeps_the_contract(speech_cache: Path) -> None:
    run_contract(KokoroEngine())


def test_the_fingerprint_names_all_that_decides_the_samples(speech_cache: Path) -> None:
    male, female = (KokoroEngine().fingerprint(voice) for voice in ("zm_yunjian", "zf_xiaobei"))
    assert male != female
    for part in ("model=", "voice=", "onnxruntime=", "provider=cpu", "probe="):
        assert part in male


def test_a_mix_has_one_fingerprint_however_it_is_written(speech_cache: Path) -> None:
    mixed, turned, other = (
        KokoroEngine().fingerprint(voice)
        for voice in ("zm_yunjian:0.7+zm_yunxi:0.3", "zm_yunxi:3+zm_yunjian:7", "zm_yunjian:0.6+zm_yunxi:0.4")
    )
    assert mixed == turned != other
    assert mixed != KokoroEngine().fingerprint("zm_yunjian")


def test_options_are_refused_together() -> None:
    assert KokoroEngine().configured({}).name == "kokoro"
    with pytest.raises(ConfigError, match="pitch、volume"):
        KokoroEngine().configured({"volume": 1, "pitch": "+2Hz"})


def test_an_unknown_voice_is_refused_before_a_model_is_joined(private_cache: Path) -> None:
    with pytest.raises(EngineError, match="zm_nobody"):
        KokoroEngine().prepare("zm_nobody:0.5+zm_yunxi:0.5")
    assert not private_cache.exists()


def test_every_voice_has_its_measured_pace() -> None:
    engine = KokoroEngine()
    paces = [voice.pace for voice in engine.voices()]
    assert all(pace.slowest < pace.usual < pace.fastest for pace in paces)
    assert all(pace.usual / 2 < pace.slowest for pace in paces), "what is said twice takes too long"
    assert all(pace.usual * 2 > pace.fastest for pace in paces), "what is half missing is too short"
    assert Pace() not in paces
    assert engine.pace("zf_xiaobei") == paces[1]
    assert engine.pace("nobody") == Pace()


@pytest.mark.speech
def test_a_mix_speaks_and_speed_stretches_it(speech_cache: Path) -> None:
    engine, heard = KokoroEngine(), "ta↘ʨja→ xau↓!"
    mix = "zm_yunjian:0.7+zm_yunxi:0.3"
    slow, usual = (engine.speak(heard, mix, speed) for speed in (0.7, 1.0))
    assert usual != engine.speak(heard, "zm_yunjian", 1.0)
    assert slow.samples > 1.15 * usual.samples
