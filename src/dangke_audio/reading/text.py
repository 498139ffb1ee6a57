"""Plain text files."""

import re
from dataclasses import replace
from pathlib import Path

from dangke_audio.errors import SourceError
from dangke_audio.model.report import Finding, Location
from dangke_audio.model.source import SourceDocument, SourceParagraph
from dangke_audio.reading import remarks
from dangke_audio.reading.encoding import Decoded, UndecodableError, decode
from dangke_audio.reading.files import excerpt_of, file_bytes, printable, sha256_of

LARGEST_BYTES = 50_000_000

_AS_TEXT = "请用记事本打开讲稿，另存为 UTF-8 编码的 .txt 文件后再试"
_LINE = re.compile(r"\r\n|\r|\n")
# What else ends a paragraph, inside what an editor counts as one line: VT and FF (Word's breaks), NEL, LS, PS.
_BREAK = re.compile(r"[\x0b\x0c\x85\u2028\u2029]")
_LOST_END = b"\x00" * 8
"""What a crash of the machine leaves at the end of a file that was being saved."""
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


def read_text(path: Path) -> SourceDocument:
    """Read a text file in any encoding that Chinese is written in. Raises SourceError."""
    data = file_bytes(path, LARGEST_BYTES)
    if not data.strip(b"\x00\x1a \t\r\n"):
        raise SourceError("文件是空的", place=path.name, hint="请检查讲稿是否已经保存")
    try:
        decoded = decode(data)
    except UndecodableError as error:
        raise _undecodable(path, data, error.offset) from error
    document = _document(printable(path.name), decoded, sha256_of(data))
    if data.endswith(_LOST_END):
        finding = Finding(
            "warning", "lost-end", "文件末尾是空白数据，讲稿可能没有存完整", document.paragraphs[-1].location
        )
        return replace(document, findings=(*document.findings, finding))
    return document


def _undecodable(path: Path, data: bytes, offset: int) -> SourceError:
    """The complaint about bytes that no encoding explains."""
    line = data.count(b"\n", 0, offset) + 1
    if _is_binary(data.decode("latin-1")):
        return SourceError("这不是文本文件（含有二进制数据）", place=path.name, hint="请检查是否选错了文件")
    return SourceError(f"无法识别文字编码（第 {line} 行，第 {offset + 1} 个字节）", place=path.name, hint=_AS_TEXT)


def _document(name: str, decoded: Decoded, sha256: str) -> SourceDocument:
    """Cut decoded text into paragraphs."""
    text = decoded.text
    if _is_binary(text):
        raise SourceError("这不是文本文件（含有二进制数据）", place=name, hint="请检查是否选错了文件")
    paragraphs = tuple(
        SourceParagraph(part, Location(name, number, excerpt_of(part)))
        for number, line in enumerate(_LINE.split(text), start=1)
        if line
        for part in _BREAK.split(line)
        if excerpt_of(part)
    )
    if not paragraphs:
        raise SourceError("文件里没有文字", place=name, hint="请检查讲稿是否已经保存")
    return SourceDocument(name, decoded.encoding, sha256, paragraphs, tuple(remarks.on_bytes(decoded, paragraphs)))


def _is_binary(text: str) -> bool:
    """Whether control characters are more than the few that a damaged text holds."""
    return len(_CONTROL.findall(text)) > max(8, len(text) // 50)
