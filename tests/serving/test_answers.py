"""A real server, asked by a real client."""

import os
import shutil
import socket
import sys
from collections.abc import Iterator
from email.utils import formatdate
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from tests.cataloguing.lectures import lecture, put
from tests.serving.servers import Running, running

SOUND = bytes(range(256)) * 40
MP3 = "/防诈骗/防范诈骗.mp3"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "output"
    home = lecture(folder)
    put(home / "防范诈骗.mp3", SOUND)
    put(home / "别的.txt", b"private")
    put(home / ".hidden", b"private")
    put(folder / ".dangke" / "防诈骗" / "history.jsonl", b"private")
    put(folder / "别的.txt", b"private")
    put(tmp_path / "secret.txt", b"private")
    return folder


@pytest.fixture
def site(out: Path) -> Iterator[Running]:
    with running(out) as found:
        yield found


@pytest.mark.parametrize("path", ["/", "/index.html", "/?a=1"])
def test_the_index(site: Running, path: str) -> None:
    answer = site.raw(path)
    assert answer.status == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "防范诈骗" in answer.body.decode()


def test_the_feed_is_made_for_whoever_asks(site: Running) -> None:
    answer = site.get("/feed.xml", Host="192.168.1.5:8000")
    assert answer.headers["content-type"] == "application/rss+xml; charset=utf-8"
    enclosure = ET.fromstring(answer.body).find("channel/item/enclosure")
    assert enclosure is not None
    assert enclosure.attrib["url"].startswith("http://192.168.1.5:8000/%E9%98%B2")
    assert int(enclosure.attrib["length"]) == len(SOUND)
    assert site.raw(enclosure.attrib["url"].removeprefix("http://192.168.1.5:8000")).body == SOUND


def test_a_lecture_built_meanwhile_is_there(site: Running, out: Path) -> None:
    lecture(out, "新的", title="安全生产")
    assert "安全生产" in site.get("/").body.decode()
    assert site.get("/新的/安全生产.mp3").status == 200
    shutil.rmtree(out / "新的")
    assert "安全生产" not in site.get("/").body.decode()
    assert site.get("/新的/安全生产.mp3").status == 404


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("防范诈骗.mp3", "audio/mpeg"),
        ("章节/01-开场.mp3", "audio/mpeg"),
        ("防范诈骗.m4b", "audio/mp4"),
        ("章节/防范诈骗.m3u8", "audio/mpegurl"),
        ("防范诈骗.vtt", "text/vtt; charset=utf-8"),
        ("防范诈骗.srt", "application/x-subrip"),
        ("防范诈骗.chapters.json", "application/json+chapters"),
        ("防范诈骗.时间表.txt", "text/plain; charset=utf-8"),
        ("防范诈骗.lrc", "text/plain; charset=gb18030"),
        ("收听.html", "text/html; charset=utf-8"),
        ("封面.jpg", "image/jpeg"),
    ],
)
def test_media_types(site: Running, out: Path, name: str, media_type: str) -> None:
    answer = site.get(f"/防诈骗/{name}")
    assert answer.status == 200
    assert answer.headers["content-type"] == media_type
    assert answer.body == (out / "防诈骗" / name).read_bytes()


def test_an_lrc_with_a_mark_is_utf8(site: Running, out: Path) -> None:
    put(out / "防诈骗" / "防范诈骗.lrc", "\ufeff[00:00.00]大家好".encode())
    assert site.get("/防诈骗/防范诈骗.lrc").headers["content-type"] == "text/plain; charset=utf-8"


@pytest.mark.parametrize(
    "target",
    [
        *("/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/%2e%2e%2fsecret.txt", "/..%5csecret.txt"),
        *("/..\\secret.txt", "/防诈骗/../别的.txt", "/防诈骗/%2e%2e/别的.txt", "/防诈骗/..%2f..%2fsecret.txt"),
        *("//etc/passwd", "/%2fetc/passwd", "/etc/passwd", "/C:/Windows/win.ini", "/防诈骗//etc/passwd"),
        *(
            "/.dangke/防诈骗/history.jsonl",
            "/%2edangke/防诈骗/history.jsonl",
            "/防诈骗/../.dangke/防诈骗/history.jsonl",
        ),
        *("/防诈骗/.hidden", "/防诈骗/%2ehidden", "/防诈骗/别的.txt", "/别的.txt", "/防诈骗/manifest.json"),
        *(
            "/防诈骗/防范诈骗.mp3%00",
            "/防诈骗/防范诈骗.mp3%00.txt",
            "/%00",
            "/防诈骗%00/防范诈骗.mp3",
            "/%ff/%fe",
            "/%ED%A0%80/a",
        ),
        *("/防诈骗", "/防诈骗/", "/防诈骗/章节", "/防诈骗/章节/", "/防诈骗/./防范诈骗.mp3", "/防诈骗//防范诈骗.mp3"),
        *(
            "/防诈骗/章节/../防范诈骗.mp3",
            "/防诈骗/防范诈骗.mp3/",
            "/防诈骗/%25E9%2598%25B2.mp3",
            "/x/../防诈骗/防范诈骗.mp3",
        ),
        *(
            "/防诈骗/章节%5c01-开场.mp3",
            "/feed.xml/",
            "/index.html/",
            "/./",
            "/" + "a" * 5000,
            "http://other/",
            "防诈骗",
        ),
    ],
)
def test_nothing_else_can_be_reached(site: Running, target: str) -> None:
    encoded = "".join(c if c.isascii() else "".join(f"%{byte:02X}" for byte in c.encode()) for c in target)
    answer = site.raw(encoded)
    assert answer.status in {400, 404}, answer
    assert b"private" not in answer.body
    assert b"root:" not in answer.body


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights")
def test_links_lead_nowhere(site: Running, out: Path) -> None:
    (out / "防诈骗" / "防范诈骗.mp3").unlink()
    (out / "防诈骗" / "防范诈骗.mp3").symlink_to(out.parent / "secret.txt")
    assert site.get(MP3).status == 404


