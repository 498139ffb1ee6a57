"""The options that say what the editions are: those of dangke.toml, for one build."""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any

import click

from dangke_audio.cli.options import finite, text
from dangke_audio.model.horn import CHIMES, HORN_SPEEDS, MOST_REPEATS, PART_MINUTES
from dangke_audio.model.phone import LrcEncoding, Music
from dangke_audio.model.report import EditionName
from dangke_audio.model.wishes import NO_CHIME, HornWishes, PhoneWishes, Wishes

_PATH = click.Path()
"""Not `exists=True`: a missing file is an expected failure with a remedy (exit 1), not wrong usage."""
BITRATES = ["32", "40", "48", "56", "64", "80", "96", "112", "128", "160"]


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
        type=click.IntRange(1, MOST_REPEATS),
        default=None,
        help="大喇叭版播几遍：通知默认两遍，讲稿一遍。",
    ),
    click.option(
        "--horn-speed",
        metavar="倍数",
        type=click.FloatRange(*HORN_SPEEDS),
        callback=finite,
        default=None,
        help="大喇叭版读得多快，是手机版的几倍：0.5 至 1.2，默认 0.85。",
    ),
)
_LECTURE_OPTIONS: tuple[Callable[..., Any], ...] = (
    click.option(
        "--opening",
        metavar="文字",
        callback=text,
        default=None,
        help='大喇叭版的开场白，{title} 是题目；写 "" 就不要。',
    ),
    click.option("--closing", metavar="文字", callback=text, default=None, help='大喇叭版的结束语；写 "" 就不要。'),
    click.option(
        "--part-minutes",
        metavar="分钟",
        type=click.IntRange(*PART_MINUTES),
        default=None,
        help="大喇叭版每段最多几分钟，默认 20。",
    ),
)
"""Of the loudspeaker edition too; a notice has no use for them."""
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
    *_LECTURE_OPTIONS,
)


def edition_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command all of them; they come with its `wishes` (options.py)."""

    @wraps(command)
    def packed(
        *,
        wishes: Wishes,
        editions: tuple[EditionName, ...],
        bitrate: str | None,
        lrc_encoding: LrcEncoding | None,
        cover: str | None,
        intro: str | None,
        outro: str | None,
        between: str | None,
        opening: str | None,
        closing: str | None,
        part_minutes: int | None,
        **others: Any,
    ) -> Any:
        music = Music(intro, outro, between)
        phone = PhoneWishes(int(bitrate) if bitrate else None, lrc_encoding, cover, music)
        horn = replace(wishes.horn, opening=opening, closing=closing, part_minutes=part_minutes)
        return command(wishes=replace(wishes, editions=editions, phone=phone, horn=horn), **others)

    return _with(_with_horn(packed), *_OPTIONS)


def horn_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command those of the loudspeaker edition that a notice has; they come with its `wishes`."""
    return _with(_with_horn(command), *_HORN_OPTIONS)


def _with_horn(command: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(command)
    def packed(
        *, wishes: Wishes, chime: str | None, repeats: int | None, horn_speed: float | None, **others: Any
    ) -> Any:
        horn = HornWishes(speed=horn_speed, chime=chime, repeats=repeats)
        return command(wishes=replace(wishes, horn=horn), **others)

    return packed


def _with(command: Callable[..., Any], *options: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(options):
        command = option(command)
    return command
