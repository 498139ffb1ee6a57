"""The options that say what the editions are: those of dangke.toml, for one build."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any

import click

from dangke_audio.model.horn import CHIMES, HornOptions
from dangke_audio.model.phone import LrcEncoding, Music, PhoneOptions
from dangke_audio.model.report import EditionName

_PATH = click.Path()
"""Not `exists=True`: a missing file is an expected failure with a remedy (exit 1), not wrong usage."""
BITRATES = ["32", "40", "48", "56", "64", "80", "96", "112", "128", "160"]


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the command line says; None where it says nothing."""

    editions: tuple[EditionName, ...] = ()
    bitrate: str | None = None
    lrc_encoding: LrcEncoding | None = None
    cover: str | None = None
    intro: str | None = None
    outro: str | None = None
    between: str | None = None
    chime: str | None = None
    repeats: int | None = None

    def phone(self, options: PhoneOptions) -> PhoneOptions:
        """The options, with these wishes counting before them."""
        music = options.music
        return replace(
            options,
            bitrate_kbps=int(self.bitrate or options.bitrate_kbps),
            lrc_encoding=self.lrc_encoding or options.lrc_encoding,
            cover=options.cover or self.cover is not None,
            cover_file=self.cover or options.cover_file,
            music=Music(self.intro or music.intro, self.outro or music.outro, self.between or music.between),
        )

    def horn(self, options: HornOptions) -> HornOptions:
        """The options, with these wishes counting before them."""
        chime = None if self.chime == NO_CHIME else self.chime or options.chime
        return replace(options, chime=chime, repeats=self.repeats or options.repeats)


NO_CHIME = "无"

_HORN_OPTIONS: tuple[Callable[..., Any], ...] = (
    click.option(
        "--chime",
        metavar="提示音",
        default=None,
        help=f"大喇叭版开头的提示音：{'、'.join(CHIMES)}、{NO_CHIME}，或自己的音频文件。",
    ),
    click.option(
        "--repeats",
        metavar="遍数",
        type=click.IntRange(1, 9),
        default=None,
        help="大喇叭版播几遍：通知默认两遍，讲稿一遍。",
    ),
)
_OPTIONS: tuple[Callable[..., Any], ...] = (
    click.option(
        "--for",
        "editions",
        metavar="用处",
        type=click.Choice(["phone", "horn"]),
        multiple=True,
        help="给谁用：phone，手机（默认）；horn，大喇叭。可以写两次。选项写在 dangke.toml 里。",
    ),
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
    click.option("--cover", metavar="图片", type=_PATH, default=None, help="用这张图片做封面，不另画。"),
    click.option("--intro", metavar="音频", type=_PATH, default=None, help="开头放的音乐。"),
    click.option("--outro", metavar="音频", type=_PATH, default=None, help="结尾放的音乐。"),
    click.option("--between", metavar="音频", type=_PATH, default=None, help="章与章之间放的音乐。"),
    *_HORN_OPTIONS,
)


def edition_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command all of them; it gets one argument, `wishes`."""

    @wraps(command)
    def packed(
        *,
        editions: tuple[EditionName, ...],
        bitrate: str | None,
        lrc_encoding: LrcEncoding | None,
        cover: str | None,
        intro: str | None,
        outro: str | None,
        between: str | None,
        chime: str | None,
        repeats: int | None,
        **others: Any,
    ) -> Any:
        wishes = Wishes(editions, bitrate, lrc_encoding, cover, intro, outro, between, chime, repeats)
        return command(wishes=wishes, **others)

    for option in reversed(_OPTIONS):
        packed = option(packed)
    return packed


def horn_choices(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command those of the loudspeaker edition, as `chime` and `repeats`."""
    for option in reversed(_HORN_OPTIONS):
        command = option(command)
    return command
