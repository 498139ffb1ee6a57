"""feed.xml, read by feedparser and by the rules of the podcast namespace."""

import re
import uuid
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

import feedparser
import pytest
from tests.cataloguing.lectures import lecture

from dangke_audio.cataloguing import feed, read_catalogue
from dangke_audio.cataloguing.feed import podcast_guid

BASE = "https://example.com/%E5%85%9A%E8%AF%BE/"
PODCAST = "{https://podcastindex.org/namespace/1.0}"
ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
ATOM = "{http://www.w3.org/2005/Atom}"


def channel(out: Path, base: str = BASE) -> ET.Element:
    found = ET.fromstring(feed(read_catalogue(out), base)).find("channel")
    assert found is not None
    return found


def item(out: Path) -> ET.Element:
    found = channel(out).find("item")
    assert found is not None
    return found


def attributes(element: ET.Element | None) -> dict[str, str]:
    assert element is not None
    return element.attrib


def parsed(content: bytes) -> Any:
    found = feedparser.parse(content)
    assert not found.bozo, found.get("bozo_exception")
    return found


def test_a_parser_reads_it(tmp_path: Path) -> None:
    lecture(tmp_path, "a", title="旧的", date="2023年1月2日")
    lecture(tmp_path, "b 1", title="新的", date="2024年5月1日")
    found = parsed(feed(read_catalogue(tmp_path), BASE))
    assert found.version == "rss20"
    assert [entry.title for entry in found.entries] == ["新的", "旧的"]
    entry = found.entries[0]
    (enclosure,) = entry.enclosures
    assert enclosure.type == "audio/mpeg"
    assert int(enclosure.length) == (tmp_path / "b 1" / "新的.mp3").stat().st_size
    assert enclosure.href == "https://example.com/%E5%85%9A%E8%AF%BE/b%201/%E6%96%B0%E7%9A%84.mp3"
    assert tuple(entry.published_parsed)[:4] == (2024, 4, 30, 16)
    assert entry.author == "李明"
    assert entry.itunes_duration == "6"
    assert found.feed.language == "zh-cn"
    assert "00:01 一、什么是诈骗" in entry.summary


def test_itunes_has_what_it_requires(tmp_path: Path) -> None:
    lecture(tmp_path)
    top = channel(tmp_path)
    assert attributes(top.find(ITUNES + "image"))["href"].endswith("/%E5%B0%81%E9%9D%A2.jpg")
    assert attributes(top.find(ITUNES + "category")) == {"text": "Education"}
    assert top.findtext(ITUNES + "explicit") == "false"
    assert top.findtext(ITUNES + "author") == "李明"
    assert attributes(top.find(ATOM + "link")) == {
        "href": BASE + "feed.xml",
        "rel": "self",
        "type": "application/rss+xml",
    }
    assert parsedate_to_datetime(item(tmp_path).findtext("pubDate") or "").isoformat() == "2024-05-01T00:00:00+08:00"


def test_the_podcast_namespace(tmp_path: Path) -> None:
    lecture(tmp_path)
    top, one = channel(tmp_path), item(tmp_path)
    assert [element.text for element in top.findall(PODCAST + "locked")] == ["yes"]
    assert uuid.UUID(top.findtext(PODCAST + "guid") or "").version == 5
    chapters = attributes(one.find(PODCAST + "chapters"))
    assert chapters["type"] == "application/json+chapters"
    assert unquote(chapters["url"]).endswith("/防诈骗/防范诈骗.chapters.json")
    transcripts = [element.attrib for element in one.findall(PODCAST + "transcript")]
    assert [(t["type"], t["language"], t["rel"]) for t in transcripts] == [
        ("text/vtt", "zh-cn", "captions"),
        ("application/x-subrip", "zh-cn", "captions"),
    ]


@pytest.mark.parametrize(
    ("address", "guid"),
    [
        ("https://podnews.net/rss", "9b024349-ccf0-5f69-a609-6b82873eab3c"),
        ("http://mp3s.nashownotes.com/pc20rss.xml//", "917393e3-1b1e-5cef-ace4-edaa54e1f810"),
    ],
)
def test_the_examples_of_the_guid_rule(address: str, guid: str) -> None:
    """From docs/tags/guid.md of the podcast namespace."""
    assert podcast_guid(address) == guid


def test_guids_stay_over_rebuilds_and_moves(tmp_path: Path) -> None:
    lecture(tmp_path, title="旧题目")
    before = channel(tmp_path).find("item/guid")
    lecture(tmp_path, title="新题目", date="2025年1月1日", sentences=("改过的。",))
    after = channel(tmp_path, "http://192.168.1.5:8000/").find("item/guid")
    assert before is not None
    assert after is not None
    assert before.text == after.text
    assert before.attrib == {"isPermaLink": "false"}


def test_every_address_is_absolute_ascii_and_names_a_file(tmp_path: Path) -> None:
    lecture(tmp_path, "a b #1 50%&'", title="“问”#1 50%&'")
    content = feed(read_catalogue(tmp_path), BASE)
    parsed(content)
    found = re.findall(rb'(?:url|href)="([^"]*)"', content)
    assert len(found) > 6
    for address in found:
        assert address.isascii()
        parts = urlsplit(address.decode().replace("&amp;", "&"))
        assert parts.scheme == "https"
        assert not parts.query
        assert not parts.fragment
        below = unquote(parts.path).removeprefix("/党课/")
        assert below == "feed.xml" or (tmp_path / below).is_file(), below


def test_hostile_texts_stay_texts(tmp_path: Path) -> None:
    lecture(
        tmp_path,
        title="<img src=x onerror=alert(1)>\x08\ufffe]]>&amp;",
        speaker="\ud800</item>",
        changes={"chapters": [{"title": "\x00\x1b<b>", "start_ms": 3_661_000}]},
    )
    one = item(tmp_path)
    assert one.findtext("title") == "<img src=x onerror=alert(1)>]]>&amp;"
    assert one.findtext(ITUNES + "author") == "?</item>"
    assert (one.findtext("description") or "").splitlines()[-1] == "1:01:01 <b>"


def test_what_is_missing_is_left_out(tmp_path: Path) -> None:
    lecture(tmp_path, "没有声音", kinds=("page",))
    lecture(tmp_path, "只有声音", kinds=("lecture",), speaker=None, date=None)
    (one,) = channel(tmp_path).findall("item")
    assert {element.tag for element in one} == {
        *("title", "link", "description", "guid", "enclosure"),
        *(ITUNES + tag for tag in ("duration", "explicit", "episodeType")),
    }
    assert channel(tmp_path).find(ITUNES + "image") is None


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    lecture(tmp_path)
    assert feed(read_catalogue(tmp_path), BASE) == feed(read_catalogue(tmp_path), BASE)
