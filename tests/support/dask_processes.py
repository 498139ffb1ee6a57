"""A scheduler and workers as processes of their own on 127.0.0.1, as `dask scheduler` and `dask worker` start them."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
from distributed import Client

PATIENCE_S = 60.0


def wait_until(state: Callable[[], object]) -> None:
    """Raises AssertionError where it does not come."""
    deadline_s = time.monotonic() + PATIENCE_S
    while not state():
        assert time.monotonic() < deadline_s, "the state did not come"
        time.sleep(0.05)


@dataclass
class DaskProcesses:
    """All that were started; `stop_all` ends them and what they started."""

    folder: Path
    port: int
    running: "list[subprocess.Popen[bytes]]" = field(default_factory=list)

    @property
    def address(self) -> str:
        """The scheduler's."""
        return f"tcp://127.0.0.1:{self.port}"

    def start_scheduler(self) -> "subprocess.Popen[bytes]":
        """A scheduler on our port, answering; for it a task has killed enough when it has killed two workers."""
        options = ("--host", "127.0.0.1", "--port", str(self.port))
        running = self._start("scheduler", *options, DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES="1")
        wait_until(self._is_listening)
        return running

    def start_workers(self, count: int, *, has_nannies: bool = False, **environment: str) -> "subprocess.Popen[bytes]":
        """Workers, those of several or `has_nannies` with a nanny each; when this returns they have joined."""
        with self.client() as client:
            there = len(client.nthreads())
            options = ("--nthreads", "1", "--host", "127.0.0.1", "--local-directory", str(self.folder))
            several = ("--nworkers", str(count)) if count > 1 or has_nannies else ("--no-nanny",)
            started = self._start("worker", self.address, *options, *several, **environment)
            wait_until(lambda: len(client.nthreads()) >= there + count)
        return started

    @contextmanager
    def client(self) -> Iterator[Any]:
        """To look at the cluster beside the crew."""
        with Client(self.address, set_as_default=False) as client:
            yield client

    def set_environment(self, **environment: str) -> None:
        """Of all workers that are there now; those that their nannies start later do not have it."""
        with self.client() as client:
            client.run(lambda: os.environ.update(environment))

    def stop(self, running: "subprocess.Popen[bytes]") -> None:
        """End a process that was started here, with its children, at once."""
        with suppress(psutil.NoSuchProcess):
            main = psutil.Process(running.pid)
            family = [main, *main.children(recursive=True)]
            for process in family:
                with suppress(psutil.NoSuchProcess):
                    process.kill()
        running.wait()
        if running in self.running:
            self.running.remove(running)

    def stop_all(self) -> None:
        """The workers first."""
        for running in reversed(list(self.running)):
            self.stop(running)

    def _start(self, *command: str, **environment: str) -> "subprocess.Popen[bytes]":
        told = (self.folder / "told.log").open("ab")
        with told:
            running = subprocess.Popen(
                [sys.executable, "-m", "dask", *command, "--no-dashboard"],
                env={**os.environ, **environment},
                stdout=told,
                stderr=told,
            )
        self.running.append(running)
        return running

    def _is_listening(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0


def free_port() -> int:
    """One that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
