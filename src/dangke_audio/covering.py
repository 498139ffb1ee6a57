"""The cover of a lecture: drawn once and kept, or the user's own picture."""

import hashlib
import json
from importlib.metadata import version
from pathlib import Path

from dangke_audio.delivering.cover.fonts import find_font, font_stamp
from dangke_audio.delivering.edition import Artwork, Cover
from dangke_audio.errors import ConfigError
from dangke_audio.model.credits import Credits
from dangke_audio.model.phone import PhoneOptions
from dangke_audio.model.report import Finding
from dangke_audio.model.storage import Store
from dangke_audio.segmenting import words

# Raise it when the same words would be drawn otherwise.
SCHEMA = 2
NO_FONT = Finding(
    "info",
    "no-cover-font",
    "这台电脑上没有能写出题目的中文字体，没有画封面；可以用 --cover 图片，或在环境变量 DANGKE_AUDIO_FONT 里写字体文件",
)


def cover_recipe(credits: Credits, options: PhoneOptions) -> str:
    """Digest of all that decides the cover, known without drawing it; empty where none is wanted. Raises ConfigError."""
    if not options.cover:
        return ""
    picture = file_sha256(Path(options.cover_file)) if options.cover_file else font_stamp()
    parts = [SCHEMA, version("pillow"), picture, bool(options.cover_file)]
    told = [] if options.cover_file else [credits.title, credits.speaker, credits.date]
    return hashlib.sha256(json.dumps([parts, told]).encode()).hexdigest()


def artwork_for(credits: Credits, options: PhoneOptions, store: Store) -> Artwork:
    """The cover, or what the user should know where there is none. Raises ConfigError, StorageError."""
    recipe = cover_recipe(credits, options)
    if not recipe:
        return Artwork()
    jpeg = store.read(recipe) or _made(credits, options)
    if jpeg is None:
        return Artwork(recipe, None, (NO_FONT,))
    if store.length(recipe) is None:
        store.write(recipe, jpeg)
    from dangke_audio.delivering.cover.pictures import shrink

    return Artwork(recipe, Cover(jpeg, shrink(jpeg)))


def cover_font() -> Path | None:
    """What an ordinary title is drawn with on this machine."""
    font = find_font("有声讲稿题目")
    return font.path if font else None


def file_sha256(path: Path) -> str:
    """Of a file that the user named, hexadecimal. Raises ConfigError."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ConfigError("文件打不开", place=str(path), hint="请检查文件名和所在的文件夹") from error


def _made(credits: Credits, options: PhoneOptions) -> bytes | None:
    from dangke_audio.delivering.cover.drawing import KIND, SIZE_PX, draw_cover
    from dangke_audio.delivering.cover.pictures import fit_cover

    if options.cover_file:
        return fit_cover(Path(options.cover_file), SIZE_PX)
    font = find_font("".join(filter(None, (KIND, credits.title, credits.speaker, credits.date))))
    title = words(credits.title)
    return draw_cover(credits, title, font) if font else None
