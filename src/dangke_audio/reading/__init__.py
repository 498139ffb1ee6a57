"""File → SourceDocument. One file or folder per format; `read` chooses by what the file is, not by what it is called."""

import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from dangke_audio.errors import SourceError
from dangke_audio.model.source import SourceDocument
from dangke_audio.reading.files import printable, unreadable
from dangke_audio.reading.kinds import Kind, head_of, true_kind
from dangke_audio.reading.sidecar import read_sidecar
from dangke_audio.reading.signatures import signature
from dangke_audio.reading.text import read_text
from dangke_audio.working_copy import WORKING_COPY

__all__ = ["SCRIPT_SUFFIXES", "read"]

SCRIPT_SUFFIXES = (
    *(".docx", ".txt", ".md", ".markdown", ".html", ".htm", ".pdf", ".epub"),
    *(".doc", ".wps", ".rtf", ".odt", ".mht", ".mhtml"),
)
"""What a script may be called, the usual first. `read` looks at what it is."""

_MARKDOWN = (".md", ".markdown")
_WEB = (".html", ".htm", ".xhtml", ".mht", ".mhtml")
_NO_SCRIPT: dict[Kind, str] = {
    "excel": "Excel 表格",
    "powerpoint": "PPT 演示文稿",
    "visio": "Visio 绘图",
    "ods": "OpenDocument 表格（ods）",
    "odp": "OpenDocument 演示文稿（odp）",
    "ofd": "OFD 版式文件",
    "pages": "Pages 文稿",
    "zip": "压缩包",
}
_AS_WORD = "请用原来的软件打开它，另存为 Word 文档（*.docx）后再试"

_TEXT_OR_WORD = "请给出讲稿的 Word 文档（*.docx）或文本文件（*.txt）"


def read(path: Path) -> SourceDocument:
    """Read a script and the sidecar beside it. Raises SourceError for whatever is no readable script."""
    _require_file(path)
    if path.name.startswith("~$"):
        hint = "请给出没有“~$”开头的那个文件"
        raise SourceError("这是 Word 打开讲稿时留下的临时文件，不是讲稿", place=printable(path.name), hint=hint)
    try:
        kind, head = true_kind(path), head_of(path)
    except OSError as error:
        raise unreadable(path, error) from error
    if kind in _NO_SCRIPT:
        raise SourceError(f"这是{_NO_SCRIPT[kind]}，不能直接读取", place=printable(path.name), hint=_AS_WORD)
    foreign = signature(head) if kind == "text" and path.suffix.lower() != WORKING_COPY else None
    if foreign:
        raise SourceError(f"这是{foreign}，不是文本文件", place=printable(path.name), hint=_TEXT_OR_WORD)
    return replace(_reader(kind, path.suffix.lower())(path), sidecar=read_sidecar(path))


def _reader(kind: Kind, suffix: str) -> Callable[[Path], SourceDocument]:
    """The reader of a format; each brings its libraries with it, so it is imported only when needed."""
    if suffix == WORKING_COPY:
        from dangke_audio.reading.working_copy import read_working_copy as chosen
    elif kind == "docx":
        from dangke_audio.reading.word import read_word as chosen
    elif kind == "pdf" or (kind == "text" and suffix == ".pdf"):
        from dangke_audio.reading.pdf import read_pdf as chosen
    elif kind == "epub":
        from dangke_audio.reading.epub import read_epub as chosen
    elif kind in ("html", "mhtml") or suffix in _WEB:
        from dangke_audio.reading.web import read_web as chosen
    elif kind in ("ole", "rtf", "odt", "word-xml"):
        chosen = _read_through_office
    elif suffix in _MARKDOWN:
        from dangke_audio.reading.markdown import read_markdown as chosen
    else:
        chosen = read_text
    return chosen


def _read_through_office(path: Path) -> SourceDocument:
    from dangke_audio.reading.office import read_through_office
    from dangke_audio.reading.word import read_word

    return read_through_office(path, read_word)


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
