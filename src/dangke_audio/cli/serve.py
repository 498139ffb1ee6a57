"""`dangke-audio serve`: phones of the same network listen to what was built."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dangke_audio.cli.console import emit, tell
from dangke_audio.cli.options import json_option
from dangke_audio.cli.qr_picture import picture

if TYPE_CHECKING:
    from dangke_audio.serving import Served


@click.command(options_metavar="[选项]")
@click.argument("folder", metavar="[文件夹]", type=click.Path(path_type=Path), default=Path("output"))
@click.option(
    "--port", metavar="端口", type=click.IntRange(0, 65535), default=8000, help="用哪个端口，默认 8000；0 是任选一个。"
)
@click.option("--lan", "is_lan", is_flag=True, help="让同一个网络（同一个 Wi-Fi）里的手机和电脑也能打开。")
@json_option
def serve(folder: Path, port: int, is_lan: bool, as_json: bool) -> None:
    """在本机开一个只读的网站，用浏览器或播客软件收听生成好的讲稿。按 Ctrl-C 结束。

    文件夹是 build 生成的那个，默认 output。不加 --lan 时只有这台电脑能打开。
    """
    from dangke_audio.cataloguing import require_lectures
    from dangke_audio.serving import serve as serve_forever

    lectures = len(require_lectures(folder).lectures)

    def tell_where(served: "Served") -> None:
        if as_json:
            addresses = [served.local, *served.lan]
            emit(
                {
                    "event": "serving",
                    "folder": str(folder),
                    "lectures": lectures,
                    "port": served.port,
                    "addresses": addresses,
                }
            )
            return
        for line in _lines(served, lectures, is_lan=is_lan):
            tell(line)

    try:
        serve_forever(folder, port, is_lan=is_lan, on_ready=tell_where)
    except KeyboardInterrupt:
        if as_json:
            emit({"event": "stopped"})
        else:
            tell("已停止，网页不能再打开了。")


def _lines(served: "Served", lectures: int, *, is_lan: bool) -> Iterator[str]:
    yield f"{lectures} 篇讲稿，在这台电脑上打开：{served.local}"
    if is_lan and not served.lan:
        yield "没有找到局域网地址，请检查网线或 Wi-Fi。"
    if served.lan:
        yield f"同一个网络里的手机打开：{served.lan[0]}"
        if served.lan[1:]:
            yield f"打不开时再试：{'  '.join(served.lan[1:])}"
        yield from picture(served.lan[0])
    yield f"播客订阅：{(served.lan or (served.local,))[0]}feed.xml"
    if not is_lan:
        yield "手机也要听，请加 --lan。"
    else:
        yield "同一个网络里的人都能打开，只能读。如果手机打不开，请检查电脑的防火墙。"
    yield "按 Ctrl-C 结束。"
