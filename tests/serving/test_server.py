"""Where the server can be reached from, and its picture."""

import http.client
import ipaddress
import socket
from collections import namedtuple
from pathlib import Path

import psutil
import pytest
from tests.cataloguing.lectures import lecture
from tests.serving.servers import Running, running

from dangke_audio.serving import lan_addresses, qr_code

Address = namedtuple("Address", "address")  # noqa: PYI024  (as psutil's is)
State = namedtuple("State", "isup")  # noqa: PYI024


def test_only_this_machine_unless_asked_otherwise(tmp_path: Path) -> None:
    lecture(tmp_path)
    others = lan_addresses()
    with running(tmp_path) as site:
        assert site.served.lan == ()
        assert site.served.local == f"http://127.0.0.1:{site.served.port}/"
        for address in others:
            with pytest.raises(OSError, match="refused"):
                Running(site.served, address).get("/")


def test_the_network_may_ask_with_lan(tmp_path: Path) -> None:
    lecture(tmp_path)
    with running(tmp_path, is_lan=True) as site:
        assert site.get("/").status == 200
        for address, written in zip(lan_addresses(), site.served.lan, strict=True):
            assert written == f"http://{address}:{site.served.port}/"
            assert Running(site.served, address).get("/").status == 200


def test_a_listener_who_does_not_finish_holds_nothing_up(tmp_path: Path) -> None:
    home = lecture(tmp_path)
    (home / "防范诈骗.mp3").write_bytes(bytes(50_000_000))
    with running(tmp_path) as site:
        connection = socket.create_connection(("127.0.0.1", site.served.port), timeout=20)
        connection.sendall(
            b"GET /%E9%98%B2%E8%AF%88%E9%AA%97/%E9%98%B2%E8%8C%83%E8%AF%88%E9%AA%97.mp3 HTTP/1.1\r\nHost: localhost\r\n\r\n"
        )
        assert connection.recv(12) == b"HTTP/1.1 200"
    with pytest.raises(OSError, match="refused"):
        http.client.HTTPConnection("127.0.0.1", site.served.port).request("GET", "/")
    connection.close()


def test_the_likeliest_address_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    interfaces = {
        "lo": ["127.0.0.1", "::1"],
        "docker0": ["172.17.0.1"],
        "eth0": ["10.0.0.7", "fe80::1", "02:42:ac:11:00:02"],
        "wlan0": ["192.168.1.5"],
        "eth1": ["169.254.3.4", "0.0.0.0"],
        "eth2": ["192.168.9.9"],
    }
    monkeypatch.setattr(
        psutil, "net_if_addrs", lambda: {name: [Address(one) for one in found] for name, found in interfaces.items()}
    )
    monkeypatch.setattr(psutil, "net_if_stats", lambda: {name: State(name != "eth2") for name in interfaces})
    assert lan_addresses() == ("192.168.1.5", "10.0.0.7", "172.17.0.1")


def test_this_machines_addresses() -> None:
    assert all(ipaddress.IPv4Address(address) for address in lan_addresses())


def test_the_picture_is_a_square_of_half_blocks() -> None:
    lines = qr_code("http://192.168.1.5:8000/")
    assert {len(line) for line in lines} == {29}
    assert len(lines) == 15
    assert set("".join(lines)) <= set(" ▀▄█")
