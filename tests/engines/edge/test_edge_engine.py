"""What the engine says of itself, its options, and what it hears."""

import pickle
import subprocess
import sys
from itertools import combinations

import pytest

from dangke_audio.config.profiles import read_profile, shipped_profiles
from dangke_audio.engines.edge import EdgeEngine
from dangke_audio.engines.edge.request import rate_percent
from dangke_audio.engines.edge.voices import is_voice_name
from dangke_audio.errors import ConfigError, EngineError
from dangke_audio.pinyin import is_han

VOICE = "zh-CN-YunyangNeural"


def test_it_says_what_it_is() -> None:
    engine = EdgeEngine()
    assert engine.online
    assert not engine.deterministic
    assert engine.limits.answer_s > engine.timeouts.total_s + 10
    assert engine.voices()[0].name == VOICE
    assert all(is_voice_name(voice.name) for voice in engine.voices())
    assert {"zh-CN-liaoning-XiaobeiNeural", "zh-CN-shaanxi-XiaoniNeural"} <= {voice.name for voice in engine.voices()}
    assert engine.pace(VOICE).slowest < engine.pace("zh-TW-HsiaoChenNeural").usual < engine.pace(VOICE).fastest


def test_it_is_cheap_until_it_speaks() -> None:
    look = "import sys; import dangke_audio.engines.edge; print({'aiohttp', 'edge_tts', 'av'} & set(sys.modules))"
    done = subprocess.run((sys.executable, "-c", look), check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "set()"


def test_it_travels_with_its_options() -> None:
    engine = EdgeEngine().configured({"pitch": "+3Hz"})
    assert pickle.loads(pickle.dumps(engine)) == engine
    assert engine.pitch == "+3Hz"


def test_all_faults_of_the_options_are_told_at_once() -> None:
    with pytest.raises(ConfigError) as wrong:
        EdgeEngine().configured({"pitsch": "+1Hz", "pitch": "5", "volume": 3})
    assert "options.pitsch，是不是 pitch？" in wrong.value.message
    assert "options.pitch 应形如" in wrong.value.message
    assert "options.volume 应形如" in wrong.value.message
    for pitch in ("+51Hz", "+5 Hz", "5Hz", "+5hz", "++5Hz", ""):
        with pytest.raises(ConfigError):
            EdgeEngine().configured({"pitch": pitch})


def test_the_fingerprint_holds_what_decides_the_sound() -> None:
    engine = EdgeEngine()
    changed = [engine, engine.configured({"pitch": "+1Hz"}), engine.configured({"volume": "-1%"})]
    assert all(one.fingerprint(VOICE) != other.fingerprint(VOICE) for one, other in combinations(changed, 2))
    assert engine.configured({"pitch": "-00Hz", "volume": "+0%"}).fingerprint(VOICE) == engine.fingerprint(VOICE)
    with pytest.raises(EngineError, match="no-such-voice") as unknown:
        engine.fingerprint("no-such-voice")
    assert VOICE in str(unknown.value.hint)


@pytest.mark.parametrize(
    ("speed", "rate"), [(1.0, "+0%"), (0.9, "-10%"), (0.5, "-50%"), (2.0, "+100%"), (1.15, "+15%")]
)
def test_speed_becomes_a_rate(speed: float, rate: str) -> None:
    assert rate_percent(speed) == rate


def test_check_looks_and_does_not_ask() -> None:
    library, proxy = EdgeEngine().check()
    assert library.ok
    assert library.detail[0].isdigit()
    assert proxy.what == "代理"


def test_it_hears_the_text_as_it_is() -> None:
    spoken = "好的，WTO 和 make。"
    syllables = ("hao3", "de5", *[None] * 5, "he2", *[None] * 6)
    heard = EdgeEngine().hear(spoken, syllables)
    assert heard.text == spoken
    assert heard.sounds == 3 + 5 + 2
    assert heard.unspeakable == ()
    assert heard.respellings == ()


def test_what_the_service_would_read_in_its_own_way_is_told() -> None:
    heard = EdgeEngine().hear("第7章50%，龘。", ("di4", None, "zhang1", None, None, None, None, None, None))
    assert heard.unspeakable == ("7", "5", "0", "%", "龘")


def test_a_reading_that_is_fixed_comes_as_another_character() -> None:
    spoken, syllables = "重庆", ("chong2", "qing4")
    heard = EdgeEngine().hear(spoken, syllables, frozenset({0}))
    assert heard.text != spoken
    assert heard.text.endswith("庆")
    assert [(one.start, one.before, one.after) for one in heard.respellings] == [(0, "重", heard.text[0])]
    assert heard.sounds == 2


@pytest.mark.parametrize("path", sorted(shipped_profiles().glob("edge_*.toml")), ids=lambda path: path.stem)
def test_the_profiles_name_voices_that_are_there(path: object) -> None:
    profile = read_profile(path)  # type: ignore[arg-type]
    assert profile.engine == "edge"
    assert profile.voice in {voice.name for voice in EdgeEngine().voices()}
    assert "在线" in profile.title
    assert any(map(is_han, profile.artist))


def test_there_are_six_profiles() -> None:
    assert len({read_profile(path).voice for path in shipped_profiles().glob("edge_*.toml")}) == 6
