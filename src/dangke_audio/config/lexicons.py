"""Lexicons: `voices/lexicons/*.tsv` of the program and of the project folder, written⇥reading⇥note.

Of two rows for one word the project's counts, and within a folder that of the file whose name sorts later. All faults
of all files are told at once, each with its line.
"""

import codecs
import hashlib
from collections.abc import Iterator
from pathlib import Path

from dangke_audio.config.profiles import profile_folders
from dangke_audio.errors import ConfigError
from dangke_audio.model.lexicon import Lexicon, LexiconEntry, lexicon_of
from dangke_audio.pinyin import misfit

FOLDER = "lexicons"
LARGEST_BYTES = 20_000_000
MOST_TOLD = 10
"""Faults that one message names."""

_HINT = "每行写“词语<Tab>读音<Tab>说明”，读音用带声调的拼音（chóng qìng 或 chong2 qing4）或同音字"


def load_lexicon(project: Path) -> Lexicon:
    """All entries of all lexicons. Raises ConfigError with every faulty row."""
    entries: list[LexiconEntry] = []
    faults: list[str] = []
    digest = hashlib.sha256()
    for path in lexicon_files(project):
        data = _bytes(path)
        digest.update(hashlib.sha256(data).digest())
        rows = tuple(_rows(path, _decoded(path, data)))
        entries += [row for row in rows if isinstance(row, LexiconEntry)]
        faults += [row for row in rows if isinstance(row, str)]
    if faults:
        more = f"；等 {len(faults)} 处" if len(faults) > MOST_TOLD else ""
        raise ConfigError("；".join(faults[:MOST_TOLD]) + more, place="读音词典", hint=_HINT)
    return lexicon_of(entries, digest.hexdigest() if entries else "")


def lexicon_files(project: Path) -> tuple[Path, ...]:
    """The lexicons in the order in which they are read: a later row wins."""
    folders = [folder / FOLDER for folder in profile_folders(project)]
    found = (sorted(folder.glob("*.tsv")) for folder in reversed(folders))
    unique = {path.resolve(): path for paths in found for path in paths if path.is_file()}
    return tuple(unique.values())


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise ConfigError("词典文件太大", place=str(path), hint="请检查是否放错了文件")
        return path.read_bytes()
    except OSError as error:
        raise ConfigError("词典读不出来", place=str(path), hint="请检查文件权限") from error


def _decoded(path: Path, data: bytes) -> str:
    """UTF-8, or what Excel and old editors write: UTF-16 with its mark, GB18030."""
    marks = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    for encoding in ("utf-16",) if data.startswith(marks) else ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ConfigError("词典的文字编码无法识别", place=str(path), hint="请另存为 UTF-8 编码")


def _rows(path: Path, content: str) -> Iterator[LexiconEntry | str]:
    """Each row as an entry, or as the complaint about it; empty rows and those behind # are remarks."""
    seen: dict[str, tuple[str, int]] = {}
    for number, line in enumerate(content.splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        written, reading, note = ([field.strip() for field in line.split("\t")] + ["", "", ""])[:3]
        place = f"{path.name}:{number}"
        fault = _fault(written, reading, seen)
        seen.setdefault(written, (reading, number))
        yield f"{place} {fault}" if fault else LexiconEntry(written, reading, note, place)


def _fault(written: str, reading: str, seen: dict[str, tuple[str, int]]) -> str | None:
    """What is wrong with a row."""
    if not written or not reading:
        return "缺少词语或读音（两者之间用 Tab 键分开）"
    if written in seen and seen[written][0] != reading:
        return f"“{written}”在第 {seen[written][1]} 行已有不同的读音"
    return misfit(written, reading)
