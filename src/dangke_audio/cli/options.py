"""Options that several commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

type_of_script = click.Path(path_type=Path)
"""Not `exists=True`: a missing script is an expected failure with a remedy (exit 1), not wrong usage."""

voice_option: Callable[..., Any] = click.option(
    "--voice", metavar="声音", default=None, help="用哪个声音，dangke-audio voices 列出全部。默认 zm_yunjian。"
)
engine_option: Callable[..., Any] = click.option(
    "--engine", metavar="引擎", default=None, help="用哪个语音引擎。默认由声音决定。"
)
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
