"""`dangke-audio history`: the builds of a lecture, the newest first."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dangke_audio.cli.console import emit, tell
from dangke_audio.cli.options import json_option
from dangke_audio.cli.plan_json import compact_changes, full_changes
from dangke_audio.cli.plan_lines import chapter_lines, sentence_lines, whole_in_words
from dangke_audio.cli.progress import duration
from dangke_audio.errors import SourceError
from dangke_audio.model.history import PastBuild

if TYPE_CHECKING:
    from dangke_audio.recalling import Past


@click.command(options_metavar="[选项]")
@click.argument("lecture", metavar="讲稿")
@click.argument("number", metavar="[第几次]", type=click.IntRange(min=1), required=False)
@click.option(
    "--out", metavar="文件夹", type=click.Path(path_type=Path), default=Path("output"), help="生成在哪个文件夹里。"
)
@json_option
def history(lecture: str, number: int | None, out: Path, as_json: bool) -> None:
    """列出一篇讲稿的生成记录，新的在前；加上序号，列出那一次改了哪些句子。

    讲稿可以写文件名、生成的文件夹，或者题目。
    """
    from dangke_audio.recalling import recall

    past = recall(lecture, out)
    if number is not None:
        _tell_one(past, number, as_json=as_json)
    elif as_json:
        builds = [_build_json(n, build) for n, build in enumerate(past.builds, start=1)]
        emit({"event": "history", "title": past.title, "folder": str(past.folder), "builds": builds})
    else:
        tell(f"《{past.title}》的生成记录，新的在前（{past.folder}）")
        width = len(str(len(past.builds)))
        for n, build in enumerate(past.builds, start=1):
            tell(f"{n:>{width}}  {_clock(build)}  {_in_a_line(build)}")


def _tell_one(past: "Past", number: int, *, as_json: bool) -> None:
    if number > len(past.builds):
        raise SourceError(
            f"没有第 {number} 次记录", place=past.title, hint=f"一共 {len(past.builds)} 次，1 是最近的一次"
        )
    build = past.builds[number - 1]
    if as_json:
        changes = full_changes(build.changes) if build.changes else None
        emit({"event": "build", "title": past.title} | _build_json(number, build) | {"changes": changes})
        return
    for line in _details(past, number, build):
        tell(line)


def _details(past: "Past", number: int, build: PastBuild) -> Iterator[str]:
    yield f"《{past.title}》的第 {number} 次记录：{_clock(build)}，声音 {build.voice}"
    yield _in_a_line(build)
    if build.changes:
        yield f"共 {build.sentences} 句，全篇 {duration(build.audio_ms / 1000)}"
    if build.changes and not build.changes.is_idle:
        yield from chapter_lines(build.changes)
        yield from sentence_lines(build.changes)


def _clock(build: PastBuild) -> str:
    """2026-11-24T04:36:05+08:00 → 2026-11-24 04:36, the time of the place where it was built."""
    return build.time[:16].replace("T", " ")


def _in_a_line(build: PastBuild) -> str:
    spent = f"用时 {duration(build.wall_s)}"
    if build.changes is None:
        return f"没有生成成功，{spent}：{build.error}"
    first = "第一次生成，" if build.changes.is_first else ""
    made = build.changes.counts.made
    return f"{first}{whole_in_words(build.changes)}{f'；新录 {made} 句' if made else ''}，{spent}"


def _build_json(number: int, build: PastBuild) -> dict[str, object]:
    """`changes` is null of a build that failed."""
    return {
        "number": number,
        **asdict(build),
        "changes": compact_changes(build.changes) if build.changes else None,
    }
