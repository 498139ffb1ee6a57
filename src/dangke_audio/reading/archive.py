"""The zip file around a document (Word, EPUB), opened so that no file can fill the memory."""

import io
import zipfile
import zlib
from collections.abc import Iterator

from dangke_audio.errors import SourceError

LARGEST_PART = 150_000_000
"""Bytes of one part after inflating; the text of a thick book takes 30 MB."""
_MOST_ENTRIES = 10_000
_CHUNK = 65_536
# Real documents shrink to a tenth; text that repeats itself without end, to a three-hundredth.
_HIGHEST_RATIO = 400
_RATIO_MATTERS_FROM = 16_000_000
_ENTRY = b"PK\x01\x02"
_COPY_AGAIN = "文件可能没有下载完或复制完，请重新复制一份，或用原来的软件打开后另存"
_BOMB = "文件解压后大得不正常，可能是恶意文件，没有读取"


class Archive:
    """Parts by name. Names are compared without regard to case, as Office does."""

    def __init__(self, data: bytes) -> None:
        """Raises SourceError for what is no zip file, cut short, encrypted or monstrous."""
        if data.count(_ENTRY) > _MOST_ENTRIES:
            raise SourceError(_BOMB, hint="请确认文件的来源")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError, OSError) as error:
            raise SourceError("文件不完整或已损坏", hint=_COPY_AGAIN) from error
        self._entries = {_key(entry.filename): entry for entry in self._zip.infolist()}

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._entries

    def content(self, name: str, largest_bytes: int = 20_000_000) -> bytes:
        """A part whole; empty if there is none of the name. Raises SourceError."""
        return b"".join(self.chunks(name, largest_bytes)) if name in self else b""

    def chunks(self, name: str, largest_bytes: int = LARGEST_PART) -> Iterator[bytes]:
        """A part piece by piece. What the zip file says of sizes is checked, and then not trusted."""
        entry = self._entries[_key(name)]
        if entry.flag_bits & 1:
            raise SourceError("文件加了密码，无法读取", hint="请用原来的软件打开它，取消密码后另存再试")
        ratio_is_odd = entry.file_size > _RATIO_MATTERS_FROM and entry.file_size > _HIGHEST_RATIO * entry.compress_size
        if entry.file_size > largest_bytes or ratio_is_odd:
            raise SourceError(_BOMB, hint="请确认文件的来源")
        if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise SourceError("文件的压缩方式不常见，打不开", hint="请用原来的软件打开它，另存为新的文件")
        return self._inflated(entry, largest_bytes)

    def _inflated(self, entry: zipfile.ZipInfo, largest_bytes: int) -> Iterator[bytes]:
        left = largest_bytes
        try:
            with self._zip.open(entry) as part:
                while chunk := part.read(_CHUNK):
                    left -= len(chunk)
                    if left < 0:
                        raise SourceError(_BOMB, hint="请确认文件的来源")
                    yield chunk
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError, RuntimeError) as error:
            raise SourceError("文件不完整或已损坏", hint=_COPY_AGAIN) from error


def _key(name: str) -> str:
    """Careless programs write backslashes and a leading slash."""
    return name.replace("\\", "/").lstrip("/").lower()
