"""Builds in processes of their own that cost a tenth of a start: forked from one that has everything loaded.

They are real processes with real exit codes, which SIGKILL can end. Only the speaking is done without further
processes. `python -m tests.support.forked_builds` is the process that forks; `ForkedBuilds` is how tests talk to it.
"""

import gc
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Generator
from contextlib import AbstractContextManager, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from unittest.mock import patch

from tests.support.cli import Done, Project
from tests.support.faulty_disk import Fault, FaultyDisk

ROOT = Path(__file__).parents[2]
SOUND = Fault()


@dataclass(frozen=True, slots=True)
class Forked:
    """How a build ended on a disk that may have been faulty."""

    done: Done
    """The code is -9 where it was killed."""
    operations: int
    """Disk operations that were counted."""
    struck: str | None
    """The operation that failed first, and on what."""


class ForkedBuilds(AbstractContextManager["ForkedBuilds"]):
    """The process that forks; one build at a time."""

    def __enter__(self) -> Self:
        command = [sys.executable, "-m", "tests.support.forked_builds"]
        env = {**os.environ, "PYTHONUTF8": "1", "OPENBLAS_NUM_THREADS": "1"}
        env["PYTHONPATH"] = os.pathsep.join([str(ROOT), env.get("PYTHONPATH", "")])
        self._process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.communicate()

    def build(self, project: Project, *scripts: str, fault: Fault = SOUND) -> Forked:
        """Build with the profile `tone`; the project's own script where none is named."""
        arguments = ["build", *(scripts or ("讲稿.txt",)), "--voice", "tone", "--json"]
        request = {"folder": str(project.folder), "arguments": arguments, "fault": fault.fields()}
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        told = json.loads(self._process.stdout.readline())
        return Forked(Done(told["code"], told["out"], told["err"]), told["operations"], told["struck"])


def serve() -> None:
    """Fork a build for each line of stdin, and tell on stdout how it ended."""
    _load_everything()
    gc.freeze()  # pages that the collector writes into would be copied in every child
    for line in sys.stdin:
        print(json.dumps(_build(json.loads(line))), flush=True)


def _build(request: dict[str, Any]) -> dict[str, Any]:
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err, tempfile.TemporaryFile() as count:
        process = os.fork()
        if process == 0:
            os.dup2(out.fileno(), 1)
            os.dup2(err.fileno(), 2)
            _run(request, count.fileno())
        code = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
        for file in (out, err, count):
            file.seek(0)
        told = json.loads(count.read() or b'{"operations": 0, "struck": null}')
        return {"code": code, "out": out.read().decode(), "err": err.read().decode(), **told}


def _run(request: dict[str, Any], count: int) -> None:
    """The build itself; does not return."""
    from dangke_audio.cli.main import run

    os.chdir(request["folder"])
    os.environ["DANGKE_AUDIO_CACHE"] = str(Path(request["folder"]) / "cache")
    code = 99

    def tell(struck: str | None) -> None:
        os.pwrite(count, json.dumps({"operations": disk.count, "struck": struck}).encode(), 0)

    disk = FaultyDisk(Fault(**request["fault"]), tell)
    try:
        with disk, patch("dangke_audio.synthesizing.synthesis.run_jobs", _speak_here):
            run(request["arguments"])
    except SystemExit as end:
        code = int(end.code or 0)
    finally:
        tell(disk.struck)
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _speak_here(feed: Any, engine: Any, workers: int, patience: Any) -> Generator[Any]:
    """As `run_jobs` does where nothing fails."""
    from dangke_audio.synthesizing.worker import speak

    while jobs := feed.take():
        for job in jobs:
            yield speak(job, engine)


def _load_everything() -> None:
    """One build, so that what builds import is there when they are forked."""
    from dangke_audio.cli.boundary import guarded
    from dangke_audio.cli.main import cli

    with tempfile.TemporaryDirectory() as folder, redirect_stdout(sys.stderr):
        project = Project.make(Path(folder))
        before = Path.cwd()
        os.chdir(folder)
        os.environ["DANGKE_AUDIO_CACHE"] = str(Path(folder) / "cache")
        with patch("dangke_audio.synthesizing.synthesis.run_jobs", _speak_here):
            guarded(cli, ["build", project.script.name, "--voice", "tone"])
        os.chdir(before)


if __name__ == "__main__":
    serve()
