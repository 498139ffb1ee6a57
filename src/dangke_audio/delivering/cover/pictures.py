"""The user's own picture, made square; and pictures as JPEG."""

import struct
import warnings
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from dangke_audio.errors import ConfigError

MOST_PIXELS = 100_000_000
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF")
"""Pillow knows more, and would start Ghostscript for one of them."""
_UNREADABLE = (UnidentifiedImageError, OSError, SyntaxError, ValueError, TypeError, KeyError, struct.error)
"""What Pillow raises for damaged files."""
QUALITY = 88
EMBEDDED_PX = 500
"""In the tags of every MP3: large enough for a lock screen, 20 to 60 kB."""
BEHIND = "white"
"""What shows through a transparent picture."""

Image.MAX_IMAGE_PIXELS = None  # looked at here, before anything is unpacked


def fit_cover(path: Path, size_px: int) -> bytes:
    """The picture as a square JPEG: upright, whole, with borders in the colour of its edge. Raises ConfigError."""
    try:
        with warnings.catch_warnings():  # of odd metadata, which nobody asked for
            warnings.simplefilter("ignore")
            image = _upright(path)
    except FileNotFoundError as error:
        raise ConfigError("找不到封面图片", place=str(path), hint="请检查文件名和所在的文件夹") from error
    except _UNREADABLE as error:
        raise ConfigError("封面不是能读的图片", place=str(path), hint="请用 JPEG、PNG 或 WebP 格式的图片") from error
    return as_jpeg(_padded(image, size_px))


def shrink(jpeg: bytes, size_px: int = EMBEDDED_PX) -> bytes:
    """A smaller copy of a square JPEG."""
    with Image.open(BytesIO(jpeg)) as image:
        return as_jpeg(image.resize((size_px, size_px), Image.Resampling.LANCZOS))


def as_jpeg(image: Image.Image, *, sharp: bool = False) -> bytes:
    """Baseline, no clock, no metadata. `sharp` keeps the colour of each pixel, as coloured type needs it."""
    file = BytesIO()
    image.save(file, "JPEG", quality=QUALITY, optimize=True, subsampling=0 if sharp else 2)
    return file.getvalue()


def _upright(path: Path) -> Image.Image:
    """The first picture of the file, as it is meant to be seen."""
    with Image.open(path, formats=FORMATS) as found:
        if found.width * found.height > MOST_PIXELS:
            raise ConfigError("封面图片太大", place=str(path), hint="请换一张一亿像素以下的图片")
        return _opaque(ImageOps.exif_transpose(found))


def _opaque(image: Image.Image) -> Image.Image:
    """RGB, on white where the picture is transparent."""
    if image.mode.startswith("I"):  # 16 bits of grey, of which Pillow would keep the lowest eight
        return image.convert("I").point(lambda level: level * (1 / 256)).convert("RGB")
    if not image.has_transparency_data:
        return image.convert("RGB")
    layer = image.convert("RGBA")
    ground = Image.new("RGBA", layer.size, BEHIND)
    return Image.alpha_composite(ground, layer).convert("RGB")


def _padded(image: Image.Image, size_px: int) -> Image.Image:
    """In the middle of a square; each border takes the mean colour of the edge that it continues."""
    share = size_px / max(image.size)
    width, height = (max(1, round(side * share)) for side in image.size)
    fitted = image.resize((width, height), Image.Resampling.LANCZOS)
    square = Image.new("RGB", (size_px, size_px))
    left, top = (size_px - width) // 2, (size_px - height) // 2
    wide = width < height
    first = (0, 0, 1, height) if wide else (0, 0, width, 1)
    last = (width - 1, 0, width, height) if wide else (0, height - 1, width, height)
    half = (size_px // 2, size_px) if wide else (size_px, size_px // 2)
    square.paste(_mean(fitted.crop(last)), (0, 0, size_px, size_px))
    square.paste(_mean(fitted.crop(first)), (0, 0, *half))
    square.paste(fitted, (left, top))
    return square


def _mean(edge: Image.Image) -> tuple[int, ...]:
    colour = edge.resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))
    assert isinstance(colour, tuple)
    return colour
