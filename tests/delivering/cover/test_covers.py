"""Drawn covers, and the user's own; a font with Chinese characters has to be on the machine for the drawn ones."""

from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from dangke_audio.delivering.cover.drawing import CREAM, draw_cover
from dangke_audio.delivering.cover.fonts import VARIABLE, Font, find_font, font_stamp
from dangke_audio.delivering.cover.pictures import fit_cover, shrink
from dangke_audio.errors import ConfigError
from dangke_audio.model.credits import Credits

FONT = find_font("有声讲稿党")
needs_font = pytest.mark.skipif(FONT is None, reason="no font with Chinese characters on this machine")


def picture(jpeg: bytes) -> Image.Image:
    return Image.open(BytesIO(jpeg)).convert("RGB")


def drawn(words: list[str], speaker: str | None = "张三", date: str | None = "2024年5月1日") -> bytes:
    assert FONT
    return draw_cover(Credits("".join(words), speaker, date, "云健"), words, FONT, 700)


def ink(jpeg: bytes) -> tuple[int, int, int, int]:
    """Where something as bright as the title stands: left, top, right, bottom."""
    cream = np.array([int(CREAM[i : i + 2], 16) for i in (1, 3, 5)])
    bright = np.abs(np.asarray(picture(jpeg)).astype(int) - cream).sum(axis=2) < 60
    rows, columns = np.flatnonzero(bright.any(axis=1)), np.flatnonzero(bright.any(axis=0))
    return int(columns[0]), int(rows[0]), int(columns[-1]), int(rows[-1])


@needs_font
@pytest.mark.parametrize(
    "words", [["党"], ["新", "时代", "党员", "的", "责任", "和", "担当"], ["学习"] * 100, ["党" * 80]]
)
def test_every_title_stays_within_its_field(words: list[str]) -> None:
    left, top, right, bottom = ink(drawn(words))
    assert 700 * 0.1 < left < right < 700 * 0.9
    assert 700 * 0.22 < top < bottom < 700 * 0.74
    assert abs((left + right) / 2 - 350) < 15, "centred"


@needs_font
def test_the_same_twice_and_other_words_otherwise() -> None:
    assert drawn(["党课"]) == drawn(["党课"])
    covers = {drawn(["党课"]), drawn(["党", "建"]), drawn(["党课"], speaker=None), drawn(["党课"], date=None)}
    assert len(covers) == 4


@needs_font
def test_a_font_without_the_characters_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert find_font("\U00050000") is None
    (tmp_path / "bad.ttf").write_bytes(b"no font")
    monkeypatch.setenv(VARIABLE, str(tmp_path / "bad.ttf"))
    assert find_font("党") == FONT
    assert font_stamp().startswith(str(tmp_path))


@needs_font
def test_the_users_font_counts_first(monkeypatch: pytest.MonkeyPatch) -> None:
    assert FONT
    monkeypatch.setenv(VARIABLE, str(FONT.path))
    assert find_font("党") == Font(FONT.path, FONT.index)


@pytest.mark.parametrize(
    ("name", "mode", "size"),
    [("a.png", "RGBA", (300, 100)), ("b.jpg", "CMYK", (80, 200)), ("c.webp", "RGB", (50, 50)), ("d.png", "P", (9, 9))],
)
def test_the_users_picture_becomes_square_and_whole(
    tmp_path: Path, name: str, mode: str, size: tuple[int, int]
) -> None:
    Image.new(mode, size).save(tmp_path / name)
    found = picture(fit_cover(tmp_path / name, 200))
    assert found.size == (200, 200)


def test_pictures_are_turned_upright(tmp_path: Path) -> None:
    image = Image.new("RGB", (200, 100), "white")
    image.paste("black", (0, 0, 100, 100))
    turned = Image.Exif()
    turned[0x0112] = 6  # to be turned by a quarter
    image.save(tmp_path / "phone.jpg", exif=turned)
    found = picture(fit_cover(tmp_path / "phone.jpg", 200))
    above, below = found.getpixel((100, 20)), found.getpixel((100, 180))
    assert isinstance(above, tuple)
    assert isinstance(below, tuple)
    assert (above[0] < 60, below[0] > 200) == (True, True)


@pytest.mark.parametrize("content", [b"", b"text", b"\x89PNG\r\n\x1a\n", b"GIF89a\x01"])
def test_what_is_no_picture(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.png").write_bytes(content)
    with pytest.raises(ConfigError, match="不是能读的图片") as error:
        fit_cover(tmp_path / "x.png", 200)
    assert error.value.place == str(tmp_path / "x.png")
    assert error.value.hint


def test_missing_and_huge_pictures(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="找不到"):
        fit_cover(tmp_path / "none.png", 200)
    Image.new("1", (20_000, 6_000)).save(tmp_path / "huge.png")
    with pytest.raises(ConfigError, match="太大"):
        fit_cover(tmp_path / "huge.png", 200)


def test_a_small_copy_for_the_tags(tmp_path: Path) -> None:
    Image.new("RGB", (30, 30), "red").save(tmp_path / "a.png")
    small = shrink(fit_cover(tmp_path / "a.png", 400), 100)
    assert picture(small).size == (100, 100)
    assert shrink(fit_cover(tmp_path / "a.png", 400), 100) == small
