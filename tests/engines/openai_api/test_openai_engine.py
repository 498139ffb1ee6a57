"""The engine against a server on this machine: the shared contract, and every fault that servers have."""

import pickle
import time
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.support.babble import babble, letters
from tests.support.engine_contract import SENTENCE, readings, run_contract
from tests.support.speech_api_answers import (
    Answer,
    CutAt,
    Drip,
    Hang,
    Huge,
    Raw,
    Status,
    Vanish,
    Well,
    empty,
    garbage,
    json_error,
    page,
    redirect,
)
from tests.support.speech_api_server import SpeechService, nobody, speech_api

from dangke_audio.config.profiles import read_profile
from dangke_audio.engines.contract import Heard
from dangke_audio.engines.openai_api import OpenAiApiEngine
from dangke_audio.engines.openai_api.settings import FORMATS, Settings
from dangke_audio.errors import EngineError, SynthesisError
from dangke_audio.model.audio import Pcm
from dangke_audio.synthesizing.checks import fault

KEY = "sk-verySecretKey0123456789"
TEXT = "同志们，今天我们一起学习。"
CHARACTERS = 11
QUICK = {"connect_s": 0.5, "idle_s": 0.4, "total_s": 0.8}


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy that nobody runs: local servers must never be asked for through it."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("SPEECH_KEY", KEY)


def engine_for(service: SpeechService, options: Mapping[str, object] | None = None) -> OpenAiApiEngine:
    return OpenAiApiEngine().configured({"base_url": service.base_url, "model": "kokoro", **QUICK, **(options or {})})


def speak(answer: Answer, options: Mapping[str, object] | None = None) -> Pcm:
    with speech_api([answer]) as service:
        return engine_for(service, options).speak(TEXT, "alloy", 1.0)


def failure(answer: Answer, options: Mapping[str, object] | None = None) -> SynthesisError:
    with pytest.raises(SynthesisError) as error:
        speak(answer, options)
    assert error.value.message
    assert error.value.hint, "what is to be done about it"
    return error.value


@pytest.mark.parametrize("response_format", FORMATS)
def test_the_engine_keeps_the_contract(response_format: str) -> None:
    with speech_api(key=KEY) as service:
        options = {"key_env": "SPEECH_KEY", "response_format": response_format, "total_s": 30, "idle_s": 30}
        run_contract(engine_for(service, options), "alloy")
        assert {request.question["response_format"] for request in service.requests} == {response_format}


def test_the_request_holds_what_the_profile_says() -> None:
    with speech_api() as service:
        engine_for(service, {"instructions": "亲切"}).speak(TEXT, "晓晓", 0.9)
        engine_for(service).speak(TEXT, "晓晓", 1.0)
    full, plain = (request.question for request in service.requests)
    assert full == {
        "model": "kokoro", "input": TEXT, "voice": "晓晓", "response_format": "wav", "speed": 0.9, "instructions": "亲切",
    }  # fmt: skip
    assert "instructions" not in plain
    assert "authorization" not in service.requests[0].headers


def test_fixed_readings_are_sent_as_homophones() -> None:
    heard = OpenAiApiEngine().hear("尉县", ("yu4", "xian4"), frozenset({0}))
    assert heard.text != "尉县"
    assert heard.text.endswith("县")
    assert [(respelling.start, respelling.before) for respelling in heard.respellings] == [(0, "尉")]
    assert OpenAiApiEngine().hear("第7章", readings("第7章")).unspeakable == ("7",)


@pytest.mark.parametrize(
    "answer",
    [
        Well(framing="chunked"),
        Well(streamed=True),
        Well(streamed=True, framing="chunked"),
        Well(framing="close"),
        Well(rate_hz=44_100, channels=2),
        Well(rate_hz=16_000),
        Well(format="mp3"),
        Well(format="mp3", framing="close", rate_hz=44_100, channels=2),
        Well(format="flac"),
        Well(format="opus", framing="chunked"),
        Well(pause_s=0.2),
    ],
)
def test_good_answers_come_in_many_forms(answer: Well) -> None:
    pcm = speak(answer)
    assert pcm.rate_hz == 24_000
    assert pcm.samples / 24_000 == pytest.approx(0.2 * CHARACTERS, abs=0.15)


