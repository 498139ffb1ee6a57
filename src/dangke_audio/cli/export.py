"""`dangke-audio export`: horn editions onto a USB stick, in the way that simple players need it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dangke_audio import __version__
from dangke_audio.cli.console import complain, emit, tell
from dangke_audio.cli.options import json_option, type_of_script

if TYPE_CHECKING:
    from dangke_audio.exporting import Exported
    from dangke_audio.exporting.operations import Operation

INTERRUPTED = 130


@click.command(options_metavar="[选项]")
@click.argument("outputs", metavar="讲稿的输出文件夹…", type=type_of_script, nargs=-1, required=True)
@click.argument("target", metavar="目标", type=type_of_script)
@click.option(
    "--slots", "slots", metavar="时段", default=None, help="一天播几次，例如 早,晚；每个时段一个文件夹，内容相同。"
)
@click.option("--into-empty", is_flag=True, help="目标是空的 U 盘或文件夹，第一次导出到那里。")
@json_option
def export(outputs: tuple[Path, ...], target: Path, slots: str | None, into_empty: bool, as_json: bool) -> None:
    """把大喇叭版写到 U 盘或文件夹：按播放顺序一个一个写，写完读回核对，并做一张播放单。

    先用 build --for horn 生成大喇叭版。讲稿的输出文件夹是 output 里的那些，可以写几个，按这个顺序播放。
    目标是 U 盘的盘符或一个文件夹；再次导出时只换掉上次导出的文件。
    """
    from dangke_audio.exporting import Request, slot_names
    from dangke_audio.exporting import export as export_now

    names = slot_names(slots) if slots is not None else ()
    request = Request(outputs, target, names, into_empty=into_empty, program=f"dangke-audio {__version__}")
    with told_steps(is_silent=as_json) as on_step:
        done = export_now(request, on_step)
    if as_json:
        emit(_told(done, target))
        return
    tell_exported(done, target)


@contextmanager
def told_steps(*, is_silent: bool = False) -> Iterator[Callable[["Operation"], None]]:
    """Tells of the steps of an export, and of one that the user breaks off."""
    try:
        yield (lambda _: None) if is_silent else _teller()
    except KeyboardInterrupt:
        complain("已中断，导出没有完成，目标里的内容不完整，不要拿去播放。重新运行同一条命令，写了一半的会先清掉。")
        raise click.exceptions.Exit(INTERRUPTED) from None


def _teller() -> Callable[["Operation"], None]:
    """Says what a longer stretch of steps is about when it begins; the stick may take minutes."""
    from dangke_audio.exporting.operations import ReadBack, RemoveFile, WriteFile

    stretches: list[str] = []

    def say(step: "Operation") -> None:
        folder = step.name.partition("/")[0] if isinstance(step, WriteFile) else ""
        stretch = {WriteFile: f"正在写入 {folder} ……", ReadBack: "正在读回核对 ……"}.get(type(step), "")
        if isinstance(step, RemoveFile) and "/" in step.name:
            stretch = "正在清掉上次导出的文件 ……"
        if stretch and stretch not in stretches:
            stretches.append(stretch)
            complain(stretch)

    return say


def tell_exported(done: "Exported", target: Path) -> None:
    """What was written, and what the user should do now."""
    if done.was_interrupted:
        tell("上一次导出没有完成，写了一半的已清掉。")
    for slot in done.slots:
        tell(f"{slot.folder}：{len(slot.tracks)} 个文件，{_clock(slot.milliseconds)}")
    if done.kept:
        tell(f"目标里不是本程序写的，没有动：{'、'.join(done.kept)}")
    if done.disk.is_whole and done.disk.kind and not done.disk.is_fat:
        tell(
            f"提醒：这个盘的格式是 {done.disk.kind}，大喇叭主机多半只认 FAT32。读不出来时请格式化为 FAT32 后重新导出。"
        )
    tell(f"播放单：{done.sheet}，打印用 {done.page.name}")
    tell(f"完成：{target} 已写好并核对过，请“安全弹出”后再拔。")


def _told(done: "Exported", target: Path) -> dict[str, object]:
    folders = [
        {"name": slot.folder, "slot": slot.title, "files": len(slot.tracks), "audio_ms": slot.milliseconds}
        for slot in done.slots
    ]
    return {
        "event": "export",
        "target": str(target),
        "folders": folders,
        "removed": done.removed,
        "kept": list(done.kept),
        "was_interrupted": done.was_interrupted,
        "file_system": done.disk.kind,
        "sheet": str(done.sheet),
        "page": str(done.page),
    }


def _clock(milliseconds: int) -> str:
    minutes, seconds = divmod(milliseconds // 1000, 60)
    return f"{minutes:02}:{seconds:02}"
