"""A Word file's parts, found through its relationships (Open Packaging Conventions, ISO/IEC 29500-2)."""

import posixpath
from collections.abc import Iterator

from dangke_audio.errors import SourceError
from dangke_audio.reading.archive import Archive
from dangke_audio.reading.word.xml import Element, parsed

_CHECK = "请检查是否选错了文件"


class Package:
    """The main document part and those that it refers to."""

    def __init__(self, data: bytes) -> None:
        """Raises SourceError for whatever is no Word document (`kinds` and `signatures` say what else it is)."""
        self._archive = Archive(data)
        main = self._target("", "officeDocument")
        types = self._archive.content("[Content_Types].xml").replace(b"\x00", b"").lower()
        if b"wordprocessingml" not in types and b"ms-word" not in types:
            raise SourceError("这不是 Word 文档", hint=_CHECK)
        if main is None:
            raise SourceError("这不是 Word 文档（压缩包里没有正文）", hint=_CHECK)
        self._main = main

    def main_chunks(self) -> Iterator[bytes]:
        """The XML of the document itself, piece by piece."""
        return self._archive.chunks(self._main)

    def part(self, kind: str) -> Element | None:
        """`styles`, `numbering`: the part that the document names as such."""
        name = self._target(self._main, kind)
        return None if name is None else parsed(self._archive.content(name))

    def _target(self, source: str, kind: str) -> str | None:
        """The name of the related part of that kind, None unless it is in the file. `source` "" is the package."""
        folder, name = posixpath.split(source)
        relationships = self._archive.content(posixpath.join(folder, "_rels", f"{name}.rels"))
        for each in parsed(relationships) if relationships else ():
            if each.get("TargetMode") == "External" or not str(each.get("Type", "")).endswith(f"/{kind}"):
                continue
            found = posixpath.normpath(posixpath.join("/", folder, str(each.get("Target", "")))).lstrip("/")
            if found in self._archive:
                return found
        return None
