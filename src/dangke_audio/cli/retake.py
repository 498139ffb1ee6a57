"""`dangke-audio retake`: a sentence spoken again, and which of its takes is heard."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dangke_audio.cli.console import tell
from dangke_audio.cli.options import reader_options, type_of_script
from dangke_audio.cli.takes import open_lecture, tell_chapter, tell_chapters, tell_chosen, tell_place, tell_takes
from dangke_audio.model.take import USUAL, RetakenSentence
from dangke_audio.model.wishes import Wishes

if TYPE_CHECKING:
    from dangke_audio.retaking import Desk


@click.command(options_metavar="[选项]")
@click.argument("file", metavar="讲稿", type=type_of_script)
@click.argument("place", metavar="第几章 第几句", nargs=-1)
@click.option(
    "--choose", metavar="号码", type=click.IntRange(min=USUAL), default=None, help="选用第几个读法，1 是原来的。"
)
@click.option("--list", "is_list", is_flag=True, help="列出各章；写了章就列出它的每一句和重读过的读法。")
@click.option("--tidy", is_flag=True, help="删去讲稿里已经没有的句子的读法和声音文件。")
@reader_options
def retake(
    file: Path,
    place: Sequence[str],
    choose: int | None,
    is_list: bool,
    tidy: bool,
    wishes: Wishes,
) -> None:
    """把一句话重读一遍，换一种读法，例：dangke-audio retake 讲稿.txt 第二章 第3句"""
    from dangke_audio.retaking import choose_take, make_take, tidy_takes

    desk = open_lecture(file, wishes)
    if tidy:
        _tell_tidied(tidy_takes(desk))
    elif is_list:
        _list(desk, place)
    else:
        line = desk.find(place)
        tell_place(desk, line)
        tell_chosen(desk, make_take(desk, line) if choose is None else choose_take(desk, line, choose))


def _list(desk: "Desk", place: Sequence[str]) -> None:
    """All chapters, one chapter's sentences (第二章), or one sentence's takes (第二章 第3句)."""
    if not place:
        tell_chapters(desk)
    elif len(place) == 1 and not place[0].endswith("句"):
        tell_chapter(desk, desk.find_chapter(place[0]))
    else:
        line = desk.find(place)
        tell_place(desk, line)
        tell_takes(desk, line)


def _tell_tidied(lost: Sequence[RetakenSentence]) -> None:
    for sentence in lost:
        tell(f"已清理：{sentence.written}（{len(sentence.takes)} 个读法）")
    if not lost:
        tell("没有要清理的")
