"""Drawn covers, and the user's own; a font with Chinese characters has to be on the machine for the drawn ones."""

from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from dangke_audio.delivering.cover import fonts
from dangke_audio.delivering.cover.drawing import CREAM, DARK_RED, draw_cover
from dangke_audio.delivering.cover.fonts import VARIABLE, Font, find_font, font_stamp, visible
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


def ink(jpeg: bytes, colour: str, top: int, bottom: int) -> tuple[int, int, int, int]:
    """Where something of about this colour stands between two rows: left, top, right, bottom."""
    sought = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)])
    near = np.abs(np.asarray(picture(jpeg)).astype(int) - sought).sum(axis=2) < 60
    near[:top] = near[bottom:] = False
    rows, columns = np.flatnonzero(near.any(axis=1)), np.flatnonzero(near.any(axis=0))
    return int(columns[0]), int(rows[0]), int(columns[-1]), int(rows[-1])


def is_red(jpeg: bytes, row: int) -> bool:
    pixel = picture(jpeg).getpixel((5, row))
    assert isinstance(pixel, tuple)
    return pixel[1] < 100


@needs_font
@pytest.mark.parametrize(
    "words",
    [
        ["党"],
        ["新", "时代", "党员", "的", "责任", "和", "担当"],
        ["学习"] * 100,
        ["党" * 80],
        ["Self-governance" * 4],
        ["，"] * 90,
        ["<script>", "alert(1)", "</script>", "&amp;", "{}%s"],
        ["党\n课\t", "\u200b", "党课\ufe0f"],
    ],
)
def test_every_title_stays_within_its_field(words: list[str]) -> None:
    jpeg = drawn(words)
    left, top, right, bottom = ink(jpeg, CREAM, 0, 530)
    assert 700 * 0.09 < left < right < 700 * 0.91
    assert 700 * 0.17 < top < bottom < 700 * 0.71
    assert abs((left + right) / 2 - 350) < 8, "centred"


@needs_font
def test_a_title_of_two_hundred_characters_is_whole() -> None:
    """Other endings, other pictures: had it been cut, the last words would not show."""
    assert drawn(["学习"] * 99 + ["党课"]) != drawn(["学习"] * 99 + ["党建"])
    assert drawn(["学习"] * 499 + ["党课"]) == drawn(["学习"] * 499 + ["党建"])


@needs_font
def test_speaker_and_date_stand_on_cream_within_the_margins() -> None:
    jpeg = drawn(["党课"], speaker="王建国同志" * 30)
    left, top, right, bottom = ink(jpeg, DARK_RED, 545, 700)
    assert 60 < left < right < 640
    assert 550 < top < bottom < 640


@needs_font
def test_without_names_the_red_reaches_lower() -> None:
    assert not is_red(drawn(["党课"]), 600)
    assert not is_red(drawn(["党课"], speaker=None), 600)
    assert is_red(drawn(["党课"], speaker=None, date=None), 600)
    assert is_red(drawn(["党课"], speaker=" ", date=""), 600)


@needs_font
@pytest.mark.parametrize("words", [[], [" "], [""]])
def test_a_cover_without_a_title(words: list[str]) -> None:
    assert picture(drawn(words)).size == (700, 700)


@needs_font
def test_the_same_twice_and_other_words_otherwise() -> None:
    assert drawn(["党课"]) == drawn(["党课"])
    covers = {drawn(["党课"]), drawn(["党", "建"]), drawn(["党课"], speaker=None), drawn(["党课"], date=None)}
    assert len(covers) == 4


def test_what_has_no_shape_is_not_drawn() -> None:
    assert visible("党\u200b\ufeff课\ufe0f\n好\x00") == "党课 好"


@needs_font
def test_characters_without_a_shape_need_no_font() -> None:
    assert find_font("党\u200b课\ufe0f\n") == FONT


@needs_font
def test_fonts_are_found_in_the_users_folder_under_any_spelling(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert FONT
    folder = tmp_path / "share" / "cjk"
    folder.mkdir(parents=True)
    (folder / "SIMHEI.TTF").symlink_to(FONT.path)
    monkeypatch.setattr(fonts, "_folders", lambda: iter([tmp_path / "nowhere", tmp_path / "share"]))
    found = find_font("党")
    assert found
    assert found.path == folder / "SIMHEI.TTF"
    before = font_stamp()
    (folder / "wqy-zenhei.ttc").symlink_to(FONT.path)
    assert font_stamp() != before


def test_no_font_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setattr(fonts, "_folders", lambda: iter([tmp_path]))
    assert find_font("党") is None
    assert font_stamp() == ""


@needs_font
def test_a_font_without_the_characters_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert find_font("\U00050000") is None
    (tmp_path / "bad.ttf").write_bytes(b"no font")
    monkeypatch.setenv(VARIABLE, str(tmp_path / "bad.ttf"))
    assert find_font("党") == FONT
    assert str(tmp_path / "bad.ttf") in font_stamp()


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


def test_sixteen_bits_of_grey_stay_grey(tmp_path: Path) -> None:
    Image.new("I;16", (9, 9), 40_000).save(tmp_path / "scan.png")
    assert picture(fit_cover(tmp_path / "scan.png", 64)).getpixel((32, 32)) == (156, 156, 156)


def test_transparent_pictures_lie_on_white(tmp_path: Path) -> None:
    Image.new("RGBA", (9, 9), (0, 0, 0, 0)).save(tmp_path / "a.png")
    assert picture(fit_cover(tmp_path / "a.png", 64)).getpixel((32, 32)) == (255, 255, 255)


def test_of_an_animation_the_first_picture_counts(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (9, 9), colour) for colour in ("white", "black")]
    frames[0].save(tmp_path / "a.gif", save_all=True, append_images=frames[1:])
    assert picture(fit_cover(tmp_path / "a.gif", 64)).getpixel((32, 32)) == (255, 255, 255)


def test_borders_continue_the_edges_and_nothing_is_lost(tmp_path: Path) -> None:
    image = Image.new("RGB", (300, 100), "black")
    image.paste("white", (0, 50, 300, 100))
    image.save(tmp_path / "wide.png")
    found = np.asarray(picture(fit_cover(tmp_path / "wide.png", 300)))
    assert found[:140].max() < 20
    assert found[160:].min() > 235


@pytest.mark.parametrize("size", [(1, 5000), (5000, 1), (1, 1)])
def test_threads_and_dots(tmp_path: Path, size: tuple[int, int]) -> None:
    Image.new("RGB", size, "red").save(tmp_path / "a.png")
    assert picture(fit_cover(tmp_path / "a.png", 200)).size == (200, 200)


def test_damaged_metadata_is_nobodys_business(tmp_path: Path) -> None:
    Image.new("RGB", (20, 20), "red").save(tmp_path / "a.jpg", exif=b"Exif\x00\x00II*\x00\x08\x00\x00\x00\x09\x00\x12")
    assert fit_cover(tmp_path / "a.jpg", 64)


def test_no_other_program_is_started_for_a_picture(tmp_path: Path) -> None:
    """Pillow would hand PostScript to Ghostscript, whatever the file is called."""
    (tmp_path / "a.png").write_bytes(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n%%EndComments\nshowpage\n")
    with pytest.raises(ConfigError, match="不是能读的图片"):
        fit_cover(tmp_path / "a.png", 200)


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
