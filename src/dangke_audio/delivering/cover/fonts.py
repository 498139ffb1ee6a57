"""A font that has every character of a text: named by the user, or found where systems keep theirs."""

import os
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.ImageFont import Axis, FreeTypeFont

VARIABLE = "DANGKE_AUDIO_FONT"
# The bold ones first, as a title is set. `SC` is the form of characters that the mainland writes.
NAMES = (
    *("NotoSansCJK-Bold.ttc", "NotoSansCJKsc-Bold.otf", "NotoSansSC-Bold.otf", "NotoSansSC-Bold.ttf"),
    *("SourceHanSansSC-Bold.otf", "SourceHanSansCN-Bold.otf", "SourceHanSans-Bold.ttc"),
    *("msyhbd.ttc", "msyh.ttc", "msyhbd.ttf", "msyh.ttf", "simhei.ttf", "Deng.ttf", "simsun.ttc"),
    *("PingFang.ttc", "Hiragino Sans GB.ttc", "STHeiti Medium.ttc", "STHeiti Light.ttc", "Songti.ttc"),
    *("NotoSansCJK-VF.otf.ttc", "NotoSansCJK-VF.ttf.ttc", "NotoSansSC[wght].ttf", "NotoSansSC-VF.ttf"),
    *("NotoSansCJK-Regular.ttc", "NotoSansCJKsc-Regular.otf", "NotoSansSC-Regular.otf", "NotoSansSC-Regular.ttf"),
    *("SourceHanSansSC-Regular.otf", "SourceHanSansCN-Regular.otf", "NotoSerifCJK-Bold.ttc"),
    *("NotoSerifCJK-Regular.ttc", "wqy-zenhei.ttc", "wqy-microhei.ttc", "DroidSansFallbackFull.ttf"),
    *("DroidSansFallback.ttf", "uming.ttc", "ukai.ttc", "LXGWWenKai-Regular.ttf", "simsunb.ttf"),
)
_RANK = {name.lower(): rank for rank, name in enumerate(NAMES)}
DEEPEST_FOLDER = 4
MOST_FACES = 64
_ABSENT = "\U0010fffe"
"""No character, so that every font shows its sign for what it does not have."""
_TRIAL_PX = 32
_HEAVY = ("Bold", "W6", "Semibold", "Medium")
_BOLD = 700
"""Weight in which a variable font is drawn; without asking, Noto Sans SC would come as Thin."""
_STEERING = frozenset({"Cc", "Cf"})
"""Unicode categories of what has no shape."""
_VARIATIONS = range(0xFE00, 0xFE10)
"""They choose a form of the character before them; a font set letter by letter shows a box for them."""


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
    """What could be found, without opening it: changes where a font is installed or taken away."""
    return "\n".join(filter(None, map(_stamp, _files())))


def visible(text: str) -> str:
    """What of a text is drawn: one line, without characters that only steer (zero-width ones, variation marks)."""
    shown = (" " if letter.isspace() else letter for letter in text)
    return "".join(letter for letter in shown if not _is_steering(letter))


def open_font(font: Font, size_px: float) -> "FreeTypeFont":
    """Laid out letter by letter: the other engine of Pillow is not on every machine. Raises OSError."""
    from PIL import ImageFont  # some hundredths of a second to load; a build that has nothing to do needs none

    layout = ImageFont.Layout.BASIC
    face = ImageFont.truetype(str(font.path), round(size_px), index=font.index, layout_engine=layout)
    try:
        axes = face.get_variation_axes()
    except OSError:  # Pillow's answer for a font of one weight
        return face
    face.set_variation_by_axes([_axis_value(axis) for axis in axes])
    return face


def _is_steering(letter: str) -> bool:
    return unicodedata.category(letter) in _STEERING or ord(letter) in _VARIATIONS


def _axis_value(axis: "Axis") -> float:
    value = _BOLD if b"eight" in axis.get("name", b"") else axis["default"] or 0
    return min(max(value, axis["minimum"] or 0), axis["maximum"] or value)


def _stamp(path: Path) -> str:
    try:
        return f"{path} {path.stat().st_size}"
    except OSError:
        return ""


def _files() -> Iterator[Path]:
    named = os.environ.get(VARIABLE)
    if named:
        yield Path(os.path.expanduser(named))  # noqa: PTH111 - Path.expanduser raises where there is no home
    found: dict[str, Path] = {}
    for folder in _folders():
        for path in _below(folder, DEEPEST_FOLDER):
            found.setdefault(path.name.lower(), path)
    yield from (found[name] for name in sorted(found, key=_RANK.__getitem__))


def _folders() -> Iterator[Path]:
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 - Path.home raises where there is none, as in some containers
    if sys.platform == "win32":
        yield Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts"
        yield home / "AppData" / "Local" / "Microsoft" / "Windows" / "Fonts"
    elif sys.platform == "darwin":
        yield from (Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library" / "Fonts")
    else:
        yield from (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
        yield from (home / ".fonts", home / ".local" / "share" / "fonts")
        yield Path("/mnt/c/Windows/Fonts")  # of Windows around a Linux (WSL)


def _below(folder: Path, depth: int) -> Iterator[Path]:
    """Font files, in an order that does not hang on the file system."""
    try:
        entries = sorted(folder.iterdir())
        folders = [entry for entry in entries if depth and not entry.suffix and entry.is_dir()]
    except OSError:
        return
    yield from (entry for entry in entries if entry.name.lower() in _RANK)
    for entry in folders:
        yield from _below(entry, depth - 1)


def _face(path: Path) -> Font | None:
    """Of a collection a face with the mainland's forms, a heavy one if it has one; None for what is no font."""
    faces: list[tuple[bool, int, int]] = []
    for index in range(MOST_FACES):
        try:
            family, style = open_font(Font(path, index), _TRIAL_PX).getname()
        except OSError:
            break
        is_mainland = " SC" in (family or "") and "Mono" not in (family or "")
        weight = next((rank for rank, name in enumerate(_HEAVY) if name in (style or "")), len(_HEAVY))
        faces.append((not is_mainland, weight if is_mainland else 0, index))
    return Font(path, min(faces)[2]) if faces else None


def _has_all(font: Font, text: str) -> bool:
    face = open_font(font, _TRIAL_PX)

    def shape(letter: str) -> tuple[tuple[int, int], bytes]:
        mask = face.getmask(letter)
        return mask.size, bytes(mask)

    absent = shape(_ABSENT)
    return all(shape(letter) != absent for letter in set(visible(text)) if not letter.isspace())
