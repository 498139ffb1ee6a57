"""`dangke-audio doctor`: what is installed, whether it is whole, how much room there is."""

import platform
import shutil
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import click

from dangke_audio import __version__
from dangke_audio.cli.console import tell
from dangke_audio.engines.contract import CheckLine
from dangke_audio.folders import cache_folder

PACKAGES = (
    "rjieba",
    "jieba",
    "pypinyin",
    "lxml",
    "markdown-it-py",
    "mdit-py-plugins",
    "pypdfium2",
    "espeakng-loader",
    "edge-tts",
    "numpy",
    "pydub",
    "av",
    "lameenc",
    "mutagen",
    "pillow",
    "segno",
    "click",
    "psutil",
)
LEAST_FREE_BYTES = 500 * 2**20


@click.command(options_metavar="[选项]")
@click.option(
    "--model",
    type=click.Path(path_type=Path),
    metavar="文件",
    help="先把 U 盘带来的语音模型放进缓存，再检查；放好以后不用那四个模型组件，也不用联网。",
)
def doctor(model: Path | None) -> int:
    """检查安装：程序和组件的版本、语音模型是否完好、磁盘空间。"""
    if model is not None:
        _take_model(model)
    lines = [*_program(), *_packages(), _font(), *_engines(), *_disk()]
    for line in lines:
        tell(f"{'正常' if line.ok else '异常'}  {line.what}：{line.detail}")
    return 0 if all(line.ok for line in lines) else 1


def _take_model(source: Path) -> None:
    from dangke_audio.engines.kokoro.carried_model import take_model
    from dangke_audio.engines.kokoro.model_file import models_folder

    tell(f"语音模型放好了：{take_model(source, models_folder())}")


def _program() -> Iterator[CheckLine]:
    from dangke_audio.synthesizing.capacity import free_memory_bytes, usable_cores

    yield CheckLine(True, "dangke-audio", __version__)
    yield CheckLine(True, "Python", f"{platform.python_version()}（{platform.platform()}）")
    yield CheckLine(True, "机器", f"{usable_cores()} 个核心，{free_memory_bytes() / 2**30:.1f} GB 可用内存")


def _packages() -> Iterator[CheckLine]:
    for package in PACKAGES:
        try:
            yield CheckLine(True, package, version(package))
        except PackageNotFoundError:
            yield CheckLine(
                package == "rjieba", package, "没有安装" + ("，用 jieba 代替" if package == "rjieba" else "")
            )


def _font() -> CheckLine:
    """Without one there is no cover, and everything else works."""
    from dangke_audio.covering import cover_font

    font = cover_font()
    return CheckLine(True, "封面字体", str(font) if font else "没有找到中文字体，不画封面（可以用 --cover 图片）")


def _engines() -> Iterator[CheckLine]:
    from dangke_audio.engines.registry import check_lines, engine_states

    for state in engine_states():
        yield from check_lines(state)


def _disk() -> Iterator[CheckLine]:
    for what, folder in (("缓存文件夹", cache_folder()), ("当前文件夹", Path.cwd())):
        there = next(place for place in (folder, *folder.parents) if place.exists())
        free = shutil.disk_usage(there).free
        yield CheckLine(free >= LEAST_FREE_BYTES, what, f"{folder}（剩余 {free / 2**30:.1f} GB）")
