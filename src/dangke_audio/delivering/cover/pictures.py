"""The user's own picture, made square; and pictures as JPEG."""

from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from dangke_audio.errors import ConfigError

MOST_PIXELS = 100_000_000
QUALITY = 88
EMBEDDED_PX = 500
"""In the tags of every MP3: large enough for a lock screen, 20 to 60 kB."""
BEHIND = "white"
"""What shows through a transparent picture."""

Image.MAX_IMAGE_PIXELS = None  # looked at here, before anything is unpacked


def fit_cover(path: Path, size_px: int) -> bytes:
    """The picture as a square JPEG: upright, whole, with borders in the colour of its edge. Raises ConfigError."""
    try:
        with Image.open(path) as found:
            if found.width * found.height > MOST_PIXELS:
                raise ConfigError("封面图片太大", place=str(path), hint="请换一张一亿像素以下的图片")
            image = _opaque(ImageOps.exif_transpose(found))
    except FileNotFoundError as error:
        raise ConfigError("找不到封面图片", place=str(path), hint="请检查文件名和所在的文件夹") from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise ConfigError("封面不是能读的图片", place=str(path), hint="请用 JPEG、PNG 或 WebP 格式的图片") from error
    border = image.getpixel((0, 0))
    assert isinstance(border, tuple)
    return as_jpeg(ImageOps.pad(image, (size_px, size_px), Image.Resampling.LANCZOS, color=border))


def shrink(jpeg: bytes, size_px: int = EMBEDDED_PX) -> bytes:
    """A smaller copy of a square JPEG."""
    with Image.open(BytesIO(jpeg)) as image:
        return as_jpeg(image.resize((size_px, size_px), Image.Resampling.LANCZOS))


def as_jpeg(image: Image.Image) -> bytes:
    """Baseline, no clock, no metadata."""
    file = BytesIO()
    image.save(file, "JPEG", quality=QUALITY, optimize=True)
    return file.getvalue()


def _opaque(image: Image.Image) -> Image.Image:
    """RGB, on white where the picture is transparent."""
    if not image.has_transparency_data:
        return image.convert("RGB")
    layer = image.convert("RGBA")
    ground = Image.new("RGBA", layer.size, BEHIND)
    return Image.alpha_composite(ground, layer).convert("RGB")