@pytest.mark.parametrize(
    ("answer", "kind", "words"),
    [
        (Status(401), "settings", "密钥"),
        (Status(403), "settings", "密钥"),
        (Status(402), "settings", "额度"),
        (Status(404, "model not found"), "settings", "model not found"),
        (Status(405), "settings", "HTTP 405"),
        (Status(418), "settings", "HTTP 418"),
        (Status(400, "input is too long"), "text", "input is too long"),
        (Status(413, "too large"), "text", "too large"),
        (Status(400, "bad", param="input"), "text", "bad"),
        (Status(400, "bad", param="voice"), "settings", "bad"),
        (Status(400, "Voice 'foo' not found."), "settings", "Voice 'foo'"),
        (Status(400, "unsupported response_format"), "settings", "response_format"),
        (Status(400, "模型不存在"), "settings", "模型不存在"),
        (Status(422, body=b'{"detail": [{"loc": ["body", "voice"], "msg": "Input should be x"}]}'), "settings", "x"),
        (Status(422, body=b'{"detail": [{"loc": ["body", "input"], "msg": "voice invalid"}]}'), "text", "voice"),
        (Status(422, body=b'{"detail": "nothing to say"}'), "text", "nothing to say"),
        (Status(429), "busy", "请求太多"),
        (Status(429, "You exceeded your current quota", None), "settings", "额度"),
        (Status(408), "passing", "HTTP 408"),
        (Status(500, body=b""), "passing", "HTTP 500"),
        (Status(502, body=b"<html><body><h1>Bad Gateway</h1></body></html>"), "passing", "Bad Gateway"),
        (Status(503), "passing", "HTTP 503"),
        (Status(301), "settings", "转到"),
        (redirect("http://evil.example/v1/audio/speech?key=1"), "settings", "evil.example"),
        (Status(206), "passing", "HTTP 206"),
        (page(), "passing", "Welcome"),
        (json_error("model is loading"), "passing", "model is loading"),
        (empty(), "passing", "空"),
        (empty("chunked"), "passing", "空"),
        (empty("close"), "passing", "空"),
        (garbage(), "passing", "不是声音"),
        (Hang(), "passing", "迟迟没有答完"),
        (Vanish(), "passing", "断了"),
        (Vanish(reset=False), "passing", "断了"),
        (Drip(), "passing", "迟迟没有答完"),
        (Drip(from_head=True), "passing", "迟迟没有答完"),
        (Huge(), "passing", "大得不合情理"),
        (Huge("length"), "passing", "大得不合情理"),
        (Raw(b"\x16\x03\x01 what is this\r\n\r\n"), "passing", "HTTP"),
        (Raw(b"HTTP/1.1 200 OK\r\nContent-Length: abc\r\n\r\n"), "passing", "HTTP"),
        (Raw(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\n\x1f\x8b\x08"), "passing", "压缩"),
        (Well(streamed=True, framing="close"), "settings", "多长"),
    ],
)
def test_faults_are_told_with_kind_cause_and_remedy(answer: Answer, kind: str, words: str) -> None:
    started = time.monotonic()
    error = failure(answer)
    assert error.kind == kind
    assert words in error.message
    assert time.monotonic() - started < 20


@pytest.mark.parametrize("response_format", FORMATS)
@pytest.mark.parametrize("framing", ["length", "chunked", "close"])
@pytest.mark.parametrize("size", [0, 3, 50, 1500, -500, -1])
def test_an_answer_that_is_cut_anywhere_is_never_taken(response_format: str, framing: str, size: int) -> None:
    cut = CutAt(size, framing, "close", Well(format=response_format))  # type: ignore[arg-type]
    assert failure(cut).kind == "passing"


@pytest.mark.parametrize("then", ["reset", "silence"])
def test_an_answer_that_breaks_off_is_never_taken(then: str) -> None:
    assert failure(CutAt(1500, "length", then)).kind == "passing"  # type: ignore[arg-type]


def test_the_server_may_ask_for_patience() -> None:
    assert failure(Status(429, retry_after="7")).retry_after_s == 7
    assert failure(Status(503, retry_after="3")).retry_after_s == 3
    dated = (("Date", "Wed, 21 Oct 2037 07:28:00 GMT"),)
    assert failure(Status(429, retry_after="Wed, 21 Oct 2037 07:28:30 GMT", headers=dated)).retry_after_s == 30
    assert failure(Status(429, retry_after="soon")).retry_after_s is None


def test_a_server_that_is_not_there_is_offline() -> None:
    with nobody() as base_url:
        engine = OpenAiApiEngine(Settings(base_url=base_url, model="kokoro"))
        with pytest.raises(SynthesisError, match="连不上") as error:
            engine.speak(TEXT, "alloy", 1.0)
        assert error.value.kind == "offline"
        assert "是否已经启动" in (error.value.hint or "")
        with pytest.raises(EngineError, match="连不上"):
            engine.prepare("alloy")
        (line,) = engine.check()
        assert not line.ok


def test_a_name_that_does_not_exist_is_offline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HTTP_PROXY")
    engine = OpenAiApiEngine(Settings(base_url="http://no-such-host.invalid/v1", model="m", connect_s=5))
    with pytest.raises(SynthesisError, match="no-such-host") as error:
        engine.speak(TEXT, "alloy", 1.0)
    assert error.value.kind in {"offline", "passing"}


def test_redirects_are_not_followed() -> None:
    with speech_api() as other:
        with speech_api([redirect(f"{other.base_url}/audio/speech")], key=KEY) as service:
            engine = engine_for(service, {"key_env": "SPEECH_KEY"})
            with pytest.raises(SynthesisError, match="转到"):
                engine.speak(TEXT, "alloy", 1.0)
        assert other.all_requests == []


class TestKey:
    def test_it_goes_to_the_server_and_nowhere_else(self, monkeypatch: pytest.MonkeyPatch) -> None:
        with speech_api(key=KEY) as service:
            engine = engine_for(service, {"key_env": "SPEECH_KEY"})
            engine.prepare("alloy")
            engine.speak(TEXT, "alloy", 1.0)
            shown = (repr(engine), repr(vars(engine)), engine.fingerprint("alloy"), str(engine.check()))
            assert not any(KEY in text for text in shown)
            assert KEY.encode() not in pickle.dumps(engine)
        assert {request.headers["authorization"] for request in service.all_requests} == {f"Bearer {KEY}"}

    @pytest.mark.parametrize("status", [200, 400, 401, 404, 429, 500])
    def test_it_is_hidden_in_what_the_server_says(self, status: int) -> None:
        for said in (f"Incorrect API key provided: {KEY}.", f"Authorization: Bearer {KEY}"):
            error = failure(Status(status, said), {"key_env": "SPEECH_KEY"})
            assert KEY not in str(error)
            assert KEY not in repr(error)
            assert "***" in error.message

    def test_a_wrong_one_stops_before_work_starts(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SPEECH_KEY", "sk-wrongSecretKey9876543210")
        with speech_api(key=KEY) as service:
            with pytest.raises(EngineError, match="不认可密钥") as error:
                engine_for(service, {"key_env": "SPEECH_KEY"}).prepare("alloy")
            with pytest.raises(EngineError, match="不认可密钥"):
                engine_for(service).prepare("alloy")
        assert "SPEECH_KEY" in (error.value.hint or "")
        assert "wrongSecret" not in str(error.value)

    @pytest.mark.parametrize("value", ["", "  ", "sk one", "密钥", "sk\nX-Header: 1"])
    def test_an_empty_or_broken_variable_stops_before_work_starts(
        self, value: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SPEECH_KEY", value)
        with speech_api() as service:
            engine = engine_for(service, {"key_env": "SPEECH_KEY"})
            for action in (lambda: engine.prepare("alloy"), lambda: engine.speak(TEXT, "alloy", 1.0)):
                with pytest.raises(EngineError, match="SPEECH_KEY") as error:
                    action()
                assert error.value.hint
        assert service.all_requests == []


@pytest.mark.parametrize("models", [Status(404), Status(405), Status(500), page(), Status(307), empty()])
def test_a_server_without_a_list_of_models_will_do(models: Answer) -> None:
    with speech_api(models=models) as service:
        engine_for(service).prepare("alloy")
    assert [request.method for request in service.all_requests] == ["GET"]


def test_all_voices_of_a_lecture_cost_one_question() -> None:
    with speech_api() as service:
        engine = engine_for(service)
        for voice in ("alloy", "echo", "alloy"):
            engine.prepare(voice)
        assert len(service.all_requests) == 1
        assert engine.check()[0].ok
    assert len(service.all_requests) == 2, "whoever asks how it is wants to know it now"


def test_a_server_that_did_not_answer_is_asked_again() -> None:
    with speech_api(models=Vanish()) as service:
        engine = engine_for(service)
        with pytest.raises(EngineError, match="断了"):
            engine.prepare("alloy")
        service.models = Status(404)
        asked = len(service.all_requests)
        engine.prepare("alloy")
    assert len(service.all_requests) == asked + 1


@pytest.mark.parametrize(
    ("syllables_per_second", "told"), [(4.2, None), (3.4, None), (6.5, "没有读完"), (2.4, "读重了")]
)
def test_a_pace_in_the_profile_holds_clips_to_it(syllables_per_second: float, told: str | None) -> None:
    server = {"base_url": "http://127.0.0.1:8880/v1", "model": "m"}
    unknown, known = (
        OpenAiApiEngine().configured({**server, **options}) for options in ({}, {"syllables_per_second": 4.2})
    )
    clip = babble(range(30), tempo=syllables_per_second / 5)
    heard = Heard(letters(range(30)), 30, ())
    assert fault(clip, 24_000, heard, 1.0, unknown.pace("any")) is None
    found = fault(clip, 24_000, heard, 1.0, known.pace("any"))
    assert found is None if told is None else told in str(found)
    assert known.pace("any").usual == 4.2
    assert known.fingerprint("any") == unknown.fingerprint("any"), "what is known of a voice does not change it"


def test_what_passes_is_tried_once_more_before_work_starts() -> None:
    with speech_api(models=Vanish()) as service, pytest.raises(EngineError, match="断了"):
        engine_for(service).prepare("alloy")
    assert len(service.all_requests) >= 2  # aiohttp asks once more by itself, too


def test_an_engine_without_a_profile_says_what_it_needs() -> None:
    engine = OpenAiApiEngine()
    assert engine.check()[0].ok
    for action in (
        lambda: engine.prepare("alloy"),
        lambda: engine.fingerprint("alloy"),
        lambda: engine.speak(TEXT, "alloy", 1.0),
    ):
        with pytest.raises(EngineError) as error:
            action()
        assert "base_url" in (error.value.hint or "")
    with pytest.raises(EngineError, match="声音"):
        OpenAiApiEngine(Settings(base_url="http://h/v1", model="m")).prepare(" ")


def test_marks_alone_are_not_sent() -> None:
    with speech_api() as service:
        with pytest.raises(SynthesisError) as error:
            engine_for(service).speak("，。", "alloy", 1.0)
        assert error.value.kind == "text"
    assert service.all_requests == []


def test_the_fingerprint_follows_what_decides_the_sound() -> None:
    base = {"base_url": "http://127.0.0.1:8880/v1", "model": "kokoro"}
    changes: tuple[dict[str, object], ...] = (
        {},
        {"base_url": "http://127.0.0.1:8881/v1"},
        {"model": "other"},
        {"response_format": "mp3"},
        {"instructions": "亲切"},
    )
    prints = [OpenAiApiEngine().configured({**base, **change}).fingerprint("alloy") for change in changes]
    assert len(set(prints)) == len(changes)
    waiting = {"key_env": "SPEECH_KEY", "total_s": 9, "workers": 4}
    assert OpenAiApiEngine().configured({**base, **waiting}).fingerprint("alloy") == prints[0]
    assert "亲切" not in prints[-1]


def test_limits_follow_the_profile() -> None:
    engine = OpenAiApiEngine().configured({"base_url": "http://h/v1", "model": "m", "workers": 5, "total_s": 500})
    assert engine.limits.workers == 5
    assert engine.limits.answer_s > 500
    assert pickle.loads(pickle.dumps(engine)).limits == engine.limits


def test_certificates_are_verified(monkeypatch: pytest.MonkeyPatch) -> None:
    from dangke_audio.engines.openai_api import client

    with speech_api(tls=True) as service:
        client._trust.cache_clear()
        with pytest.raises(SynthesisError, match="证书不可信") as error:
            engine_for(service).speak(TEXT, "alloy", 1.0)
        assert error.value.kind == "settings"
        assert service.requests == []
        monkeypatch.setenv("SSL_CERT_FILE", service.ca_file or "")
        client._trust.cache_clear()
        try:
            assert engine_for(service).speak(TEXT, "alloy", 1.0).samples
        finally:
            client._trust.cache_clear()


def test_https_where_the_server_has_none_is_told() -> None:
    with speech_api() as service:
        base_url = service.base_url.replace("http:", "https:")
        with pytest.raises(SynthesisError) as error:
            engine_for(service, {"base_url": base_url}).speak(TEXT, "alloy", 1.0)
    assert "http://" in (error.value.hint or "")


class TestProxy:
    def test_the_environment_s_proxy_leads_to_servers_outside(self, monkeypatch: pytest.MonkeyPatch) -> None:
        engine = OpenAiApiEngine(Settings(base_url="http://speech.example/v1", model="m"))
        with speech_api() as proxy:
            monkeypatch.setenv("HTTP_PROXY", proxy.base_url.removesuffix("/v1"))
            assert engine.speak(TEXT, "alloy", 1.0).samples
        assert [request.headers["host"] for request in proxy.requests] == ["speech.example"]

    def test_one_that_is_not_there_is_named(self) -> None:
        engine = OpenAiApiEngine(Settings(base_url="http://speech.example/v1", model="m"))
        with pytest.raises(SynthesisError, match="代理 127.0.0.1:9") as error:
            engine.speak(TEXT, "alloy", 1.0)
        assert error.value.kind == "offline"

    def test_one_of_another_kind_is_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("HTTP_PROXY", "socks5://user:secret@127.0.0.1:1080")
        engine = OpenAiApiEngine(Settings(base_url="http://speech.example/v1", model="m"))
        with pytest.raises(SynthesisError, match="socks5") as error:
            engine.speak(TEXT, "alloy", 1.0)
        assert error.value.kind == "settings"
        assert "secret" not in str(error.value)


def test_the_example_profile_can_be_used() -> None:
    profile = read_profile(Path(__file__).parents[3] / "docs" / "examples" / "voices" / "my_server.toml")
    assert profile.engine == OpenAiApiEngine.name
    assert OpenAiApiEngine().configured(profile.options).settings == Settings(
        base_url="http://127.0.0.1:8880/v1", model="kokoro"
    )


def test_what_was_heard_is_what_is_sent() -> None:
    with speech_api() as service:
        engine = engine_for(service)
        heard = engine.hear(SENTENCE, readings(SENTENCE)).text
        engine.speak(heard, "alloy", 1.0)
    assert [request.question["input"] for request in service.requests] == [heard]