def test_compressed_neighbours_are_not_sent_instead(site: Running, out: Path) -> None:
    put(out / "防诈骗" / "防范诈骗.mp3.gz", b"private")
    answer = site.get(MP3, Accept_Encoding="gzip")
    assert (answer.status, answer.body) == (200, SOUND)
    assert "content-encoding" not in answer.headers


@pytest.mark.parametrize(
    ("asked", "status", "told", "part"),
    [
        ("bytes=0-99", 206, "bytes 0-99/10240", SOUND[:100]),
        ("bytes=10000-", 206, "bytes 10000-10239/10240", SOUND[10000:]),
        ("bytes=-40", 206, "bytes 10200-10239/10240", SOUND[-40:]),
        ("bytes=10200-99999", 206, "bytes 10200-10239/10240", SOUND[10200:]),
        ("bytes=10240-", 416, "bytes */10240", None),
        ("bytes=9-1", 416, "bytes */10240", None),
    ],
)
def test_parts(site: Running, asked: str, status: int, told: str, part: bytes | None) -> None:
    answer = site.get(MP3, Range=asked)
    assert (answer.status, answer.headers["content-range"]) == (status, told)
    if part is not None:
        assert answer.body == part
        assert answer.headers["content-type"] == "audio/mpeg"
        assert answer.headers["accept-ranges"] == "bytes"


def test_a_part_of_the_same_file_only(site: Running, out: Path) -> None:
    mark = site.get(MP3).headers["etag"]
    assert site.get(MP3, Range="bytes=0-9", If_Range=mark).status == 206
    assert site.get(MP3, Range="bytes=0-9", If_Range=formatdate(0, usegmt=True)).status == 200
    put(out / "防诈骗" / "防范诈骗.mp3", SOUND[:-1])
    for old in (mark, f"W/{mark}"):
        whole = site.get(MP3, Range="bytes=0-9", If_Range=old)
        assert (whole.status, whole.body) == (200, SOUND[:-1])
    assert whole.headers["content-disposition"] == "inline"
    assert whole.headers["etag"] == site.get(MP3).headers["etag"] != mark


def test_what_is_unchanged_is_not_sent_again(site: Running) -> None:
    mark = site.get(MP3).headers["etag"]
    answer = site.get(MP3, If_None_Match=mark)
    assert (answer.status, answer.body) == (304, b"")


@pytest.mark.parametrize("path", ["/", "/feed.xml", MP3])
def test_head(site: Running, path: str) -> None:
    whole, head = site.get(path), site.get(path, method="HEAD")
    assert head.status == 200
    assert head.body == b""
    assert head.headers["content-length"] == str(len(whole.body))


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND"])
def test_read_only(site: Running, out: Path, method: str) -> None:
    answer = site.get(MP3, method=method)
    assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD")
    assert (out / "防诈骗" / "防范诈骗.mp3").read_bytes() == SOUND


@pytest.mark.parametrize("path", ["/", "/feed.xml", MP3, "/missing"])
def test_headers_that_keep_browsers_careful(site: Running, path: str) -> None:
    headers = site.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["content-security-policy"] == "frame-ancestors 'none'"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "access-control-allow-origin" not in headers
    assert "aiohttp" not in headers["server"]


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "", "localhost@evil", "[::1"]
)
def test_other_names_are_refused(site: Running, host: str) -> None:
    for path in ("/", "/feed.xml", MP3):
        assert site.get(path, Host=host).status in {400, 421}


def test_two_hosts_are_refused(site: Running) -> None:
    with socket.create_connection(("127.0.0.1", site.served.port), timeout=20) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n")
        assert connection.recv(100).split()[1] in {b"400", b"421"}


def test_a_folder_that_has_gone(site: Running, out: Path) -> None:
    shutil.rmtree(out)
    assert site.get("/").status == 503
    assert site.get(MP3).status == 404


def test_a_file_that_cannot_be_read(site: Running, out: Path) -> None:
    if not hasattr(os, "geteuid") or os.geteuid() == 0:
        pytest.skip("root reads everything")
    (out / "防诈骗" / "防范诈骗.mp3").chmod(0)
    assert site.get(MP3).status == 404
