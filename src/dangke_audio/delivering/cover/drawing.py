"""A square picture: the title on red under rays of light, who speaks and when on cream below it."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFont

from dangke_audio.delivering.cover.fonts import Font, open_font, visible
from dangke_audio.delivering.cover.pictures import as_jpeg
from dangke_audio.delivering.cover.wrapping import Layout, cut, layouts, units_of, wrap
from dangke_audio.model.credits import Credits

SIZE_PX = 1400
RED, RAY, DARK_RED, CREAM, GOLD, BROWN = "#a8161b", "#b01d20", "#8f1015", "#fff6e4", "#e9c27a", "#7a5a3c"
KIND = "有声讲稿"
"""What stands above the title."""

# In 1400ths of the side, like all lengths without a unit.
HORIZON, LOW_HORIZON = 1072, 1290
"""Where red ends and cream begins: with names below it, and without."""
FRAME, FRAME_WIDTH, HORIZON_WIDTH = 52, 3, 10
TEXT_WIDTH = 1120
TITLE_TOP, TITLE_MARGIN = 270, 66
LARGEST, SMALLEST, STEP = 184, 44, 4
LINE = 1.34
"""Line height, in sizes of type."""
KIND_SIZE, KIND_MIDDLE, KIND_RULE, KIND_GAP = 44, 176, 130, 34
NAME_SIZE, DATE_SIZE, NAME_STEP = 60, 46, 94
RAYS = 15
EXTRA_LINES = 2
SMALLER_COST = 0.4
"""What it costs to set the title a whole size smaller, against breaks that read ill."""
LEAST_SHARE = 0.72
"""Of the largest type that fits: what better breaks may bring it down to."""


@dataclass(frozen=True, slots=True)
class _Setting:
    """A title that fits."""

    size: float
    lines: Sequence[str]


@dataclass(frozen=True, slots=True)
class _Pen:
    """Draws in 1400ths of the side."""

    draw: ImageDraw.ImageDraw
    scale: float
    font: Font

    def face(self, size: float) -> ImageFont.FreeTypeFont:
        return open_font(self.font, max(1, size * self.scale))

    def box(self, left: float, top: float, right: float, bottom: float, fill: str) -> None:
        corners = [round(side * self.scale) for side in (left, top, right, bottom)]
        self.draw.rectangle((corners[0], corners[1], corners[2] - 1, corners[3] - 1), fill=fill)

    def line(self, text: str, size: float, middle: float, fill: str) -> None:
        """Centred by its ink, so that a comma at its end does not push it aside; upright by the height of a 国."""
        face = self.face(size)
        left, _, right, _ = face.getbbox(text, anchor="ls")
        _, top, _, bottom = face.getbbox("国", anchor="ls")
        at = (SIZE_PX / 2 * self.scale - (left + right) / 2, middle * self.scale - (top + bottom) / 2)
        self.draw.text((round(at[0]), round(at[1])), text, font=face, fill=fill, anchor="ls")


def draw_cover(credits: Credits, words: Sequence[str], font: Font, size_px: int = SIZE_PX) -> bytes:
    """A JPEG. `words` are those of the title, in order: lines break only between them. Equal in, equal out."""
    image = Image.new("RGB", (size_px, size_px), RED)
    pen = _Pen(ImageDraw.Draw(image), size_px / SIZE_PX, font)
    names = [text for text in map(visible, filter(None, (credits.speaker, credits.date))) if text.strip()]
    horizon = HORIZON if names else LOW_HORIZON
    _ground(pen, horizon)
    _kind(pen)
    _title(pen, [visible(word) for word in words or [credits.title]], horizon)
    _names(pen, names, has_speaker=bool(credits.speaker))
    return as_jpeg(image, sharp=True)


def _ground(pen: _Pen, horizon: float) -> None:
    """Rays from behind the horizon, a gold frame on the red, a gold edge over the cream."""
    for ray in _rays(horizon):
        pen.draw.polygon([(x * pen.scale, y * pen.scale) for x, y in ray], fill=RAY)
    near, right, bottom = FRAME, SIZE_PX - FRAME, horizon - FRAME
    pen.box(near, near, right, near + FRAME_WIDTH, GOLD)
    pen.box(near, bottom - FRAME_WIDTH, right, bottom, GOLD)
    pen.box(near, near, near + FRAME_WIDTH, bottom, GOLD)
    pen.box(right - FRAME_WIDTH, near, right, bottom, GOLD)
    pen.box(0, horizon, SIZE_PX, SIZE_PX, CREAM)
    pen.box(0, horizon, SIZE_PX, horizon + HORIZON_WIDTH, GOLD)


def _rays(horizon: float) -> Iterator[list[tuple[float, float]]]:
    """Every second of equal parts of the half circle, long enough to leave the picture."""
    part = math.pi / (2 * RAYS + 1)
    for number in range(RAYS):
        begin = (2 * number + 1) * part
        edges = [(math.cos(angle), math.sin(angle)) for angle in (begin, begin + part)]
        yield [(SIZE_PX / 2, horizon), *((SIZE_PX / 2 + 2000 * x, horizon - 2000 * y) for x, y in edges)]


def _kind(pen: _Pen) -> None:
    """The kind of thing, with a rule on each side."""
    pen.line(KIND, KIND_SIZE, KIND_MIDDLE, GOLD)
    half = pen.face(KIND_SIZE).getlength(KIND) / 2 / pen.scale + KIND_GAP
    for left in (SIZE_PX / 2 - half - KIND_RULE, SIZE_PX / 2 + half):
        pen.box(left, KIND_MIDDLE - 1.5, left + KIND_RULE, KIND_MIDDLE + 1.5, GOLD)


def _title(pen: _Pen, words: Sequence[str], horizon: float) -> None:
    bottom = horizon - FRAME - TITLE_MARGIN
    setting = _setting(pen, words, bottom - TITLE_TOP)
    first = (TITLE_TOP + bottom) / 2 - LINE * setting.size * (len(setting.lines) - 1) / 2
    for number, line in enumerate(setting.lines):
        pen.line(line, setting.size, first + number * LINE * setting.size, CREAM)


def _setting(pen: _Pen, words: Sequence[str], room: float) -> _Setting:
    """Large, with lines that break where a reader would; cut at the smallest type."""
    best, largest = (math.inf, _Setting(0, ())), 0.0
    for size in range(LARGEST, SMALLEST - 1, -STEP):
        if size < LEAST_SHARE * largest:
            break
        for layout in _fitting(pen, words, size, room):
            largest = largest or size
            cost = layout.cost + SMALLER_COST * (1 - size / largest)
            best = min(best, (cost, _Setting(size, layout.lines)), key=lambda pair: pair[0])
    return best[1] if largest else _cut(pen, words, room)


def _fitting(pen: _Pen, words: Sequence[str], size: float, room: float) -> Iterator[Layout]:
    measure, width = pen.face(size).getlength, TEXT_WIDTH * pen.scale
    if all(measure(unit) <= width for unit in units_of(words)):
        yield from layouts(words, width, measure, extra=EXTRA_LINES, most=int(room / (LINE * size)))


def _cut(pen: _Pen, words: Sequence[str], room: float) -> _Setting:
    measure, width = pen.face(SMALLEST).getlength, TEXT_WIDTH * pen.scale
    return _Setting(SMALLEST, cut(wrap(words, width, measure), int(room / (LINE * SMALLEST)), width, measure))


def _names(pen: _Pen, names: Sequence[str], *, has_speaker: bool) -> None:
    """In the middle of the cream, the speaker large."""
    first = (HORIZON + HORIZON_WIDTH + SIZE_PX) / 2 - NAME_STEP * (len(names) - 1) / 2
    for number, text in enumerate(names):
        is_speaker = has_speaker and number == 0
        size = NAME_SIZE if is_speaker else DATE_SIZE
        measure, width = pen.face(size).getlength, TEXT_WIDTH * pen.scale
        line = text if measure(text) <= width else cut([text, ""], 1, width, measure)[0]
        pen.line(line, size, first + number * NAME_STEP, DARK_RED if is_speaker else BROWN)
