import sys

import pytest

from dangke_audio.reading.child import run_child

ECHO = "import sys; data = sys.stdin.buffer.read(); sys.stdout.buffer.write(data[::-1]); sys.exit(3)"


def python(program: str) -> list[str]:
    return [sys.executable, "-c", program]


def test_what_goes_in_comes_out_however_long() -> None:
    data = bytes(range(256)) * 8000
    outcome = run_child(python(ECHO), stdin=data, seconds=60, memory_bytes=1_000_000_000)
    assert (outcome.code, outcome.stdout, outcome.stopped) == (3, data[::-1], "")


def test_too_long_a_run_is_ended() -> None:
    outcome = run_child(python("import time; time.sleep(60)"), seconds=0.2, memory_bytes=1_000_000_000)
    assert outcome.stopped == "time"
    assert outcome.code != 0


def test_too_much_memory_is_ended() -> None:
    hog = "held = []\nwhile len(held) < 4000: held.append(bytes(1) * 1_000_000)\nimport time; time.sleep(60)"
    outcome = run_child(python(hog), seconds=60, memory_bytes=100_000_000)
    assert outcome.stopped == "memory"


def test_a_program_that_is_not_there_is_an_error() -> None:
    with pytest.raises(OSError, match="no-such-program"):
        run_child(["no-such-program"], seconds=1, memory_bytes=1_000_000)
