"""Options that several commands share."""

import math
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from dangke_audio.model.wishes import PACES, Wishes, is_text

type_of_script = click.Path(path_type=Path)
"""Not `exists=True`: a missing script is an expected failure with a remedy (exit 1), not wrong usage."""

voice_option: Callable[..., Any] = click.option(
    "--voice", metavar="声音", default=None, help="用哪个声音，dangke-audio voices 列出全部。默认 zm_yunjian。"
)
engine_option: Callable[..., Any] = click.option(
    "--engine", metavar="引擎", default=None, help="用哪个语音引擎。默认由声音决定。"
)


def finite(_context: click.Context, _option: click.Parameter, value: float | None) -> float | None:
    """`nan` lies between all bounds. Raises BadParameter."""
    if value is not None and not math.isfinite(value):
        raise click.BadParameter("应是数字")
    return value


def text(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    """Raises BadParameter for bytes that are no letters."""
    if value is not None and not is_text(value):
        raise click.BadParameter("应是文字")
    return value


speed_option: Callable[..., Any] = click.option(
    "--speed",
    "pace",
    metavar="倍数",
    type=click.FloatRange(*PACES),
    callback=finite,
    default=1.0,
    help="读得多快，是声音原来的几倍：0.7 至 1.3，例如 0.9 慢一成。",
)


def reader_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Who reads, and how fast; the command gets one argument, `wishes`."""

    @wraps(command)
    def packed(*, voice: str | None, engine: str | None, pace: float, **others: Any) -> Any:
        return command(wishes=Wishes(voice, engine, pace), **others)

    for option in (speed_option, engine_option, voice_option):
        packed = option(packed)
    return packed


fallback_option: Callable[..., Any] = click.option(
    "--fallback",
    metavar="引擎或声音",
    default=None,
    help="网上的声音用不了时，整篇改用它（如 kokoro）；同一篇里不会换声音。",
)
jobs_option: Callable[..., Any] = click.option(
    "--jobs", metavar="个数", type=click.IntRange(min=1), default=None, help="同时用几个处理器核心。默认全部。"
)
out_option: Callable[..., Any] = click.option(
    "--out", metavar="文件夹", type=click.Path(path_type=Path), default=Path("output"), help="放在哪里。"
)
on_option: Callable[..., Any] = click.option(
    "--on",
    "scheduler",
    metavar="地址",
    default=None,
    help="在集群上合成，如 tcp://192.168.1.10:8786（见 docs/cluster.md）。",
)
store_option: Callable[..., Any] = click.option(
    "--store",
    metavar="地址",
    default=None,
    help="几台机器共用的句子缓存：s3://…、sftp://…、file://…（见 docs/cluster.md）。",
)
strict_option: Callable[..., Any] = click.option("--strict", is_flag=True, help="有提醒也算失败。")
json_option: Callable[..., Any] = click.option("--json", "as_json", is_flag=True, help="输出给程序看的 JSON。")
