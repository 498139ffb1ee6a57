"""The options that say what the phone edition is: those of dangke.toml, for one build."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any

import click

from dangke_audio.model.phone import LrcEncoding, PhoneOptions

BITRATES = ["32", "40", "48", "56", "64", "80", "96", "112", "128", "160"]


@dataclass(frozen=True, slots=True)
class PhoneWishes:
    """What the command line says; None where it says nothing."""

    bitrate: str | None = None
    lrc_encoding: LrcEncoding | None = None

    def over(self, options: PhoneOptions) -> PhoneOptions:
        """The options, with these wishes counting before them."""
        return replace(
            options,
            bitrate_kbps=int(self.bitrate or options.bitrate_kbps),
            lrc_encoding=self.lrc_encoding or options.lrc_encoding,
        )


_OPTIONS: tuple[Callable[..., Any], ...] = (
    click.option(
        "--bitrate",
        metavar="千比特",
        type=click.Choice(BITRATES),
        default=None,
        help="MP3 每秒多少千比特：32 至 160，默认 64。",
    ),
    click.option(
        "--lrc-encoding",
        metavar="编码",
        type=click.Choice(["utf-8", "gb18030"]),
        default=None,
        help="歌词文件（.lrc）的编码：utf-8（默认），旧播放器显示乱码时用 gb18030。",
    ),
)


def phone_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command all of them; it gets one argument, `phone`."""

    @wraps(command)
    def packed(
        *,
        bitrate: str | None,
        lrc_encoding: LrcEncoding | None,
        **others: Any,
    ) -> Any:
        return command(phone=PhoneWishes(bitrate, lrc_encoding), **others)

    for option in reversed(_OPTIONS):
        packed = option(packed)
    return packed
