"""`dangke-audio watch`: every save makes new audio."""

import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dangke_audio.cli.build_lines import tell_report
from dangke_audio.cli.console import complain, emit
from dangke_audio.cli.edition_options import edition_options
from dangke_audio.cli.failures import tell_failure
from dangke_audio.cli.options import (
    fallback_option,
    jobs_option,
    json_option,
    out_option,
    reader_options,
    strict_option,
    type_of_script,
)
from dangke_audio.cli.progress import ending, progress_printer
from dangke_audio.errors import BusyError, DangkeError
from dangke_audio.model.wishes import Wishes

if TYPE_CHECKING:
    from collections.abc import Callable

    from dangke_audio.model.report import BuildReport

BUSY_S = 1.0
"""Between two tries at a lecture that another build holds."""


@click.command(options_metavar="[选项]")
@click.argument("files", metavar="讲稿…", type=type_of_script, nargs=-1, required=True)
@reader_options
@fallback_option
@out_option
@edition_options
@jobs_option
@strict_option
@click.option("--poll", is_flag=True, help="讲稿在网络盘或共享文件夹里、保存后没有反应时用。")
@json_option
def watch(
    files: Sequence[Path],
    fallback: str | None,
    out: Path,
    wishes: Wishes,
    jobs: int | None,
    strict: bool,
    poll: bool,
    as_json: bool,
) -> int:
    """盯着讲稿，每次保存后自动重新生成；讲稿旁边的说明文件、声音和读音词典改了也一样。按 Ctrl-C 结束。"""
    from dangke_audio.cli.choices import chosen_fallback, chosen_settings
    from dangke_audio.fallback import build_or_fall_back
    from dangke_audio.watching import due, require_scripts

    def build(file: Path) -> "BuildReport":
        """Profiles and lexicons are read anew, they may be what has changed."""
        settings = chosen_settings(wishes, out, jobs=jobs, strict=strict)
        instead = chosen_fallback(fallback, settings, wishes.pace, as_json=as_json)
        printer = progress_printer(as_json=as_json)
        with ending(printer):
            return build_or_fall_back(file, settings, instead, printer)

    scripts = tuple(dict.fromkeys(files))
    require_scripts(scripts)
    chosen_settings(wishes, out, jobs=jobs, strict=strict)  # what is wrong from the start is told, and ends it
    _begin(scripts, as_json=as_json)
    saves = due(scripts, Path.cwd(), poll=poll)
    while True:
        try:
            script = next(saves)
        except KeyboardInterrupt:  # while a build runs it ends the command as it ends `build`
            complain("不再监视，再见！")
            return 0
        _build_one(script, build, as_json=as_json)


def _begin(scripts: Sequence[Path], *, as_json: bool) -> None:
    complain(f"正在监视 {'、'.join(map(str, scripts))}，每次保存后自动重新生成；按 Ctrl-C 结束")
    if as_json:
        emit({"event": "watching", "files": [str(script) for script in scripts]})


def _build_one(script: Path, build: "Callable[[Path], BuildReport]", *, as_json: bool) -> None:
    """Whatever is wrong is told, and the next save is another chance."""
    complain(f"{_clock()} 生成 {script}")
    try:
        report = _when_free(script, build)
    except DangkeError as error:
        tell_failure(error, path=str(script), as_json=as_json)
        complain(f"{_clock()} 没有生成，原来的音频没有动；改好后保存，会再试一次")
        return
    tell_report(report, as_json=as_json)
    complain(f"{_clock()} 已是最新，等待下一次保存")


def _when_free(script: Path, build: "Callable[[Path], BuildReport]") -> "BuildReport":
    """A build of the same lecture in another window may have read what was there before the save."""
    is_told = False
    while True:
        try:
            return build(script)
        except BusyError as error:
            if not is_told:
                complain(f"{error.message}，等它完成后再生成")
            is_told = True
            time.sleep(BUSY_S)


def _clock() -> str:
    return datetime.now().astimezone().strftime("%H:%M:%S")
