"""The one driver that every engine must pass: what engines/contract.py promises, tried on the real thing."""

import pickle
from dataclasses import dataclass

import pytest

from dangke_audio.engines.contract import Engine, Voice
from dangke_audio.errors import ConfigError, DangkeError, EngineError
from dangke_audio.model.audio import Pcm
from dangke_audio.model.report import Location
from dangke_audio.pronouncing import pronounce
from dangke_audio.synthesizing.checks import fault
from dangke_audio.synthesizing.trimming import trim

SHORT = "好。"
SENTENCE = "同志们，今天我们一起学习。"
OTHER = "天气真不错，大家快回家。"
PLACE = "尉县的同志们好。"
PLACE_READINGS = ("yu4", "xian4", "de5", "tong2", "zhi4", "men5", "hao3", None)
"""尉 is wei4 but in a few names; somebody fixed it here."""


@dataclass(frozen=True, slots=True)
class ContractReport:
    """What the driver found, for tests that want to say more."""

    short: Pcm
    sentence: Pcm


def run_contract(engine: Engine, voice: str | None = None) -> ContractReport:
    """Try every method; asserts what the contract promises and returns the speech that was made.

    `voice` is for engines that do not know their voices (a server's); then an unknown voice is its own affair.
    """
    check_description(engine)
    check_options(engine)
    check_hearing(engine)
    check_fingerprint(engine, voice)
    return check_speech(engine, voice)


def check_description(engine: Engine) -> None:
    """Names, limits, voices and check rows are there and make sense."""
    assert engine.name
    assert engine.name.isascii()
    assert engine.title
    assert engine.rate_hz == 24_000
    assert engine.limits.spoken_characters >= 20
    assert engine.limits.answer_s > 0
    assert engine.patience.tries >= 1
    assert not engine.online or engine.limits.workers, "a service takes so many connections"
    names = [voice.name for voice in engine.voices()]
    assert len(set(names)) == len(names)
    assert all(voice.title for voice in engine.voices())
    for voice in (*engine.voices(), Voice("unknown", "")):
        pace = engine.pace(voice.name)
        assert 0 < pace.slowest < 3 < pace.fastest
        assert pace.slowest < pace.usual < pace.fastest
    assert all(line.what and line.detail for line in engine.check())


def check_options(engine: Engine) -> None:
    """An option that it does not know is told, with the ones that it knows where there are any."""
    with pytest.raises(ConfigError) as refused:
        engine.configured({"no_such_option": 1})
    assert "no_such_option" in str(refused.value)


def check_hearing(engine: Engine) -> None:
    """Hearing is pure, tells sentences apart, and says of every character that it cannot speak."""
    sentence = engine.hear(SENTENCE, readings(SENTENCE))
    assert sentence.text
    assert sentence.unspeakable == ()
    assert engine.hear(SENTENCE, readings(SENTENCE)) == sentence
    assert engine.hear(OTHER, readings(OTHER)).text != sentence.text
    assert "7" in engine.hear("第7章。", readings("第7章。")).unspeakable
    default, pinned = engine.hear(PLACE, readings(PLACE)), engine.hear(PLACE, PLACE_READINGS, frozenset({0}))
    assert default.text != pinned.text, "a fixed reading must reach the engine"
    assert default.sounds == pinned.sounds


def check_fingerprint(engine: Engine, voice: str | None) -> None:
    """It is stable, and a voice that is not there is refused with a remedy."""
    known = voice or engine.voices()[0].name
    assert engine.fingerprint(known) == engine.fingerprint(known)
    if voice is None:
        with pytest.raises(EngineError) as refused:
            engine.fingerprint("no-such-voice")
        assert "no-such-voice" in refused.value.message
        assert refused.value.hint


def check_speech(engine: Engine, named: str | None) -> ContractReport:
    """It comes out of a pickle, speaks what passes the checks, slower when asked, and the same twice."""
    arrived: Engine = pickle.loads(pickle.dumps(engine))
    voice = named or arrived.voices()[0].name
    arrived.prepare(voice)
    spoken = {text: arrived.speak(arrived.hear(text, readings(text)).text, voice, 1.0) for text in (SHORT, SENTENCE)}
    for text, pcm in spoken.items():
        heard = arrived.hear(text, readings(text))
        assert heard.sounds == sum(reading is not None for reading in readings(text))
        assert fault(trim(pcm), arrived.rate_hz, heard, 1.0, arrived.pace(voice)) is None, text
    assert trim(spoken[SENTENCE]).samples > trim(spoken[SHORT]).samples
    slow = arrived.speak(arrived.hear(SENTENCE, readings(SENTENCE)).text, voice, 0.7)
    assert trim(slow).samples > 1.15 * trim(spoken[SENTENCE]).samples
    if arrived.deterministic:
        assert arrived.speak(arrived.hear(SHORT, readings(SHORT)).text, voice, 1.0) == spoken[SHORT]
    if named is None:
        with pytest.raises(DangkeError):
            arrived.speak(arrived.hear(SHORT, readings(SHORT)).text, "no-such-voice", 1.0)
    return ContractReport(spoken[SHORT], spoken[SENTENCE])


def readings(spoken: str) -> tuple[str | None, ...]:
    """The project's own pinyin, as the pipeline would hand it over."""
    return pronounce(spoken, Location("contract")).syllables
