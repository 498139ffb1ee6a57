"""The parent's side of `text_layer`: start it under watch, and turn what it says into pages or an error."""

import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from dangke_audio.errors import SourceError
from dangke_audio.reading.child import run_child
from dangke_audio.reading.pdf.page import Page, Piece

SECONDS = 120
MEMORY_BYTES = 800_000_000
"""Of the process that opens the PDF; a file of 100 MB takes about three times its size."""

_ORIGINAL = "请向发来的人要 Word 原稿，或者在 WPS、Word 里打开它，另存为 .docx 后再试"
_ERRORS = {
    "password": (
        "这份 PDF 加了密码，打不开",
        "请用 WPS 或 Adobe 打开它、输入密码，另存为没有密码的 PDF；或者向发来的人要 Word 原稿",
    ),
    "damaged": ("这份 PDF 已经损坏，打不开", f"请重新下载或复制一份；{_ORIGINAL}"),
    "pages": ("这份 PDF 超过 10000 页", "请检查是否选错了文件，或者只留下要读的那几页"),
    "long": ("这份 PDF 的文字超过 500 万字", "请检查是否选错了文件，或者只留下要读的那几页"),
    "time": ("这份 PDF 太复杂，两分钟还没有读完", _ORIGINAL),
    "memory": ("这份 PDF 展开以后太大，内存放不下", _ORIGINAL),
}


@dataclass(frozen=True, slots=True)
class Layer:
    """The text layer of a whole file."""

    pages: tuple[Page, ...]
    damaged: tuple[int, ...]
    """Pages that could not be opened, 1-based."""


def extract(name: str, data: bytes) -> Layer:
    """Take the text out of a PDF's bytes. Raises SourceError; `name` is the file's."""
    if b"%PDF-" not in data[:1024]:
        raise _complaint(name, "damaged")
    arguments = [sys.executable, "-m", "dangke_audio.reading.pdf.text_layer"]
    outcome = run_child(arguments, stdin=data, seconds=SECONDS, memory_bytes=MEMORY_BYTES)
    if outcome.stopped:
        raise _complaint(name, outcome.stopped)
    if outcome.code != 0:
        raise _complaint(name, "damaged")
    lines: list[Any] = [json.loads(line) for line in outcome.stdout.splitlines()]
    for line in lines:
        if isinstance(line, dict) and "error" in line:
            raise _complaint(name, line["error"])
    return Layer(tuple(_pages(lines)), tuple(d["damaged"] for d in lines if isinstance(d, dict) and "damaged" in d))


def _pages(lines: list[Any]) -> Iterable[Page]:
    """Each line after the first is a page, in order."""
    for number, line in enumerate(lines):
        if isinstance(line, list):
            height, unreadable, pictured, lost, slanted, pieces = line
            yield Page(number, height, tuple(Piece(*piece) for piece in pieces), unreadable, pictured, lost, slanted)


def _complaint(name: str, code: str) -> SourceError:
    message, hint = _ERRORS[code]
    return SourceError(message, place=name, hint=hint)
