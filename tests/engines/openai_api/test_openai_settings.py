"""A profile's options: all faults at once, and no key anywhere."""

import pytest

from dangke_audio.engines.openai_api.addresses import is_local, place_of, proxy_for
from dangke_audio.engines.openai_api.credentials import looks_like_key, without_secrets
from dangke_audio.engines.openai_api.settings import Settings, read_settings
from dangke_audio.errors import ConfigError

GOOD: dict[str, object] = {"base_url": "http://127.0.0.1:8880/v1", "model": "kokoro"}
KEY = "sk-abcDEF0123456789abcdef"


def refusal(**options: object) -> str:
    with pytest.raises(ConfigError) as error:
        read_settings({**GOOD, **options})
    return str(error.value)


def test_two_options_are_enough() -> None:
    assert read_settings(GOOD) == Settings(base_url="http://127.0.0.1:8880/v1", model="kokoro")
    assert read_settings(GOOD).speech_url == "http://127.0.0.1:8880/v1/audio/speech"


@pytest.mark.parametrize(
    "written",
    [
        "http://127.0.0.1:8880/v1/",
        " http://127.0.0.1:8880/v1",
        "http://127.0.0.1:8880/v1/audio/speech",
        "HTTP://127.0.0.1:8880/v1/audio/speech/",
    ],
)
def test_addresses_are_tidied(written: str) -> None:
    assert read_settings({**GOOD, "base_url": written}).base_url == "http://127.0.0.1:8880/v1"


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(ConfigError) as error:
        read_settings({"base_url": "8880", "response_format": "aac", "workers": 0, "idle_s": "long", "voise": 1})
    for word in ("base_url", "缺少 model", "response_format", "workers", "idle_s", "options.voise"):
        assert word in error.value.message
    assert error.value.hint


@pytest.mark.parametrize(
    ("options", "word"),
    [
        ({"base_url": ""}, "base_url"),
        ({"base_url": "ftp://host/v1"}, "base_url"),
        ({"base_url": "http://"}, "base_url"),
        ({"base_url": "http://host:99999/v1"}, "base_url"),
        ({"base_url": "http://ho st/v1"}, "base_url"),
        ({"base_url": "http://host/v1?a=b"}, "base_url"),
        ({"base_url": 8880}, "base_url"),
        ({"model": " "}, "model"),
        ({"model": 3}, "model"),
        ({"connect_s": True}, "connect_s"),
        ({"connect_s": 0}, "connect_s"),
        ({"total_s": float("nan")}, "total_s"),
        ({"total_s": 1e9}, "total_s"),
        ({"workers": 1.5}, "workers"),
        ({"workers": 99}, "workers"),
        ({"syllables_per_second": "4.2"}, "syllables_per_second 应是 2 到 8 之间的数"),
        ({"syllables_per_second": True}, "syllables_per_second"),
        ({"syllables_per_second": 42}, "每秒读几个字"),
        ({"syllables_per_second": float("nan")}, "syllables_per_second"),
        ({"syllable_per_second": 4.2}, "是不是 syllables_per_second"),
        ({"instructions": 1}, "instructions"),
        ({"response_fromat": "mp3"}, "是不是 response_format"),
    ],
)
def test_each_fault_is_named(options: dict[str, object], word: str) -> None:
    assert word in refusal(**options)


@pytest.mark.parametrize("name", ["key", "api_key", "apikey", "token", "secret", "password", "authorization"])
def test_a_key_in_the_profile_is_refused_with_an_explanation(name: str) -> None:
    told = refusal(**{name: KEY})
    assert name in told
    assert "环境变量" in told
    assert KEY not in told


@pytest.mark.parametrize("value", [KEY, "AKIAIOSFODNN7EXAMPLE", "my key", "speech_key", "0KEY", "", 5])
def test_key_env_is_a_name_and_not_the_key(value: object) -> None:
    told = refusal(key_env=value)
    assert "key_env" in told
    assert not value or str(value) not in told.replace("key_env", "").replace("SPEECH_KEY", "") or value == 5


