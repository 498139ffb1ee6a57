"""A square picture: the title in the middle, who speaks and when below it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PIL import Image, ImageDraw, ImageFont

from dangke_audio.delivering.cover.fonts import Font
from dangke_audio.delivering.cover.pictures import as_jpeg
from dangke_audio.delivering.cover.wrapping import cut, wrap
from dangke_audio.model.credits import Credits

SIZE_PX = 1400
RED, DARK_RED, CREAM, GOLD = "#a3171b", "#8a1116", "#fff6e4", "#f0cf8e"
KIND = "有声讲稿"
"""What stands above the title."""

# In 1400ths of the side.
FRAME, FRAME_WIDTH = 60, 4
TEXT_WIDTH = 1080
TITLE_TOP, TITLE_BOTTOM = 330, 1000
LARGEST, SMALLEST = 168, 56
LINE = 1.36
"""Line height, in sizes of type."""
KIND_SIZE, KIND_TOP = 46, 190
NAME_SIZE, NAME_TOP, NAME_STEP = 54, 1110, 84


@dataclass(frozen=True, slots=True)
class _Setting:
    """A title that fits."""

    size_px: int
    lines: list[str]


def draw_cover(credits: Credits, words: Sequence[str], font: Font, size_px: int = SIZE_PX) -> bytes:
    """A JPEG. `words` are those of the title, in order: lines break only between them. Equal in, equal out."""
    scale = size_px / SIZE_PX
    image = Image.new("RGB", (size_px, size_px), RED)
    pen = ImageDraw.Draw(image)
    _frame(pen, size_px, scale)
    _centred(pen, KIND, _face(font, KIND_SIZE * scale), size_px, KIND_TOP * scale, GOLD)
    title = _fitting(words or [credits.title], font, scale)
    height = LINE * title.size_px * len(title.lines)
    top = (TITLE_TOP + TITLE_BOTTOM) / 2 * scale - height / 2
    for number, line in enumerate(title.lines):
        face = _face(font, title.size_px)
        _centred(pen, line, face, size_px, top + number * LINE * title.size_px, CREAM)
    for number, text in enumerate(filter(None, (credits.speaker, credits.date))):
        (line,) = cut(_lines([text], font, NAME_SIZE, scale), 1, TEXT_WIDTH * scale, _width(font, NAME_SIZE * scale))
        _centred(pen, line, _face(font, NAME_SIZE * scale), size_px, (NAME_TOP + number * NAME_STEP) * scale, GOLD)
    return as_jpeg(image)


def _frame(pen: ImageDraw.ImageDraw, size_px: int, scale: float) -> None:
    """A gold line around, a darker field behind the title, a short rule below it."""
    edge, thick = FRAME * scale, max(1, round(FRAME_WIDTH * scale))
    pen.rectangle((0, (TITLE_TOP - 40) * scale, size_px, (TITLE_BOTTOM + 40) * scale), fill=DARK_RED)
    pen.rectangle((edge, edge, size_px - 1 - edge, size_px - 1 - edge), outline=GOLD, width=thick)


def _fitting(words: Sequence[str], font: Font, scale: float) -> _Setting:
    """The largest type in which the title fits into its field; cut at the smallest."""
    room = (TITLE_BOTTOM - TITLE_TOP) * scale
    for size in range(LARGEST, SMALLEST, -8):
        lines = _lines(words, font, size, scale)
        whole = max(map(_width(font, size * scale), words)) <= TEXT_WIDTH * scale
        if whole and LINE * size * scale * len(lines) <= room:
            return _Setting(round(size * scale), lines)
    size_px = round(SMALLEST * scale)
    most = int(room / (LINE * size_px))
    lines = _lines(words, font, SMALLEST, scale)
    return _Setting(size_px, cut(lines, most, TEXT_WIDTH * scale, _width(font, size_px)))


def _lines(words: Sequence[str], font: Font, size: float, scale: float) -> list[str]:
    return wrap(words, TEXT_WIDTH * scale, _width(font, size * scale))


def _width(font: Font, size_px: float) -> "partial[float]":
    return partial(_face(font, size_px).getlength)


def _face(font: Font, size_px: float) -> ImageFont.FreeTypeFont:
    """Laid out letter by letter: the other engine of Pillow is not on every machine."""
    return ImageFont.truetype(str(font.path), round(size_px), index=font.index, layout_engine=ImageFont.Layout.BASIC)


def _centred(
    pen: ImageDraw.ImageDraw, text: str, face: ImageFont.FreeTypeFont, size_px: int, top: float, fill: str
) -> None:
    pen.text((size_px / 2, top), text, font=face, fill=fill, anchor="ma")
