"""The command line as a user runs it: a process of its own, in a project folder of its own."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from dangke_audio.cli.boundary import guarded
from dangke_audio.cli.main import cli

PROFILE = """
title = "音调"
engine = "recording"
voice = "tone"
speed = 1.0
gain_db = -4.0
artist = "测试"

[pauses]
clause = 250
sentence = 450
paragraph = 800
heading = 900
chapter = 1500
"""

LECTURE = """讲稿：测试讲稿
同志们：
大家好。今天我们学习两件事。
一、第一件事
第一件事很重要。要认真学习。
二、第二件事
第二件事也重要，要落实。
谢谢大家！
"""


@dataclass(frozen=True, slots=True)
class Done:
    """What a finished command said."""

    code: int
    out: str
    err: str

    @property
    def objects(self) -> list[dict[str, Any]]:
        """The JSON lines of stdout."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def last(self) -> dict[str, Any]:
        """The last JSON line."""
        return self.objects[-1]


@dataclass(frozen=True, slots=True)
class Project:
    """A folder with a script and the profile `tone` of the recording engine."""

    folder: Path

    @classmethod
    def make(cls, folder: Path, text: str = LECTURE) -> "Project":
        """A fresh project below `folder`."""
        (folder / "voices").mkdir(parents=True, exist_ok=True)
        (folder / "voices" / "tone.toml").write_text(PROFILE, encoding="utf-8")
        remote = PROFILE.replace('"recording"', '"remote"').replace('"音调"', '"远处的音调"')
        (folder / "voices" / "remote.toml").write_text(remote, encoding="utf-8")
        project = cls(folder)
        project.script.write_text(text, encoding="utf-8")
        return project

    @property
    def script(self) -> Path:
        """The script's file."""
        return self.folder / "讲稿.txt"

    @property
    def out(self) -> Path:
        """Where its lecture is published."""
        return self.folder / "output" / "讲稿"

    @property
    def log(self) -> Path:
        """What the engine was asked to say, a line each."""
        return self.folder / "spoken.log"

    def environment(self, **extra: str) -> dict[str, str]:
        """The process's variables."""
        own = {"DANGKE_AUDIO_CACHE": str(self.folder / "cache"), "RECORDING_LOG": str(self.log), "PYTHONUTF8": "1"}
        return {**os.environ, **own, **extra}

    def command(self, *arguments: str) -> list[str]:
        """The command line."""
        return [sys.executable, "-m", "dangke_audio", *arguments]

    def run(self, *arguments: str, **extra: str) -> Done:
        """Run a command to its end."""
        done = subprocess.run(
            self.command(*arguments), cwd=self.folder, env=self.environment(**extra), capture_output=True, check=False
        )
        return Done(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))

    @contextmanager
    def running(self, *arguments: str, **extra: str) -> Iterator["subprocess.Popen[bytes]"]:
        """A command under way, alone in its process group; killed at the end of the block."""
        process = subprocess.Popen(
            self.command(*arguments),
            cwd=self.folder,
            env=self.environment(**extra),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        try:
            yield process
        finally:
            process.kill()
            process.communicate()

    def build(self, *arguments: str, voice: str = "tone", **extra: str) -> Done:
        """Build the script with the recording engine; JSON on stdout."""
        return self.run("build", self.script.name, "--voice", voice, "--json", *arguments, **extra)

    def spoken(self) -> list[str]:
        """What the engine was asked to say since the log was last removed."""
        return self.log.read_text(encoding="utf-8").splitlines() if self.log.exists() else []

    def published(self) -> dict[str, bytes]:
        """Every published file by its name below the output folder, without the state folder."""
        files = [path for path in (self.folder / "output").rglob("*") if path.is_file()]
        named = {path.relative_to(self.folder / "output").as_posix(): path for path in files}
        return {name: path.read_bytes() for name, path in named.items() if not name.startswith(".dangke/")}


@dataclass(frozen=True, slots=True)
class Here(Project):
    """A project whose commands run in this process, which saves a second for each."""

    def run(self, *arguments: str, **extra: str) -> Done:
        """Run a command to its end."""
        out, err = io.BytesIO(), io.BytesIO()
        with (
            chdir(self.folder),
            patch.dict(os.environ, self.environment(**extra)),
            redirect_stdout(io.TextIOWrapper(out, "utf-8", write_through=True)),
            redirect_stderr(io.TextIOWrapper(err, "utf-8", write_through=True)),
        ):
            code = guarded(cli, arguments)
            return Done(code, out.getvalue().decode(), err.getvalue().decode())
