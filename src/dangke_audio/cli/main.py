"""The command `dangke-audio`: its sub-commands and the boundary where errors become exit codes."""

import sys
from collections.abc import Sequence

import click

from dangke_audio import __version__
from dangke_audio.cli.boundary import guarded
from dangke_audio.cli.build import build
from dangke_audio.cli.cache import cache
from dangke_audio.cli.check import check
from dangke_audio.cli.chinese import speak_chinese
from dangke_audio.cli.cluster import cluster
from dangke_audio.cli.console import forgive_console
from dangke_audio.cli.diff import diff
from dangke_audio.cli.doctor import doctor
from dangke_audio.cli.engines import engines
from dangke_audio.cli.export import export
from dangke_audio.cli.history import history
from dangke_audio.cli.init import init
from dangke_audio.cli.lexicon import lexicon
from dangke_audio.cli.listen import listen
from dangke_audio.cli.notice import notice
from dangke_audio.cli.replace import replace
from dangke_audio.cli.retake import retake
from dangke_audio.cli.say import say
from dangke_audio.cli.script import script
from dangke_audio.cli.serve import serve
from dangke_audio.cli.shelf import shelf
from dangke_audio.cli.studio import studio
from dangke_audio.cli.voices import voices
from dangke_audio.cli.watch import watch


@click.group(
    options_metavar="[选项]",
    subcommand_metavar="命令 …",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="dangke-audio", message="%(prog)s %(version)s", help="显示版本号。")
def cli() -> None:
    """把中文讲稿（党课讲稿、宣讲稿、村务通知）变成带章节的普通话 MP3，不用联网。

    最常用的一条命令：dangke-audio build 讲稿.txt
    """


for command in (
    studio,
    build,
    watch,
    diff,
    history,
    check,
    script,
    say,
    listen,
    retake,
    replace,
    shelf,
    serve,
    notice,
    export,
    lexicon,
    voices,
    engines,
    cache,
    cluster,
    doctor,
    init,
):
    cli.add_command(command)


def run(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and end the process with its exit code."""
    forgive_console()
    speak_chinese()
    sys.exit(guarded(cli, arguments))
