"""Manifests → catalogue. None of what they say is trusted; a lecture whose manifest does not read is passed over."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path, PurePosixPath
from stat import S_ISREG
from typing import Any

from dangke_audio.cataloguing.catalogue import (
    Catalogue,
    CataloguedChapter,
    CataloguedFile,
    CataloguedLecture,
    CataloguedSentence,
)
from dangke_audio.cataloguing.dating import publication
from dangke_audio.delivering.history import past_builds
from dangke_audio.delivering.manifest import MANIFEST, SCHEMA
from dangke_audio.delivering.shelf import STATE_FOLDER
from dangke_audio.errors import SourceError

LONGEST_MS = 1000 * 3600 * 1000
"""A thousand hours: more is a damaged number."""


def read_catalogue(out: Path) -> Catalogue:
    """All lectures published in folders of `out`, the newest first; those without a date last, by name.

    Raises SourceError where `out` cannot be listed.
    """
    try:
        names = sorted(entry.name for entry in out.iterdir())
    except NotADirectoryError as error:
        raise SourceError("这是一个文件，不是文件夹", place=str(out), hint="请给出放着讲稿录音的文件夹") from error
    except FileNotFoundError as error:
        hint = "请检查写法；还没有生成过的，先运行 dangke-audio build"
        raise SourceError("没有这个文件夹", place=str(out), hint=hint) from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise SourceError("无法打开这个文件夹", place=str(out), hint="请检查权限") from error
    lectures = [lecture for name in names if (lecture := read_lecture(out, name))]
    return Catalogue(tuple(sorted(lectures, key=_age)))


def require_lectures(out: Path) -> Catalogue:
    """The same, where there has to be something.

    Raises SourceError where `out` is missing, is the folder of a single lecture, or holds no lecture.
    """
    catalogue = read_catalogue(out)
    if catalogue.lectures:
        return catalogue
    if (out / MANIFEST).is_file():
        hint = f"请给出它的上一级：{out.absolute().parent}"
        raise SourceError("这是一篇讲稿自己的文件夹", place=str(out), hint=hint)
    hint = "先运行 dangke-audio build 讲稿；生成在别处的，请写明那个文件夹"
    raise SourceError("文件夹里没有生成好的讲稿录音", place=str(out), hint=hint)


def read_lecture(out: Path, folder: str) -> CataloguedLecture | None:
    """The lecture in one folder of `out`; None where there is none, or its manifest is damaged or foreign."""
    if not _is_plain(folder) or "/" in folder:
        return None
    try:
        home = out.resolve() / folder
        content = json.loads(_regular(home, MANIFEST).read_bytes())
        if content["schema"] != SCHEMA or not str(content["program"]).startswith("dangke-audio "):
            return None
        return _lecture(home, content)
    except (OSError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError):
        return None


def _lecture(home: Path, content: Mapping[str, Any]) -> CataloguedLecture:
    date = _text_or_none(content.get("date"))
    return CataloguedLecture(
        folder=home.name,
        title=_text(content["title"]),
        speaker=_text_or_none(content.get("speaker")),
        date=date,
        published=publication(date, past_builds(home.parent / STATE_FOLDER / home.name)),
        duration_ms=_milliseconds(content["duration_ms"]),
        chapters=tuple(_chapters(content)),
        sentences=tuple(_sentences(content)),
        files=tuple(_files(home, content)),
    )


def _chapters(content: Mapping[str, Any]) -> Iterator[CataloguedChapter]:
    for chapter in content["chapters"]:
        yield CataloguedChapter(_text(chapter["title"]), _milliseconds(chapter["start_ms"]))


def _sentences(content: Mapping[str, Any]) -> Iterator[CataloguedSentence]:
    rate_hz = int(content["rate_hz"])
    for sentence in content["sentences"]:
        start_ms = 1000 * int(sentence["start_sample"]) // rate_hz
        yield CataloguedSentence(_text(sentence["written"]), _milliseconds(start_ms))


def _files(home: Path, content: Mapping[str, Any]) -> Iterator[CataloguedFile]:
    """Those that are there: a file may have been deleted since, or belong to a build that is publishing right now."""
    for file in content["files"]:
        kind, name = _text(file["kind"]), _text(file["name"])
        try:
            yield CataloguedFile(kind, name, _regular(home, name).stat().st_size)
        except (OSError, ValueError):
            continue


def _regular(home: Path, name: str) -> Path:
    """A regular file of that name below `home`, on a way without links. Raises OSError or ValueError where it is not.

    Without links: one that leads out of the folder would publish the rest of the disk.
    """
    if not _is_plain(name):
        raise ValueError(name)
    path = home / name
    real = path.resolve(strict=True)
    if real != path or not real.is_relative_to(home) or not S_ISREG(real.stat().st_mode):
        raise ValueError(name)
    return real


def _is_plain(name: str) -> bool:
    """Whether a name stays where it is joined to, on every system: no `..`, drive, stream, backslash or hidden part."""
    parts = name.split("/")
    return name == str(PurePosixPath(name)) and not any(
        part.startswith(".") or not part or set(part) & set('\\:\0<>"|?*') for part in parts
    )


def _text(value: object) -> str:
    """The text, without halves of characters: those can be written into no file."""
    if not isinstance(value, str):
        raise TypeError(value)
    return value.encode("utf-8", "replace").decode()


def _text_or_none(value: object) -> str | None:
    return _text(value) if value else None


def _milliseconds(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= LONGEST_MS:
        raise ValueError(value)
    return value


def _age(lecture: CataloguedLecture) -> tuple[bool, float, str]:
    """Sorts the newest to the front."""
    published: datetime | None = lecture.published
    return published is None, -published.timestamp() if published else 0.0, lecture.folder
