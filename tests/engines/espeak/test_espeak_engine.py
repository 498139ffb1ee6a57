"""The real engine under the shared contract."""

import pickle
import sys
import time
from pathlib import Path

import pytest
from tests.support.engine_contract import SENTENCE, readings, run_contract

from dangke_audio.config.profiles import read_profile
from dangke_audio.engines.espeak import EspeakEngine, engine
from dangke_audio.engines.espeak_library import EspeakFiles, locate
from dangke_audio.errors import EngineError, SynthesisError
from dangke_audio.synthesizing.checks import fault
from dangke_audio.synthesizing.trimming import trim

VOICES = ("cmn", "cmn+f2")


def test_espeak_keeps_the_contract() -> None:
    run_contract(EspeakEngine())


@pytest.mark.parametrize("voice", VOICES)
def test_every_process_says_the_same(voice: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever was said before, wherever it is started, and when: its noise once depended on the second."""
    heard = EspeakEngine().hear(SENTENCE, readings(SENTENCE)).text
    first = EspeakEngine().speak(heard, voice, 1.0)
    EspeakEngine().speak("ling4 wai4 yi2 ju4", voice, 1.3)
    time.sleep(1.1)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("PYTHONSTARTUP", str(tmp_path / "none"))
    (tmp_path / "ctypes.py").write_text("raise SystemExit(9)", encoding="utf-8")
    assert pickle.loads(pickle.dumps(EspeakEngine())).speak(heard, voice, 1.0) == first


@pytest.mark.parametrize("voice", VOICES)
@pytest.mark.parametrize("said", ["dui4", "en4", "a4", "o4", "bu4", "lai2 le5", "dui4 a5", "ni3 ne5", "le4 le5"])
def test_words_that_it_snaps_are_taken(said: str, voice: str) -> None:
    """对。 来了。: a dialogue is full of them."""
    arrived = EspeakEngine()
    heard = arrived.hear("字" * len(said.split()), tuple(said.split()))
    for speed in (0.8, 1.0, 1.25):
        clip = trim(arrived.speak(heard.text, voice, speed))
        assert fault(clip, arrived.rate_hz, heard, speed, arrived.pace(voice)) is None


def test_speed_is_kept_over_its_whole_range() -> None:
    heard = EspeakEngine().hear(SENTENCE, readings(SENTENCE)).text
    usual = trim(EspeakEngine().speak(heard, "cmn", 1.0)).samples
    for speed in (0.5, 0.75, 0.9, 1.1, 1.25, 1.5, 2.0):
        samples = trim(EspeakEngine().speak(heard, "cmn", speed)).samples
        assert usual / samples == pytest.approx(speed, rel=0.15), speed


def test_words_per_minute_rise_with_speed_and_stay_in_bounds() -> None:
    speeds = [0.1, 0.5, 0.6, 0.75, 0.8, 1.0, 1.1, 1.25, 1.4, 1.5, 1.9, 2.0, 3.0]
    words = [engine.words_per_minute(speed) for speed in speeds]
    assert words == sorted(words)
    assert (words[0], words[1], words[-2], words[-1]) == (132, 132, 428, 428)
    assert engine.words_per_minute(1.0) == 240


def test_the_fingerprint_follows_the_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = EspeakEngine().fingerprint("cmn")
    for part in ("files=", "av=", "schema="):
        assert part in before
    files = locate()
    for name in engine._DATA:
        target = tmp_path / "data" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((files.data / name).read_bytes())
    (tmp_path / "data" / "cmn_dict").write_bytes(b"another edition")
    monkeypatch.setattr(engine, "locate", lambda: EspeakFiles(files.library, tmp_path / "data"))
    engine._files_digest.cache_clear()
    try:
        assert EspeakEngine().fingerprint("cmn") != before
        (tmp_path / "data" / "intonations").unlink()
        engine._files_digest.cache_clear()
        with pytest.raises(EngineError, match="不全") as error:
            EspeakEngine().fingerprint("cmn")
        assert "espeakng-loader" in (error.value.hint or "")
    finally:
        engine._files_digest.cache_clear()


def test_the_doctor_sees_a_missing_library(monkeypatch: pytest.MonkeyPatch) -> None:
    (line,) = EspeakEngine().check()
    assert line.ok
    monkeypatch.setitem(sys.modules, "espeakng_loader", None)
    (line,) = EspeakEngine().check()
    assert not line.ok
    with pytest.raises(EngineError, match="espeak-ng"):
        EspeakEngine().prepare("cmn")
    with pytest.raises(EngineError, match="espeak-ng"):
        EspeakEngine().speak("hao3", "cmn", 1.0)


def test_nothing_to_say_is_told_and_not_tried_again() -> None:
    for text in ("", " ", "，。"):
        with pytest.raises(SynthesisError) as error:
            EspeakEngine().speak(text, "cmn", 1.0)
        assert error.value.kind == "text"


def test_the_longest_utterance_is_spoken_whole() -> None:
    """Sixty of the longest syllables without a mark, which is the longest clause that it gets."""
    one, sixty = (trim(EspeakEngine().speak("zhuang1 " * count, "cmn", 1.0)).samples for count in (6, 60))
    assert sixty > 8 * one


def test_the_ready_profile_is_for_it() -> None:
    profile = read_profile(Path(__file__).parents[3] / "voices" / "espeak.toml")
    assert profile.engine == EspeakEngine.name
    assert profile.voice in [voice.name for voice in EspeakEngine().voices()]
