"""The sheet beside the player."""

from html.parser import HTMLParser
from pathlib import Path

from dangke_audio.exporting.programme import Part, Slot, Track
from dangke_audio.exporting.schedule import sheet_page, sheet_text

EVIL = '</td><script>alert(1)</script><img src=x onerror="x">&amp;'


def slot(folder: str, title: str, *lengths_ms: int, heading: str = "防范诈骗 第一部分") -> Slot:
    part_of = (Part(Path("x.mp3"), "0" * 64, 1, length) for length in lengths_ms)
    tracks = (Track(f"{n:04}_第一部分.mp3", heading, part) for n, part in enumerate(part_of, start=1))
    return Slot(folder, title, tuple(tracks))


def test_text() -> None:
    written = sheet_text([slot("01_早", "早", 61_900, 3_600_900), slot("02_晚", "晚", 999)], "E:\\").decode("utf-8-sig")
    assert written.splitlines() == [
        "播放单",
        "目标：E:\\",
        "由 dangke-audio 生成",
        "",
        "时段：早（文件夹 01_早）",
        "序号\t文件\t标题\t时长",
        "1\t0001_第一部分.mp3\t防范诈骗 第一部分\t01:01",
        "2\t0002_第一部分.mp3\t防范诈骗 第一部分\t1:00:00",
        "共 2 个文件，1:01:02",
        "",
        "时段：晚（文件夹 02_晚）",
        "序号\t文件\t标题\t时长",
        "1\t0001_第一部分.mp3\t防范诈骗 第一部分\t00:00",
        "共 1 个文件，00:00",
    ]
    assert "\r\n" in written


def test_no_line_comes_from_a_title() -> None:
    lines = sheet_text([slot("01", "全部", 1, heading="上\n\t下")], "U\n盘").decode("utf-8-sig").splitlines()
    assert "目标：U 盘" in lines
    assert lines[6].split("\t") == ["1", "0001_第一部分.mp3", "上 下", "00:00"]


class Reader(HTMLParser):
    """What a browser would see."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def test_page() -> None:
    reader = Reader()
    reader.feed(sheet_page([slot("01_早", "早", 61_900, 1000)], "E:\\").decode())
    assert (reader.tags.count("table"), reader.tags.count("tr"), reader.tags.count("th")) == (1, 3, 4)
    assert {"时段：早（文件夹 01_早）", "0002_第一部分.mp3", "01:01", "共 2 个文件，01:02"} <= set(reader.text)


def test_nothing_in_the_page_comes_from_a_title() -> None:
    plain, evil = Reader(), Reader()
    plain.feed(sheet_page([slot("01_早", "早", 1)], "E:").decode())
    evil.feed(sheet_page([slot(EVIL, EVIL, 1, heading=EVIL)], EVIL).decode())
    assert evil.tags == plain.tags
    assert evil.attributes == plain.attributes
    assert EVIL in evil.text
    assert "script" not in evil.tags
    assert not {name for name in evil.attributes if name.startswith("on") or name in {"src", "href", "style"}}


def test_half_a_character_can_be_written() -> None:
    half = slot("01", "全部", 1, heading="\ud800")
    assert b"?" in sheet_text([half], "E:")
    assert b"?" in sheet_page([half], "E:")
