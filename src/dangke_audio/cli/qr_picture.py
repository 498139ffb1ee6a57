"""An address as a picture on the terminal."""

import sys
from collections.abc import Iterator

import click


def picture(address: str) -> Iterator[str]:
    """Black on white whatever the terminal's colours are: not every phone reads it the other way round."""
    from dangke_audio.serving import qr_code

    lines = qr_code(address)
    try:
        "".join(lines).encode(sys.stdout.encoding or "ascii")
    except (UnicodeError, LookupError):  # a console that speaks GBK
        yield "（这个窗口显示不了二维码，请在手机上输入上面的网址）"
        return
    yield from (click.style(line, fg="bright_white", bg="black") for line in lines)
