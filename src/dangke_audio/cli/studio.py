"""`dangke-audio studio`: a page in the browser for those who never open a terminal."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dangke_audio.cli.console import complain, emit, tell
from dangke_audio.cli.options import json_option
from dangke_audio.cli.qr_picture import picture

if TYPE_CHECKING:
    from dangke_audio.serving import Served


@click.command(options_metavar="[选项]")
@click.option(
    "--port", metavar="端口", type=click.IntRange(0, 65535), default=8010, help="用哪个端口，默认 8010；0 是任选一个。"
)
@click.option(
    "--lan", "is_lan", is_flag=True, help="让同一个网络（同一个 Wi-Fi）里的手机和电脑凭地址里的口令也能打开。"
)
@click.option("--no-open", is_flag=True, help="不自动打开浏览器。")
@json_option
def studio(port: int, is_lan: bool, no_open: bool, as_json: bool) -> None:
    """打开工作室：在浏览器里拖进讲稿、检查、生成、收听，不用命令行。按 Ctrl-C 结束。

    讲稿和设置放在当前文件夹的“工作室”里，生成的文件放在 output 里。不加 --lan 时只有这台电脑能打开。
    """
    from dangke_audio.studio import open_studio

    def tell_where(served: "Served") -> None:
        if as_json:
            emit({"event": "studio", "port": served.port, "addresses": [served.local, *served.lan]})
        else:
            for line in _lines(served, is_lan=is_lan):
                tell(line)
        if not no_open and not _open(served.local):
            complain("没有找到浏览器，请自己打开上面的地址。")

    try:
        open_studio(Path.cwd(), port, is_lan=is_lan, on_ready=tell_where)
    except KeyboardInterrupt:
        if as_json:
            emit({"event": "stopped"})
        else:
            tell("工作室已关闭。没有做完的，下次打开会接着做。")


def _lines(served: "Served", *, is_lan: bool) -> Iterator[str]:
    yield f"工作室：{served.local}"
    if is_lan and not served.lan:
        yield "没有找到局域网地址，请检查网线或 Wi-Fi。"
    if served.lan:
        yield f"同一个网络里的手机打开：{served.lan[0]}"
        yield from picture(served.lan[0])
        yield "地址里有口令，知道它的人都能操作工作室，请不要外传。"
    yield "用的时候不要关这个窗口。按 Ctrl-C 结束。"


def _open(address: str) -> bool:
    import webbrowser

    return webbrowser.open(address)
