"""Which names are this machine's."""

import pytest

from dangke_audio.serving.hosts import accepted_host, own_names

NAMES = own_names("Stube.example.lan")


@pytest.mark.parametrize(
    ("asked", "accepted"),
    [
        ("localhost", "localhost"),
        ("LOCALHOST:8000", "localhost:8000"),
        ("127.0.0.1:8000", "127.0.0.1:8000"),
        ("192.168.1.5", "192.168.1.5"),
        ("[::1]:8000", "[::1]:8000"),
        ("stube:1", "stube:1"),
        ("stube.local", "stube.local"),
        ("stube.example.lan", "stube.example.lan"),
    ],
)
def test_ours(asked: str, accepted: str) -> None:
    assert accepted_host(asked, NAMES) == accepted


@pytest.mark.parametrize(
    "asked",
    [
        *(
            None,
            "",
            "evil.example",
            "127.0.0.1.evil.example",
            "2130706433",
            "0x7f.1",
            "127.1",
            "::1",
            "[127.0.0.1]",
            "local",
        ),
        *(
            "localhost:",
            "localhost:x",
            "localhost:123456",
            "a@localhost",
            "localhost/",
            "localhost\n",
            "[::1%eth0]",
            "stube.",
        ),
    ],
)
def test_not_ours(asked: str | None) -> None:
    assert accepted_host(asked, NAMES) is None


def test_a_machine_without_name() -> None:
    assert own_names(" ") == {"localhost"}
