"""`dangke-audio notice`: from a few lines to the stick."""

import sys
from dataclasses import replace
from pathlib import Path

import click

from dangke_audio import __version__
from dangke_audio.cli.build_lines import tell_report
from dangke_audio.cli.edition_options import horn_options
from dangke_audio.cli.export import tell_exported, told_steps
from dangke_audio.cli.options import out_option, reader_options, type_of_script
from dangke_audio.cli.progress import ending, progress_printer
from dangke_audio.model.wishes import Wishes


@click.command(options_metavar="[选项]")
@click.argument("words", metavar="通知")
@click.option("--to", "target", metavar="目标", type=type_of_script, default=None, help="做好后写到这个 U 盘或文件夹。")
@click.option("--slots", metavar="时段", default=None, help="一天播几次，例如 早,晚。")
@click.option("--into-empty", is_flag=True, help="目标是空的 U 盘或文件夹，第一次导出到那里。")
@reader_options
@horn_options
@out_option
def notice(
    words: str,
    target: Path | None,
    slots: str | None,
    into_empty: bool,
    wishes: Wishes,
    out: Path,
) -> None:
    """把几句话的通知做成大喇叭音频：提示音、通知、隔一会儿再播一遍；加 --to 就直接写到 U 盘。

    通知是一段话（写在引号里）或一个文件；写 - 就从键盘或别的程序读。
    """
    from dangke_audio.cli.choices import chosen_settings
    from dangke_audio.exporting import Request, slot_names
    from dangke_audio.exporting import export as export_now
    from dangke_audio.noticing import notice_script
    from dangke_audio.pipeline import build_lecture

    names = slot_names(slots) if slots is not None else ()
    settings = chosen_settings(replace(wishes, editions=("horn",)), out)
    text = sys.stdin.read() if words == "-" else words
    script = notice_script(text, Path.cwd())
    printer = progress_printer(as_json=False)
    with ending(printer):
        report = build_lecture(script, settings, printer)
    tell_report(report, as_json=False)
    if target is not None:
        request = Request((Path(report.folder),), target, names, into_empty, f"dangke-audio {__version__}")
        with told_steps() as on_step:
            done = export_now(request, on_step)
        tell_exported(done, target)
