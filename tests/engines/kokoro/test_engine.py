"""The real engine under the shared contract."""

from pathlib import Path

import numpy as np
import pytest
from tests.support.engine_contract import readings, run_contract

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


@pytest.mark.speech
@pytest.mark.parametrize("voice", ["zm_yunjian", "zf_xiaobei"])
def test_a_single_word_is_as_full_as_running_speech(speech_cache: Path, voice: str) -> None:
    """Short input is said to sound thin; these voices keep their level, so nothing is spoken along with it."""
    engine = KokoroEngine()
    levels_db = [_level_db(engine, voice, text) for text in ("谢谢大家！", "好。", "同志们，今天我们一起学习。")]
    assert max(levels_db) - min(levels_db) < 4.0


def _level_db(engine: KokoroEngine, voice: str, text: str) -> float:
    pcm = engine.speak(engine.hear(text, readings(text)).text, voice, 1.0)
    samples = np.frombuffer(pcm.data, "<i2").astype(float)
    return float(10 * np.log10(np.mean(samples[np.abs(samples) > 100] ** 2)))
