"""A font that has every character of a text: named by the user, or found where systems keep theirs."""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

VARIABLE = "DANGKE_AUDIO_FONT"
# The bold ones first, as a title is set. `SC` is the form of characters that the mainland writes.
NAMES = (
    *("NotoSansCJK-Bold.ttc", "NotoSansCJKsc-Bold.otf", "NotoSansSC-Bold.otf", "NotoSansSC-Bold.ttf"),
    *("SourceHanSansSC-Bold.otf", "SourceHanSansCN-Bold.otf", "SourceHanSans-Bold.ttc"),
    *("msyhbd.ttc", "msyh.ttc", "msyhbd.ttf", "msyh.ttf", "simhei.ttf", "Deng.ttf", "simsun.ttc"),
    *("PingFang.ttc", "Hiragino Sans GB.ttc", "STHeiti Medium.ttc", "STHeiti Light.ttc", "Songti.ttc"),
    *("NotoSansCJK-Regular.ttc", "NotoSansSC-Regular.otf", "NotoSansSC[wght].ttf", "NotoSansSC-VF.ttf"),
    *("SourceHanSansSC-Regular.otf", "SourceHanSansCN-Regular.otf", "NotoSerifCJK-Bold.ttc"),
    *("NotoSerifCJK-Regular.ttc", "wqy-zenhei.ttc", "wqy-microhei.ttc", "DroidSansFallbackFull.ttf"),
    *("DroidSansFallback.ttf", "uming.ttc", "ukai.ttc", "LXGWWenKai-Regular.ttf"),
)
DEEPEST_FOLDER = 4
_ABSENT = "\U0010fffe"
"""No character, so that every font shows its sign for what it does not have."""
_TRIAL_PX = 32


@dataclass(frozen=True, slots=True)
class Font:
    """A face of a font file."""

    path: Path
    index: int = 0
    """Of the face, in a collection."""


def find_font(text: str) -> Font | None:
    """The first font that has all of `text`; None where there is none."""
    return next((font for path in _files() if (font := _face(path)) and _has_all(font, text)), None)


def font_stamp() -> str:
    """What would be found, without opening it: changes where a font is installed or taken away."""
    first = next(_files(), None)
    try:
        return f"{first} {first.stat().st_size}" if first else ""
    except OSError:
        return ""


def _files() -> Iterator[Path]:
    named = os.environ.get(VARIABLE)
    if named:
        yield Path(named)
    found: dict[str, Path] = {}
    for folder in _folders():
        for path in _below(folder, DEEPEST_FOLDER):
            found.setdefault(path.name, path)
    yield from (found[name] for name in NAMES if name in found)


def _folders() -> Iterator[Path]:
    if sys.platform == "win32":
        yield Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts"
        yield Path(os.environ.get("LOCALAPPDATA", "")) / "Microsoft" / "Windows" / "Fonts"
    elif sys.platform == "darwin":
        yield from (Path("/System/Library/Fonts"), Path("/Library/Fonts"), Path.home() / "Library" / "Fonts")
    else:
        yield from (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
        yield from (Path.home() / ".fonts", Path.home() / ".local" / "share" / "fonts")


def _below(folder: Path, depth: int) -> Iterator[Path]:
    """Font files, in an order that does not hang on the file system."""
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        return
    for entry in entries:
        if entry.name in NAMES:
            yield entry
        elif depth and not entry.suffix and entry.is_dir():
            yield from _below(entry, depth - 1)


def _face(path: Path) -> Font | None:
    """Of a collection the face with the mainland's forms, else the first; None for what is no font."""
    from PIL import ImageFont  # some hundredths of a second to load; a build that has nothing to do needs none

    first = None
    for index in range(10):
        try:
            family = ImageFont.truetype(str(path), _TRIAL_PX, index=index).getname()[0] or ""
        except OSError:
            break
        first = first or Font(path, index)
        if " SC" in family and "Mono" not in family:
            return Font(path, index)
    return first


def _has_all(font: Font, text: str) -> bool:
    from PIL import ImageFont

    face = ImageFont.truetype(str(font.path), _TRIAL_PX, index=font.index)
    absent = bytes(face.getmask(_ABSENT))
    return all(bytes(face.getmask(letter)) != absent for letter in set(text) if not letter.isspace())