@pytest.mark.parametrize(
    "options",
    [
        {"model": KEY},
        {"instructions": f"Bearer {KEY}"},
        {"base_url": f"http://127.0.0.1/{KEY}/v1"},
        {"base_url": "http://user:hunter2hunter2@127.0.0.1/v1"},
        {KEY: "x"},
    ],
)
def test_a_key_anywhere_else_is_refused_and_not_shown(options: dict[str, object]) -> None:
    told = refusal(**options)
    assert "环境变量" in told
    assert KEY not in told
    assert "hunter2" not in told


def test_names_of_models_are_no_keys() -> None:
    for model in (
        "gpt-4o-mini-tts-2025-03-20",
        "FunAudioLLM/CosyVoice2-0.5B",
        "speech-2.6-hd",
        "tts-1",
        "hf/kokoro-v1.0",
    ):
        assert not looks_like_key(model)
        assert read_settings({**GOOD, "model": model}).model == model


@pytest.mark.parametrize(
    ("base_url", "is_allowed"),
    [
        ("http://127.0.0.1:8880/v1", True),
        ("http://localhost/v1", True),
        ("http://192.168.1.20:9880/v1", True),
        ("http://[::1]:8880/v1", True),
        ("http://gpu-server:8000/v1", True),
        ("http://tts.lan/v1", True),
        ("https://api.example.com/v1", True),
        ("http://api.example.com/v1", False),
        ("http://8.8.8.8/v1", False),
        ("http://127.0.0.1.example.com/v1", False),
    ],
)
def test_a_key_never_goes_over_the_internet_in_the_open(base_url: str, *, is_allowed: bool) -> None:
    options = {"base_url": base_url, "model": "m", "key_env": "SPEECH_KEY"}
    if is_allowed:
        assert read_settings(options).key_env == "SPEECH_KEY"
    else:
        with pytest.raises(ConfigError, match="https://"):
            read_settings(options)
        assert read_settings({"base_url": base_url, "model": "m"}).key_env is None


def test_places_show_no_password() -> None:
    assert place_of("http://user:secret@proxy.example:3128/x?y") == "proxy.example:3128"
    assert place_of("https://h:443/v1") == "h"
    assert place_of("http://[::1]:8880") == "[::1]:8880"


def test_local_is_what_is_in_the_house() -> None:
    assert all(
        map(is_local, ("127.0.0.1", "::1", "10.0.0.5", "172.16.3.4", "fe80::1%eth0", "nas", "Nas.Local", "localhost."))
    )
    assert not any(map(is_local, ("8.8.8.8", "example.com", "172.32.0.1", "local.example.com", "2606:4700::1111")))


def test_proxies_are_for_what_is_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy", "HTTP_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HTTPS_PROXY", "127.0.0.1:7890")
    monkeypatch.setenv("NO_PROXY", "inside.example")
    assert proxy_for("https://api.example.com/v1") == "http://127.0.0.1:7890"
    assert proxy_for("http://api.example.com/v1") is None
    assert proxy_for("https://inside.example/v1") is None
    assert proxy_for("https://192.168.1.2/v1") is None
    assert proxy_for("https://localhost:8880/v1") is None
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
    assert proxy_for("http://api.example.com/v1") == "http://127.0.0.1:1"


def test_what_others_say_is_shown_without_secrets() -> None:
    assert without_secrets("key abc is wrong", "abc") == "key *** is wrong"
    assert without_secrets(f"Bearer {KEY}", None) == "***"
    assert without_secrets("request a1b2c3d4e5f6a7b8c9d0e1f2a3b4 failed", None) == "request *** failed"
    assert without_secrets("model gpt-4o-mini-tts not found", None) == "model gpt-4o-mini-tts not found"
