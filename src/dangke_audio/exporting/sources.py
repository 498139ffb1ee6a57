"""A lecture's folder, as `build` leaves it → its horn edition, every byte of it compared with the manifest.

Nothing of a manifest is trusted, and nothing is exported that is not what the build made.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from dangke_audio.delivering.manifest import MANIFEST, SCHEMA
from dangke_audio.delivering.mp3_frames import Mp3Error, count_samples, tag_length, walk
from dangke_audio.errors import SourceError
from dangke_audio.exporting.programme import HornLecture, Part

PART = "part"
MANY = 4
"""Lectures that a remedy names before it says 等."""


def read_horn_lecture(folder: Path) -> HornLecture:
    """Raises SourceError: no lecture's folder, no horn edition, or files that are not those of the manifest."""
    content = _manifest(folder)
    script = _script(content)
    again = f"请重新运行 dangke-audio build {script} --for horn"
    try:
        files = [file for file in content["files"] if file["kind"] == PART]
        parts = tuple(_part(folder, file, again) for file in sorted(files, key=_number))
        title = str(content["title"] or folder.absolute().name)
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise SourceError("manifest.json 已损坏", place=str(folder / MANIFEST), hint=again) from error
    if not parts:
        hint = f"请先运行 dangke-audio build {script} --for horn"
        raise SourceError("这篇讲稿还没有大喇叭版", place=str(folder), hint=hint)
    return HornLecture(title.encode("utf-8", "replace").decode(), parts)


def _manifest(folder: Path) -> Mapping[str, Any]:
    path = folder / MANIFEST
    try:
        content = json.loads(path.read_bytes())
        if content["schema"] == SCHEMA and str(content["program"]).startswith("dangke-audio "):
            return dict(content)
    except (FileNotFoundError, NotADirectoryError):
        raise _no_lecture(folder) from None
    except OSError as error:
        raise SourceError("读不了这篇讲稿的 manifest.json", place=str(path), hint="请检查权限和磁盘") from error
    except (ValueError, LookupError, TypeError, RecursionError):
        pass
    hint = "请重新运行 dangke-audio build 讲稿.txt --for horn"
    raise SourceError("manifest.json 已损坏，或者是别的版本写的", place=str(path), hint=hint)


def _no_lecture(folder: Path) -> SourceError:
    """What it is instead, and what to do."""
    place = str(folder)
    if not folder.exists():
        hint = "请检查写法；还没有生成过的，先运行 dangke-audio build 讲稿.txt --for horn"
        return SourceError("没有这个文件夹", place=place, hint=hint)
    if not folder.is_dir():
        hint = f"请给出 build 生成的文件夹，例如 output/{folder.stem}"
        return SourceError("这是一个文件，不是讲稿的输出文件夹", place=place, hint=hint)
    try:
        lectures = sorted(str(child) for child in folder.iterdir() if (child / MANIFEST).is_file())
    except OSError:
        lectures = []
    if lectures:
        hint = f"请写明每一篇：{' '.join(lectures[:MANY])}{' 等' if len(lectures) > MANY else ''}"
        return SourceError("这是放着全部讲稿的文件夹，不是一篇讲稿的", place=place, hint=hint)
    hint = "请给出 build 生成的文件夹，例如 output/讲稿"
    return SourceError("这不是讲稿的输出文件夹（没有 manifest.json）", place=place, hint=hint)


def _script(content: Mapping[str, Any]) -> str:
    """The script's file name, for remedies."""
    try:
        return str(content["source"]["name"])
    except (LookupError, TypeError):
        return "讲稿.txt"


def _number(file: Mapping[str, Any]) -> tuple[int, str]:
    """Playing order: the number that a part's name begins with."""
    name = str(file["name"])
    found = re.match(r"\d+", PurePosixPath(name).name, re.ASCII)
    return int(found[0]) if found else 0, name


def _part(folder: Path, file: Mapping[str, Any], again: str) -> Part:
    """One file of the edition, read once from end to end."""
    name, sha256 = str(file["name"]), str(file["sha256"])
    path = _regular(folder, name)
    if path is None:
        raise SourceError("缺少这个音频文件", place=str(folder / name), hint=again)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SourceError(f"读不了：{error.strerror or error}", place=str(folder / name), hint=again) from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise SourceError("这个音频文件和生成时不一样，可能已损坏或被改过", place=str(folder / name), hint=again)
    try:
        return Part(path, sha256, len(data), _milliseconds(data))
    except Mp3Error as error:
        raise SourceError("这不是完整的 MP3", place=str(folder / name), hint=again) from error


def _regular(folder: Path, name: str) -> Path | None:
    """The file of that name below the folder, on a way without links; None where there is none."""
    if PurePosixPath(name).is_absolute() or ".." in name.split("/") or set(name) & set("\\:\0"):
        return None
    home = folder.resolve()
    path = home / name
    try:
        return path if path.resolve(strict=True) == path and path.is_file() else None
    except OSError:
        return None


def _milliseconds(mp3: bytes) -> int:
    """How long it plays. Raises Mp3Error."""
    first = next(walk(mp3), None)
    if first is None:
        raise Mp3Error("no frames")
    return 1000 * count_samples(memoryview(mp3)[tag_length(mp3) :]) // first.header.rate_hz
