"""`dangke-audio shelf`: a page that lists and searches all lectures, and a feed for podcast apps."""

from pathlib import Path

import click

from dangke_audio.cli.console import emit, tell
from dangke_audio.cli.options import json_option

LOCAL = "http://127.0.0.1:8000/"
"""Where `serve` is reached."""


@click.command(options_metavar="[选项]")
@click.argument("folder", metavar="[文件夹]", type=click.Path(path_type=Path), default=Path("output"))
@click.option(
    "--url", "address", metavar="网址", default=None, help=f"文件夹放到网上以后的网址，写进 feed.xml。默认 {LOCAL}。"
)
@json_option
def shelf(folder: Path, address: str | None, as_json: bool) -> None:
    """为生成好的全部讲稿做一个目录页 index.html（能搜索题目和正文）和播客订阅文件 feed.xml。

    文件夹是 build 生成的那个，默认 output。
    """
    from dangke_audio.cataloguing import write_shelf

    written = write_shelf(folder, address or LOCAL)
    if as_json:
        emit(
            {
                "event": "shelf",
                "folder": str(folder),
                "lectures": written.lectures,
                "address": written.address,
                "index": str(written.index),
                "feed": str(written.feed),
                "changed": [str(path) for path in written.changed],
            }
        )
        return
    unchanged = "" if written.changed else "，内容没有变化"
    tell(f"完成：{written.lectures} 篇讲稿{unchanged}")
    tell(f"目录页：{written.index}（双击就能打开）")
    tell(f"播客订阅：{written.feed}，里面的网址是 {written.address}")
    if address is None:
        tell(
            "这个网址只在本机有效。要放到网站上，请加 --url 那里的网址，再把整个文件夹传上去；只在本地听可以用 serve。"
        )
