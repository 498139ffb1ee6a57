"""Ways to the service that are closed, and proxies. No test leaves this machine: names are never looked up for real."""

import os
import socket
import threading
import traceback
from unittest import mock

import pytest
from tests.support.edge_server import PROXY_VARIABLES, edge_service

from dangke_audio.engines.edge import EdgeEngine
from dangke_audio.engines.edge.proxy import proxy_for, without_password
from dangke_audio.engines.edge.request import HOST, Timeouts
from dangke_audio.errors import EngineError, SynthesisError

VOICE = "zh-CN-YunyangNeural"

pytestmark = pytest.mark.timeout(30)


@pytest.fixture(autouse=True)
def no_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """No proxy is set, and no name but this machine's is known."""
    for name in list(os.environ):
        if name.lower() in PROXY_VARIABLES:
            monkeypatch.delenv(name)
    real = socket.getaddrinfo

    def getaddrinfo(host: object, *rest: object, **options: object) -> object:
        if host in {"127.0.0.1", None}:
            return real(host, *rest, **options)  # type: ignore[arg-type]
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)


def failure(engine: EdgeEngine | None = None) -> SynthesisError:
    with pytest.raises(SynthesisError) as caught:
        (engine or EdgeEngine()).speak("好。", VOICE, 1.0)
    return caught.value


def closed_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def test_an_unknown_name_is_offline() -> None:
    error = failure()
    assert error.kind == "offline"
    assert "检查网络" in str(error)
    assert "--engine kokoro" in str(error)


def test_a_refused_connection_is_offline(monkeypatch: pytest.MonkeyPatch) -> None:
    address = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", closed_port()))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [address])
    assert failure().kind == "offline"


def test_a_look_up_that_hangs_does_not_hold_us(monkeypatch: pytest.MonkeyPatch) -> None:
    over = threading.Event()

    def hanging(*_: object, **__: object) -> object:
        over.wait(20)
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", hanging)
    engine = EdgeEngine(timeouts=Timeouts(connect_s=0.1, idle_s=0.1, total_s=0.5, listing_s=0.1, closing_s=0.1))
    try:
        assert failure(engine).kind == "passing"
        with pytest.raises(EngineError):
            engine.prepare(VOICE)
        assert not over.is_set()
    finally:
        over.set()


def test_a_certificate_of_somebody_else_is_not_trusted() -> None:
    with edge_service() as service, mock.patch.dict(os.environ, service.environment, clear=True):
        error = failure()
    assert error.kind == "offline"
    assert "证书" in error.message


def test_a_dead_proxy_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    port = closed_port()
    monkeypatch.setenv("HTTPS_PROXY", f"http://wang:geheim@127.0.0.1:{port}")
    error = failure()
    assert error.kind == "offline"
    assert f"127.0.0.1:{port}" in error.message
    assert "geheim" not in str(error)


@pytest.mark.parametrize(("status", "kind"), [(403, "settings"), (502, "passing"), (504, "passing"), (407, "settings")])
def test_a_proxy_that_does_not_let_us_through(status: int, kind: str) -> None:
    with edge_service(proxy_status=status) as service, service.in_process():
        error = failure()
    assert error.kind == kind
    assert f"代理 127.0.0.1:{service.proxy.port}" in error.message
    assert service.connections == []


def test_a_proxy_gets_its_password_and_nobody_else_does() -> None:
    with edge_service(proxy_login="wang:geheim") as service, service.in_process():
        assert EdgeEngine().speak("好。", VOICE, 1.0).samples
        os.environ["HTTPS_PROXY"] = os.environ["HTTPS_PROXY"].replace("geheim", "falsch")
        error = failure()
        rows = EdgeEngine().check()
    assert error.kind == "settings"
    assert "用户名和密码" in error.message
    assert "falsch" not in "".join(traceback.format_exception(error))
    assert "falsch" not in repr(rows)
    assert any(f"127.0.0.1:{service.proxy.port}" in row.detail for row in rows)


@pytest.mark.parametrize("name", ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "WSS_PROXY", "wss_proxy"])
def test_usual_variables_name_the_proxy(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "http://10.0.0.1:3128")
    assert proxy_for(HOST) == "http://10.0.0.1:3128"


def test_the_most_special_variable_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "http://all:1")
    monkeypatch.setenv("HTTPS_PROXY", "http://https:2")
    monkeypatch.setenv("HTTP_PROXY", "http://http:3")
    assert proxy_for(HOST) == "http://https:2"


def test_a_proxy_without_scheme_is_a_web_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "127.0.0.1:7890")
    assert proxy_for(HOST) == "http://127.0.0.1:7890"


@pytest.mark.parametrize("exempt", ["*", HOST, "bing.com", ".bing.com"])
def test_exempt_hosts_are_reached_directly(exempt: str) -> None:
    with edge_service() as service, service.in_process():
        os.environ["NO_PROXY"] = exempt
        assert proxy_for(HOST) is None
        assert failure().kind == "offline"
        with pytest.raises(EngineError):
            EdgeEngine().prepare(VOICE)
    assert service.proxy.asked == []


@pytest.mark.parametrize("proxy", ["socks5://wang:geheim@127.0.0.1:1080", "http://wang:geheim@:x", "http://"])
def test_a_proxy_of_an_unusable_form_is_told(proxy: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", proxy)
    error = failure()
    assert error.kind == "settings"
    assert "HTTPS_PROXY" in str(error)
    assert "geheim" not in str(error)
    with pytest.raises(EngineError):
        EdgeEngine().prepare(VOICE)
    row = EdgeEngine().check()[1]
    assert not row.ok
    assert "geheim" not in row.detail


def test_a_proxy_is_shown_without_its_password() -> None:
    assert without_password("http://wang:geheim@proxy.example:8080/x") == "proxy.example:8080"
    assert without_password("http://wang:geheim@proxy.example") == "proxy.example"
    assert "geheim" not in without_password("http://wang:geheim@:x")
