"""The sheet that hangs beside the player: what is on the stick, in which order, how long. Pure."""

from collections.abc import Sequence
from html import escape

from dangke_audio.delivering.sidecars.clock import marks, one_line
from dangke_audio.exporting.programme import Slot
from dangke_audio.html_pages import source_hash

TITLE = "播放单"
MADE_BY = "由 dangke-audio 生成"
"""By this a sheet is known as ours, and may be written anew."""
HEADINGS = ("序号", "文件", "标题", "时长")
STYLE = """
body { font-family: sans-serif; max-width: 48em; margin: 1em auto; padding: 0 1em; color: #000; background: #fff; }
table { border-collapse: collapse; width: 100%; margin-bottom: 1.5em; }
th, td { border: 1px solid #888; padding: .3em .5em; text-align: left; overflow-wrap: anywhere; }
th:first-child, td:first-child, th:last-child, td:last-child { white-space: nowrap; text-align: right; }
tr { break-inside: avoid; } thead { display: table-header-group; } h2 { break-after: avoid; }
footer { color: #555; }
"""


def sheet_text(slots: Sequence[Slot], target: str) -> bytes:
    """播放单.txt, a line for each file; with a byte order mark and CR LF, for old Windows' Notepad."""
    lines = [TITLE, f"目标：{one_line(target)}", MADE_BY]
    for slot in slots:
        lines += ["", f"时段：{slot.title}（文件夹 {slot.folder}）", "\t".join(HEADINGS)]
        lines += ["\t".join(cells) for cells in _rows(slot)]
        lines.append(_total(slot))
    return "".join(f"{line}\r\n" for line in lines).encode("utf-8-sig", "replace")


def sheet_page(slots: Sequence[Slot], target: str) -> bytes:
    """播放单.html, to be printed. It has no script and loads nothing, which its policy forbids too."""
    head = (
        '<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src {source_hash(STYLE)}">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{TITLE}</title>\n<style>{STYLE}</style>\n</head>\n"
    )
    body = f"<body>\n<h1>{TITLE}</h1>\n<p>目标：{escape(one_line(target))}</p>\n{''.join(map(_table, slots))}"
    return f"{head}{body}<footer>{MADE_BY}</footer>\n</body>\n</html>\n".encode("utf-8", "replace")


def _table(slot: Slot) -> str:
    rows = "".join(_row("td", cells) for cells in _rows(slot))
    return (
        f"<h2>时段：{escape(slot.title)}（文件夹 {escape(slot.folder)}）</h2>\n<table>\n"
        f"<thead>{_row('th', HEADINGS)}</thead>\n<tbody>\n{rows}</tbody>\n</table>\n<p>{escape(_total(slot))}</p>\n"
    )


def _row(tag: str, cells: Sequence[str]) -> str:
    return f"<tr>{''.join(f'<{tag}>{escape(cell)}</{tag}>' for cell in cells)}</tr>\n"


def _rows(slot: Slot) -> list[tuple[str, str, str, str]]:
    return [
        (str(number), track.name, one_line(track.title), marks(track.part.milliseconds))
        for number, track in enumerate(slot.tracks, start=1)
    ]


def _total(slot: Slot) -> str:
    return f"共 {len(slot.tracks)} 个文件，{marks(slot.milliseconds)}"
