"""The one driver that every engine must pass: what engines/contract.py promises, tried on the real thing."""

import pickle
from dataclasses import dataclass

import pytest

from dangke_audio.engines.contract import Engine
from dangke_audio.errors import DangkeError, EngineError
from dangke_audio.model.audio import Pcm
from dangke_audio.model.report import Location
from dangke_audio.pronouncing import pronounce
from dangke_audio.synthesizing.checks import fault
from dangke_audio.synthesizing.trimming import trim

SHORT = "好。"
SENTENCE = "同志们，今天我们一起学习。"
OTHER = "天气真不错，大家快回家。"


@dataclass(frozen=True, slots=True)
class ContractReport:
    """What the driver found, for tests that want to say more."""

    short: Pcm
    sentence: Pcm


def run_contract(engine: Engine) -> ContractReport:
    """Try every method; asserts what the contract promises and returns the speech that was made."""
    check_description(engine)
    check_hearing(engine)
    check_fingerprint(engine)
    return check_speech(engine)


def check_description(engine: Engine) -> None:
    """Names, limits, voices and check rows are there and make sense."""
    assert engine.name
    assert engine.name.isascii()
    assert engine.rate_hz in {16_000, 22_050, 24_000, 32_000, 44_100, 48_000}
    assert engine.limits.spoken_characters >= 20
    assert 0 < engine.limits.syllables_per_second_min < 3 < engine.limits.syllables_per_second_max
    names = [voice.name for voice in engine.voices()]
    assert names
    assert len(set(names)) == len(names)
    assert all(voice.title for voice in engine.voices())
    assert all(line.what and line.detail for line in engine.check())


def check_hearing(engine: Engine) -> None:
    """Hearing is pure, tells sentences apart, and says of every character that it cannot speak."""
    sentence = engine.hear(SENTENCE, readings(SENTENCE))
    assert sentence.text
    assert sentence.unspeakable == ()
    assert engine.hear(SENTENCE, readings(SENTENCE)) == sentence
    assert engine.hear(OTHER, readings(OTHER)).text != sentence.text
    assert "7" in engine.hear("第7章。", readings("第7章。")).unspeakable


def check_fingerprint(engine: Engine) -> None:
    """It is stable, and a voice that is not there is refused with a remedy."""
    voice = engine.voices()[0].name
    assert engine.fingerprint(voice) == engine.fingerprint(voice)
    with pytest.raises(EngineError) as refused:
        engine.fingerprint("no-such-voice")
    assert "no-such-voice" in refused.value.message
    assert refused.value.hint


def check_speech(engine: Engine) -> ContractReport:
    """It comes out of a pickle, speaks what passes the checks, slower when asked, and the same twice."""
    arrived: Engine = pickle.loads(pickle.dumps(engine))
    arrived.prepare()
    voice = arrived.voices()[0].name
    spoken = {text: arrived.speak(arrived.hear(text, readings(text)).text, voice, 1.0) for text in (SHORT, SENTENCE)}
    for text, pcm in spoken.items():
        heard = arrived.hear(text, readings(text))
        assert heard.sounds == sum(reading is not None for reading in readings(text))
        assert fault(trim(pcm), arrived.rate_hz, heard.sounds, arrived.limits) is None, text
    assert trim(spoken[SENTENCE]).samples > trim(spoken[SHORT]).samples
    slow = arrived.speak(arrived.hear(SENTENCE, readings(SENTENCE)).text, voice, 0.7)
    assert trim(slow).samples > 1.15 * trim(spoken[SENTENCE]).samples
    if arrived.deterministic:
        assert arrived.speak(arrived.hear(SHORT, readings(SHORT)).text, voice, 1.0) == spoken[SHORT]
    with pytest.raises(DangkeError):
        arrived.speak(arrived.hear(SHORT, readings(SHORT)).text, "no-such-voice", 1.0)
    return ContractReport(spoken[SHORT], spoken[SENTENCE])


def readings(spoken: str) -> tuple[str | None, ...]:
    """The project's own pinyin, as the pipeline would hand it over."""
    return pronounce(spoken, Location("contract")).syllables
