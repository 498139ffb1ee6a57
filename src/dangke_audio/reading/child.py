"""Programs that are run under watch: what they may take of time and memory is bounded, whatever the file does to them."""

import contextlib
import os
import signal
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

_POLL_S = 0.1


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a program ended."""

    code: int
    """What it returned; negative where a signal ended it."""
    stdout: bytes
    stderr: bytes
    stopped: Literal["", "time", "memory"] = ""
    """Which bound it was ended for."""


def run_child(
    arguments: Sequence[str],
    *,
    seconds: float,
    memory_bytes: int,
    stdin: bytes = b"",
    environment: Mapping[str, str] | None = None,
) -> Outcome:
    """Run a program to its end, or end it and all that it started at a bound. Raises OSError if it does not start."""
    with subprocess.Popen(
        arguments,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=None if environment is None else dict(environment),
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    ) as process:
        watch = _Watch(process, seconds, memory_bytes)
        watch.start()
        try:
            stdout, stderr = process.communicate(stdin)
        finally:
            watch.leave()
            _end(process)
        return Outcome(process.returncode, stdout, stderr, watch.stopped)


class _Watch(threading.Thread):
    """Looks at a running program ten times a second, and ends it at a bound."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float, memory_bytes: int) -> None:
        super().__init__(daemon=True)
        self.stopped: Literal["", "time", "memory"] = ""
        self._process = process
        self._deadline = time.monotonic() + seconds
        self._memory_bytes = memory_bytes
        self._over = threading.Event()

    def run(self) -> None:
        """Watch until the program has ended."""
        while not self._over.wait(_POLL_S):
            if time.monotonic() > self._deadline:
                self.stopped = "time"
            elif _memory_bytes(self._process.pid) > self._memory_bytes:
                self.stopped = "memory"
            if self.stopped:
                return _end(self._process)
        return None

    def leave(self) -> None:
        """Stop watching: the program has ended."""
        self._over.set()
        self.join()


def _memory_bytes(pid: int) -> int:
    """Of the program and all that it started; 0 once it is gone."""
    import psutil

    try:
        process = psutil.Process(pid)
        return sum(int(one.memory_info().rss) for one in (process, *process.children(recursive=True)))
    except psutil.Error:
        return 0


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program, if it still runs, and all that it started."""
    import psutil

    with contextlib.suppress(psutil.Error):  # it ended meanwhile
        for one in psutil.Process(process.pid).children(recursive=True) if process.returncode is None else []:
            one.kill()
    process.kill()
    if hasattr(os, "killpg"):  # what it started and left behind
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
