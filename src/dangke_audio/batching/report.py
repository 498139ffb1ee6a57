"""What became of a batch, for people: report.html to open and report.csv for a spreadsheet, beside the lectures."""

import csv
import io
from collections.abc import Iterator, Sequence
from html import escape
from importlib.resources import files
from pathlib import Path

from dangke_audio.batching.rows import Row
from dangke_audio.durable import read_own, write_durably
from dangke_audio.html_pages import filled, source_hash

AUTHOR = "dangke-audio"
STATES: dict[str, str] = {"made": "已生成", "unchanged": "没有变化", "failed": "没有成功", "left": "还没做"}
HEADS = ("讲稿", "题目", "分钟", "新读", "沿用", "提醒", "拿不准的读音", "结果", "说明", "文件夹")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_report(out: Path, rows: Sequence[Row]) -> Path:
    """Write both files into `out`; the page's path. Raises StorageError, also where somebody else's page is in the way."""
    page, table = out / "report.html", out / "report.csv"
    read_own(page, AUTHOR)
    read_own(table, ",".join(HEADS))
    write_durably(page, [report_page(rows)])
    write_durably(table, [report_table(rows)])
    return page


def report_table(rows: Sequence[Row]) -> bytes:
    """As CSV, with the mark by which Excel knows UTF-8. Nothing in it is taken for a formula."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADS)
    for row in rows:
        numbers = (row.minutes, row.made, row.reused, row.warnings, row.uncertain)
        cells = (row.script, row.title, *numbers, STATES[row.state], "；".join(row.told), row.folder)
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells])
    return text.getvalue().encode("utf-8-sig", "replace")


def report_page(rows: Sequence[Row]) -> bytes:
    """The page, which has no script and loads nothing."""
    style = _asset("report.css")
    values = {
        "style_hash": source_hash(style),
        "style": style,
        "generator": AUTHOR,
        "summary": escape(summary(rows)),
        "rows": "\n".join(line for row in rows for line in _lines(row)),
    }
    return filled(_asset("report.html"), values)


def summary(rows: Sequence[Row]) -> str:
    """共 12 篇：已生成 10 篇，没有变化 1 篇，没有成功 1 篇；录音共 95 分钟."""
    counts = {state: sum(row.state == state for row in rows) for state in STATES}
    told = "，".join(f"{STATES[state]} {count} 篇" for state, count in counts.items() if count)
    return f"共 {len(rows)} 篇：{told}；录音共 {sum(row.milliseconds for row in rows) / 60_000:.0f} 分钟"


def _lines(row: Row) -> Iterator[str]:
    title = escape(row.title or Path(row.script).stem)
    name = f'<a href="{escape(row.address)}">{title}</a>' if row.address else title
    yield f'<tr class="{escape(row.state)}"><th scope="row">{name}<small>{escape(row.script)}</small></th>'
    numbers = (row.minutes, row.made, row.reused, row.warnings, row.uncertain)
    yield "".join(f"<td>{escape(number)}</td>" for number in numbers)
    yield f"<td>{STATES[row.state]}</td></tr>"
    if row.told:
        told = "".join(f"<li>{escape(one)}</li>" for one in row.told)
        yield f'<tr class="told"><td colspan="7"><ul>{told}</ul></td></tr>'


def _asset(name: str) -> str:
    return files("dangke_audio.batching").joinpath("page", name).read_text(encoding="utf-8")
