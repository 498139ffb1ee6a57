"""`dangke-audio init`: a project folder with everything in it that a user can set."""

from pathlib import Path

import click

from dangke_audio.cli.console import tell
from dangke_audio.cli.options import type_of_script


@click.command(options_metavar="[选项]")
@click.argument("folder", metavar="[文件夹]", type=type_of_script, default=".")
@click.option("--voice", metavar="名字", default=None, help="自己的声音从哪个声音改起；不写就是默认的声音。")
def init(folder: Path, voice: str | None) -> None:
    """在一个文件夹里放好可以改的配置：dangke.toml、自己的声音、自己的读音词典。已经有的不动。"""
    from dangke_audio.config.profiles import DEFAULT_PROFILE
    from dangke_audio.initializing import lay_out_project

    for laid in lay_out_project(folder, voice or DEFAULT_PROFILE, Path.cwd()):
        tell(f"{'放好了' if laid.is_new else '已经有了，没有动'}：{folder / laid.name}")
    tell("把讲稿放进这个文件夹，在这个文件夹里运行 dangke-audio build 讲稿.docx")
