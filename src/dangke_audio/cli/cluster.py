"""`dangke-audio cluster`: a first look at speaking on several machines."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from dangke_audio.cli.console import complain, tell
from dangke_audio.cli.options import out_option, reader_options, type_of_script
from dangke_audio.model.wishes import Wishes

NEXT_STEPS = """接下来用几台机器（都要装同样版本的 dangke-audio[cluster]，详见 docs/cluster.md）：
  第一台：dask scheduler
  每一台：dask worker tcp://第一台的地址:8786 --nworkers -1 --nthreads 1
  再运行：dangke-audio build 讲稿.txt --on tcp://第一台的地址:8786"""
DEMO = """讲稿：集群试用
同志们：
大家好。这是在集群上合成的一段话。
每一句都由空着的那个进程来读，读好的先送回来，再按顺序连在一起。
一台机器停了，它的句子会交给别的机器重读，结果一个字节也不差。
谢谢大家！
"""


@click.group(options_metavar="[选项]", subcommand_metavar="命令 …")
def cluster() -> None:
    """在几台机器上一起合成（Dask 集群）。"""


@cluster.command("try", options_metavar="[选项]")
@click.argument("files", metavar="[讲稿…]", type=type_of_script, nargs=-1)
@click.option("--workers", metavar="个数", type=click.IntRange(min=1), default=2, help="开几个进程。默认 2。")
@reader_options
@out_option
def try_out(files: Sequence[Path], workers: int, wishes: Wishes, out: Path) -> None:
    """先在这一台机器上试：开一个小集群，用它合成讲稿（不给讲稿就合成一段示范），再说说接下来怎么办。"""
    from dangke_audio.cli.build_lines import tell_report
    from dangke_audio.cli.choices import chosen_settings
    from dangke_audio.cli.progress import ending, progress_printer
    from dangke_audio.clustering import DaskCrew, local_cluster
    from dangke_audio.pipeline import build_lecture

    settings = chosen_settings(wishes, out)
    with local_cluster(workers) as address:
        complain(f"小集群已经开好：{address}，{workers} 个进程")
        crew = DaskCrew(address, complain)
        for file in files or (_demo(out),):
            printer = progress_printer(as_json=False)
            with ending(printer):
                report = build_lecture(file, replace(settings, crew=crew), printer)
            tell_report(report, as_json=False)
    for worker, count in sorted(crew.spoken.items()):
        tell(f"{worker} 读了 {count} 段")
    if not crew.spoken:
        tell("所有句子都是以前读过的，集群没有活干；换一篇讲稿再试")
    tell(NEXT_STEPS)


def _demo(out: Path) -> Path:
    """A script to try with, where the lectures go; the user may look at it and change it."""
    path = out / "集群试用.txt"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(DEMO, encoding="utf-8")
    return path
