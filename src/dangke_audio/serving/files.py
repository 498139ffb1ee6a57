"""A published file, looked up in the catalogue and sent whole or in part. A path is never followed."""

from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG

from aiohttp import web

from dangke_audio.cataloguing import read_lecture
from dangke_audio.serving.media_types import BYTE_ORDER_MARK, media_type

COMPRESSED = (".gz", ".br")


@dataclass(frozen=True, slots=True)
class Asked:
    """A file that is there and may be seen."""

    path: Path
    media_type: str


def find_file(out: Path, path: str) -> Asked | None:
    """`<lecture>/<name>` where that lecture's manifest names that file, letter for letter."""
    folder, _, name = path.partition("/")
    lecture = read_lecture(out, folder) if name else None
    file = next((file for file in lecture.files if file.name == name), None) if lecture else None
    if file is None:
        return None
    place = out.resolve() / folder / name
    try:
        with place.open("rb") as opened:
            return Asked(place, media_type(file.kind, opened.read(len(BYTE_ORDER_MARK))))
    except OSError:
        return None


def sent(request: web.BaseRequest, asked: Asked) -> web.StreamResponse:
    """The file, or the part of it that was asked for."""
    headers = {"Content-Type": asked.media_type}
    try:
        if _needs_whole(request, asked.path):
            headers |= {"ETag": _mark(asked.path), "Content-Disposition": "inline"}
            return web.Response(body=asked.path.open("rb"), headers=headers)
    except OSError:  # replaced or removed a moment ago
        return not_there()
    return web.FileResponse(asked.path, headers=headers)


def _needs_whole(request: web.BaseRequest, path: Path) -> bool:
    """What web.FileResponse (aiohttp 3.14) would answer wrongly, and is sent whole instead.

    It understands `If-Range` with a date only: with the mark of an older file it would send a part of the new one, and
    a player would join the two. And it sends `x.mp3.gz` for `x.mp3`, which no manifest names.
    """
    condition = request.headers.get("If-Range", "")
    if condition.startswith(('"', "W/")) and condition != _mark(path):
        return True
    return any(_is_regular(path.with_name(path.name + suffix)) for suffix in COMPRESSED)


def _mark(path: Path) -> str:
    """The file's ETag, as web.FileResponse writes it."""
    state = path.stat()
    return f'"{state.st_mtime_ns:x}-{state.st_size:x}"'


def _is_regular(path: Path) -> bool:
    try:
        return S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


def not_there() -> web.Response:
    """A refusal that says nothing about what else may be on the disk."""
    return web.Response(status=404, text="没有这个文件\n")
