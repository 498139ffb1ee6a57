"""Writing to the user's terminal, whatever it speaks, and to programs that read `--json`."""

import json
import sys
from collections.abc import Mapping
from io import TextIOWrapper

import click


def forgive_console() -> None:
    """A console that speaks GBK or ASCII shows `?` for what it has no character for, instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def tell(line: str) -> None:
    """A line of the answer, on stdout."""
    click.echo(line)


def complain(line: str) -> None:
    """A line about the work, on stderr."""
    click.echo(line, err=True)


def emit(value: Mapping[str, object]) -> None:
    """One JSON object on one line of stdout, in UTF-8 whatever the console speaks."""
    sys.stdout.flush()
    sys.stdout.buffer.write(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
    sys.stdout.buffer.flush()
