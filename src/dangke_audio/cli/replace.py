"""`dangke-audio replace`: a person's recording in place of a synthesized sentence."""

from collections.abc import Sequence
from pathlib import Path

import click

from dangke_audio.cli.findings import show_findings
from dangke_audio.cli.options import reader_options, type_of_script
from dangke_audio.cli.takes import open_lecture, tell_chosen, tell_place
from dangke_audio.model.wishes import Wishes


@click.command(options_metavar="[选项]")
@click.argument("file", metavar="讲稿", type=type_of_script)
@click.argument("place", metavar="第几章 第几句", nargs=-1, required=True)
@click.argument("recording", metavar="录音", type=click.Path(path_type=Path))
@reader_options
def replace(file: Path, place: Sequence[str], recording: Path, wishes: Wishes) -> None:
    """用真人录音换下一句，例：dangke-audio replace 讲稿.txt 第二章 第3句 录音.wav"""
    from dangke_audio.retaking import replace_by_recording

    desk = open_lecture(file, wishes)
    line = desk.find(place)
    tell_place(desk, line)
    recorded = replace_by_recording(desk, line, recording)
    show_findings(recorded.findings)
    tell_chosen(desk, recorded.take)
