"""report.html and report.csv: what became of each script, for a browser and for a spreadsheet; nothing in them runs."""

import csv
import io
from pathlib import Path

import pytest
from lxml import etree, html

from dangke_audio.batching.outcome import Outcome
from dangke_audio.batching.report import report_page, report_table, summary, write_report
from dangke_audio.batching.rows import Row, row_of
from dangke_audio.errors import SourceError, StorageError
from dangke_audio.model.plan import Plan
from dangke_audio.model.report import UNCERTAIN_READING, BuildReport, Finding, Location, Output

PLACE = Location("讲稿.txt", 7)
REPORT = BuildReport(
    title="为民<服务>",
    folder="output/讲稿",
    sentences=9,
    clips=10,
    synthesized=7,
    reused=3,
    blocks_encoded=10,
    audio_ms=90_000,
    wall_s=1.0,
    outputs=(Output("phone", "lecture", "output/讲稿/为民.mp3"), Output("phone", "page", "output/讲稿/收听 1.html")),
    findings=(
        Finding("warning", "empty", "这个标题下面没有正文", PLACE),
        Finding("info", "note", "只是说明", PLACE),
        Finding("warning", UNCERTAIN_READING, "重", PLACE),
    ),
    plan=Plan((), is_first=True),
)
MADE = row_of(Outcome(Path("讲稿/讲稿.txt"), "made", REPORT), Path("output"))
FAILED = row_of(
    Outcome(Path("=坏.txt"), "failed", error=SourceError("文件是空的", place="=坏.txt", hint="请检查")), Path("output")
)
LEFT = row_of(Outcome(Path("还有.txt"), "left"), Path("output"))


def test_a_row_tells_what_somebody_should_look_at() -> None:
    assert (MADE.minutes, MADE.made, MADE.reused, MADE.warnings, MADE.uncertain) == ("1.5", "7", "3", "1", "1")
    assert MADE.told == ("讲稿.txt:7：这个标题下面没有正文",)
    assert FAILED.told == ("=坏.txt：文件是空的（请检查）",)


def test_the_page_links_to_what_one_opens_first_and_escapes_all() -> None:
    page = html.fromstring(report_page([MADE, FAILED, LEFT]).decode())
    links = list(page.iter("a"))
    assert [(link.get("href"), link.text) for link in links] == [
        ("%E8%AE%B2%E7%A8%BF/%E6%94%B6%E5%90%AC%201.html", "为民<服务>")
    ]
    told = [text(row) for row in page.iter("tr") if row.get("class") in ("made", "failed", "left")]
    assert [line.endswith(state) for line, state in zip(told, ("已生成", "没有成功", "还没做"), strict=True)] == [
        True
    ] * 3
    assert not list(page.iter("script"))


def text(element: etree._Element) -> str:
    return "".join(str(piece) for piece in element.itertext())


def test_the_table_is_no_program() -> None:
    table = report_table([MADE, FAILED])
    assert table.startswith(b"\xef\xbb\xbf"), "by which Excel knows UTF-8"
    rows = list(csv.reader(io.StringIO(table.decode("utf-8-sig"))))
    assert rows[1][:7] == ["讲稿/讲稿.txt", "为民<服务>", "1.5", "7", "3", "1", "1"]
    assert rows[2][0] == "'=坏.txt"
    assert {len(row) for row in rows} == {len(rows[0])}


def test_the_summary_counts_only_what_there_is() -> None:
    assert summary([MADE, FAILED, FAILED]) == "共 3 篇：已生成 1 篇，没有成功 2 篇；录音共 2 分钟"


def test_somebody_elses_page_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "report.html").write_text("<p>我的报告</p>", encoding="utf-8")
    with pytest.raises(StorageError, match="同名文件"):
        write_report(tmp_path, [MADE])
    assert "我的报告" in (tmp_path / "report.html").read_text(encoding="utf-8")
    (tmp_path / "report.html").unlink()
    write_report(tmp_path, [MADE])
    write_report(tmp_path, [LEFT])
    assert "还没做" in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_somebody_elses_table_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "report.csv").write_text("姓名,电话\n", encoding="utf-8")
    with pytest.raises(StorageError, match="同名文件"):
        write_report(tmp_path, [MADE])
    assert (tmp_path / "report.csv").read_text(encoding="utf-8") == "姓名,电话\n"


def test_rows_of_a_script_that_nobody_came_to_are_empty() -> None:
    assert Row("还有.txt", "", 0, "", "", "", "left", (), "", "") == LEFT
