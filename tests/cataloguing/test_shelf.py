"""index.html and feed.xml on the disk, and the address that the feed is made for."""

from pathlib import Path

import pytest
from tests.cataloguing.lectures import lecture

from dangke_audio.cataloguing import write_shelf
from dangke_audio.cataloguing.addresses import link, quoted, shelf_address, unquoted
from dangke_audio.errors import ConfigError, StorageError

BASE = "http://127.0.0.1:8000/"


def test_both_are_written_and_left_alone_the_second_time(tmp_path: Path) -> None:
    lecture(tmp_path)
    first = write_shelf(tmp_path, BASE)
    assert first.changed == (tmp_path / "index.html", tmp_path / "feed.xml")
    stamps = [path.stat().st_mtime_ns for path in first.changed]
    assert write_shelf(tmp_path, BASE).changed == ()
    assert [path.stat().st_mtime_ns for path in first.changed] == stamps
    assert write_shelf(tmp_path, "https://example.com").changed == (tmp_path / "feed.xml",)


def test_somebody_elses_page_is_not_overwritten(tmp_path: Path) -> None:
    lecture(tmp_path)
    (tmp_path / "index.html").write_text("<h1>村委会</h1>", encoding="utf-8")
    with pytest.raises(StorageError, match="不是本程序写的"):
        write_shelf(tmp_path, BASE)
    assert [path.name for path in tmp_path.iterdir() if path.suffix] == ["index.html"]


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("https://example.com", "https://example.com/"),
        (" HTTP://Example.com:80/a/ ", "http://example.com:80/a/"),
        ("https://例子.cn/党课 1", "https://xn--fsqu00a.cn/%E5%85%9A%E8%AF%BE%201/"),
        ("https://example.com/%E5%85%9A/", "https://example.com/%E5%85%9A/"),
        ("http://[::1]:8000", "http://[::1]:8000/"),
    ],
)
def test_addresses(written: str, address: str) -> None:
    assert shelf_address(written) == address


@pytest.mark.parametrize(
    "written",
    [
        *("", "example.com/a", "ftp://example.com/", "http://", "http://a b/", "http://a:99999/", "http://[::1/"),
        *(
            "https://example.com/?a",
            "https://example.com/#a",
            "https://me:pw@example.com/",
            "https://a<b>/",
            "http://..",
        ),
    ],
)
def test_what_is_no_address(written: str) -> None:
    with pytest.raises(ConfigError, match="不是一个网址"):
        shelf_address(written)


def test_links() -> None:
    assert link("a:b/收听.html") == "./a%3Ab/%E6%94%B6%E5%90%AC.html"
    assert unquoted(quoted("讲稿 1/\udcff%2e.mp3")) == "讲稿 1/\udcff%2e.mp3"
