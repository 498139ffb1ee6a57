"""`build --resume`: what the last batch was asked for counts wherever the command line says nothing."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

NOT_KEPT = ("files", "listed", "resume", "out", "as_json", "dry_run")
"""What each run is told anew."""


class Resumable(click.Command):
    """A command with the options `--resume` and `--out`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Twice where a batch is resumed: its record is in `--out`. Raises ConfigError where there is none."""
        rest = super().parse_args(ctx, [*args])
        if not ctx.params["resume"]:
            return rest
        from dangke_audio.batching import read_record

        ctx.default_map = dict(read_record(ctx.params["out"]).options)
        ctx.params.clear()
        return super().parse_args(ctx, [*args])


def kept_options(ctx: click.Context) -> Mapping[str, Any]:
    """The options of this run as they stand on the command line, without those that say nothing; files from the root.

    Somebody may go on from another folder.
    """
    files = {parameter.name for parameter in ctx.command.params if isinstance(parameter.type, click.Path)}
    told = {name: value for name, value in ctx.params.items() if name not in NOT_KEPT}
    said = {name: value for name, value in told.items() if value not in (None, False, ())}
    return {name: str(Path(value).absolute()) if name in files else value for name, value in said.items()}
