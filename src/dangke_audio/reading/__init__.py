"""File → SourceDocument. One file per format; `read` chooses by suffix."""

import stat
from dataclasses import replace
from pathlib import Path

from dangke_audio.errors import SourceError
from dangke_audio.model.source import SourceDocument
from dangke_audio.reading.sidecar import read_sidecar
from dangke_audio.reading.text import read_text

__all__ = ["read"]

_DOCUMENT_SUFFIXES = (".doc", ".docx", ".dot", ".dotx", ".wps", ".wpt", ".pdf", ".rtf", ".odt", ".epub")


def read(path: Path) -> SourceDocument:
    """Read a script. Raises SourceError for whatever is no readable text."""
    _require_file(path)
    if path.name.startswith("~$"):
        hint = "请给出没有“~$”开头的那个文件"
        raise SourceError("这是 Word 打开讲稿时留下的临时文件，不是讲稿", place=path.name, hint=hint)
    if path.suffix.lower() in _DOCUMENT_SUFFIXES:
        hint = "请用 Word 或 WPS 打开它，另存为“纯文本（*.txt）”后再试"
        raise SourceError(f"还不能直接读取 {path.suffix} 文件", place=path.name, hint=hint)
    return replace(read_text(path), sidecar=read_sidecar(path))


def _require_file(path: Path) -> None:
    """Raise SourceError unless it is a regular file: pipes and devices never end."""
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError) as error:
        raise SourceError("找不到这个文件", place=str(path), hint="请检查文件名和所在的文件夹") from error
    except (OSError, ValueError) as error:
        raise SourceError("打不开这个文件", place=str(path), hint="请检查文件名是否太长、文件夹能不能进入") from error
    if stat.S_ISDIR(mode):
        raise SourceError("这是一个文件夹，不是讲稿", place=str(path), hint="请给出文件夹里的讲稿文件")
    if not stat.S_ISREG(mode):
        raise SourceError("这不是普通文件", place=str(path), hint="请给出讲稿文件")
