"""What every format's reader needs of a file: its bytes, its name, and the first words of a paragraph."""

import errno
import hashlib
import re
from pathlib import Path

from dangke_audio.errors import SourceError

EXCERPT = 12
"""Characters of a paragraph that a location quotes."""

_REASONS = {
    **dict.fromkeys((errno.EACCES, errno.EPERM), "没有权限"),
    **dict.fromkeys((errno.EBUSY, errno.ETXTBSY), "别的程序正占用着它"),
    **dict.fromkeys((errno.ENOENT, errno.ENOTDIR), "找不到它"),
    errno.EIO: "磁盘读取出错",
    errno.ENOEXEC: "它不是能运行的程序",
}
_INVISIBLE = re.compile(r"[\s\u200b-\u200f\u202a-\u202e\u2060\ufeff\xad\x00-\x1f\x7f-\x9f]+")


def file_bytes(path: Path, largest_bytes: int) -> bytes:
    """The file's content; never more than `largest_bytes` of it. Raises SourceError."""
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= largest_bytes else b""
    except OSError as error:
        raise unreadable(path, error) from error
    if size > largest_bytes:
        sizes = f"{size // 1_000_000} MB），最大 {largest_bytes // 1_000_000} MB"
        raise SourceError(f"文件太大（{sizes}", place=printable(path.name), hint="请检查是否选错了文件")
    return data


def file_sha256(path: Path) -> str:
    """Of the file's content, hexadecimal. Raises SourceError."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise unreadable(path, error) from error


def sha256_of(data: bytes) -> str:
    """Hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def excerpt_of(paragraph: str) -> str:
    """The first words, without indent and invisible characters; empty for what nobody can see."""
    return _INVISIBLE.sub(" ", paragraph).strip()[:EXCERPT]


def printable(name: str) -> str:
    """A file name as text: bytes that are no UTF-8 become `?`."""
    return name.encode("utf-8", "replace").decode("utf-8")


def reason_of(error: OSError) -> str:
    """What the operating system complains of, in Chinese."""
    return _REASONS.get(error.errno or 0, f"系统错误 {error.errno or type(error).__name__}")


def unreadable(path: Path, error: OSError) -> SourceError:
    """The complaint of the operating system. Windows refuses a file that Word holds open with a PermissionError."""
    hint = "请检查文件权限，或关闭占用它的程序"
    if isinstance(error, PermissionError) and path.with_name(f"~${path.name[2:]}").exists():
        return SourceError("文件正在 Word 中打开", place=printable(path.name), hint="请在 Word 中关闭它，然后再试")
    return SourceError(f"无法读取文件：{reason_of(error)}", place=printable(path.name), hint=hint)
