"""`dangke-audio diff`: two versions of a script, by what a voice would have to say again."""

from pathlib import Path

import click

from dangke_audio.cli.console import emit, tell
from dangke_audio.cli.foreseen_lines import file_lines, total_lines
from dangke_audio.cli.options import json_option, reader_options, type_of_script
from dangke_audio.cli.plan_json import plan_json
from dangke_audio.cli.plan_lines import NOTHING_CHANGED, sentence_lines
from dangke_audio.model.wishes import Wishes
from dangke_audio.planning import summarize


@click.command(options_metavar="[选项]")
@click.argument("old", metavar="旧讲稿", type=type_of_script)
@click.argument("new", metavar="新讲稿", type=type_of_script)
@reader_options
@json_option
def diff(old: Path, new: Path, wishes: Wishes, as_json: bool) -> None:
    """比较一篇讲稿的两个版本：哪些句子改了、加了、删了、移了，要重录多少。不生成声音，也不用先生成过。"""
    from dangke_audio.cli.choices import chosen_settings
    from dangke_audio.foreseeing import foresee_change

    settings = chosen_settings(wishes, Path("output"))
    foreseen = foresee_change(old, new, settings)
    if as_json:
        emit(plan_json("diff", str(new), foreseen) | {"old": str(old)})
        return
    changes = summarize(foreseen.plan)
    tell(f"旧：{old}")
    tell(f"新：{new}")
    if changes.is_idle:
        tell(f"{NOTHING_CHANGED}：每一句读出来都一样")
        return
    for line in (*sentence_lines(changes), *file_lines(foreseen), *total_lines(foreseen)):
        tell(line)
