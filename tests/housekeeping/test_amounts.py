"""Sizes and ages as people write them."""

import pytest

from dangke_audio.errors import ConfigError
from dangke_audio.housekeeping.amounts import age_s, readable_size, size_bytes

MB = 2**20


@pytest.mark.parametrize(
    ("written", "size"),
    [
        ("5GB", 5 * 1024 * MB),
        ("5 gb", 5 * 1024 * MB),
        ("1.5g", 1536 * MB),
        ("800M", 800 * MB),
        ("800MiB", 800 * MB),
        ("64k", 65_536),
        ("1T", 1024 * 1024 * MB),
        ("1000b", 1000),
        ("1000 字节", 1000),
        ("0", 0),
        ("５ＧＢ", 5 * 1024 * MB),
        (" 2MB ", 2 * MB),
    ],
)
def test_sizes(written: str, size: int) -> None:
    assert size_bytes(written) == size


@pytest.mark.parametrize("written", ["", "5", "GB", "-5GB", "5 GB 3", "五GB", "5XB", "1e9B", "5,5GB", "inf", "nan"])
def test_what_is_no_size_is_told_with_an_example(written: str) -> None:
    with pytest.raises(ConfigError) as refused:
        size_bytes(written)
    assert f"“{written}”" in refused.value.message
    assert "5GB" in (refused.value.hint or "")


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("90d", 7_776_000),
        ("12h", 43_200),
        ("8w", 4_838_400),
        ("1.5 D", 129_600),
        ("90 天", 7_776_000),
        ("3周", 1_814_400),
        ("6小时", 21_600),
        ("０d", 0),
        ("1星期", 604_800),
    ],
)
def test_ages(written: str, seconds: float) -> None:
    assert age_s(written) == seconds


@pytest.mark.parametrize("written", ["", "90", "d", "-1d", "90 days", "3m", "3个月", "九十天"])
def test_what_is_no_age_is_told_with_an_example(written: str) -> None:
    with pytest.raises(ConfigError) as refused:
        age_s(written)
    assert f"“{written}”" in refused.value.message
    assert "90d" in (refused.value.hint or "")


@pytest.mark.parametrize(
    ("size", "told"),
    [(0, "0 字节"), (1023, "1023 字节"), (1024, "1.0 KB"), (1536 * 1024, "1.5 MB"), (5 * 2**30, "5.0 GB")],
)
def test_sizes_are_told_in_the_unit_that_fits(size: int, told: str) -> None:
    assert readable_size(size) == told
