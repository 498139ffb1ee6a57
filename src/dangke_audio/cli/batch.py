"""What `build` says of its scripts: of a single one all, of several a line each, a table at the end, and a report."""

import time
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from dangke_audio.batching import BatchRecord, Rehearse, Telling, build_batch
from dangke_audio.batching.outcome import Outcome
from dangke_audio.batching.report import STATES, summary, write_report
from dangke_audio.batching.rows import Row
from dangke_audio.cli.build_lines import done_json, tell_report
from dangke_audio.cli.console import emit, tell
from dangke_audio.cli.failures import tell_failure
from dangke_audio.cli.progress import duration, ending, progress_printer
from dangke_audio.errors import StorageError

if TYPE_CHECKING:
    from dangke_audio.fallback import Fallback
    from dangke_audio.preparing import BuildSettings

HEADS = ("讲稿", "分钟", "新读", "沿用", "提醒", "结果")
NAME_WIDTH = 40
"""Of the first column at most, in halves of a character."""


def build_all(
    record: BatchRecord,
    settings: "BuildSettings",
    instead: "Fallback | None",
    rehearse: Rehearse | None,
    *,
    as_json: bool,
) -> int:
    """Build what is left of a batch; the exit code. Interrupted, it tells what was done, and raises KeyboardInterrupt."""
    started = time.monotonic()
    scripts, is_batch = record.left, len(record.scripts) > 1
    outcomes: list[Outcome] = []
    is_reported = True
    if is_batch:
        record.keep(settings.out)
    try:
        for outcome in _outcomes(scripts, settings, instead, rehearse, as_json=as_json):
            outcomes.append(outcome)
            if is_batch:
                record = record.after(outcome, settings.out)
                record.keep(settings.out)
            _tell_outcome(outcome, f"[{len(outcomes)}/{len(scripts)}] " if is_batch else "", as_json=as_json)
    finally:
        if is_batch and (outcomes or not scripts):
            is_reported = _tell_batch(settings.out, record.all_rows, as_json=as_json)
    reports = [outcome.report for outcome in outcomes if outcome.report]
    failed = len(outcomes) - len(reports)
    if as_json:
        emit(done_json(reports, failed, time.monotonic() - started))
    return 1 if failed or not is_reported else 0


def _outcomes(
    scripts: Sequence[Path],
    settings: "BuildSettings",
    instead: "Fallback | None",
    rehearse: Rehearse | None,
    *,
    as_json: bool,
) -> Iterator[Outcome]:
    batch = progress_printer(as_json=as_json)
    telling = Telling(batch, lambda: progress_printer(as_json=as_json))
    with ending(batch), closing(build_batch(scripts, settings, instead, telling, rehearse)) as outcomes:
        yield from outcomes


def _tell_outcome(outcome: Outcome, number: str, *, as_json: bool) -> None:
    if outcome.error is not None:
        tell_failure(outcome.error, path=str(outcome.script), as_json=as_json)
    elif outcome.report is not None and (as_json or not number):
        tell_report(outcome.report, as_json=as_json)
    elif outcome.report is not None:
        report = outcome.report
        made = f"新合成 {report.synthesized} 段，沿用 {report.reused} 段" if outcome.state == "made" else "没有变化"
        tell(f"{number}《{report.title}》，{duration(report.audio_ms / 1000)}，{made}")


def _tell_batch(out: Path, rows: Sequence[Row], *, as_json: bool) -> bool:
    """The table, and where the report is; whether that could be written."""
    if not as_json:
        if all(row.state in ("made", "unchanged") for row in rows):
            tell("全部做完了")
        for line in _table(rows):
            tell(line)
        tell(summary(rows))
    try:
        page = write_report(out, rows)
    except StorageError as error:
        tell_failure(error, path=str(out), as_json=as_json)
        return False
    if as_json:
        emit({"event": "report", "path": str(page), "rows": len(rows)})
    else:
        tell(f"报告：{page}（在浏览器里打开）")
    return True


def _table(rows: Sequence[Row]) -> Iterator[str]:
    cells = [HEADS, *map(_cells, rows)]
    widths = [max(map(_width, column)) for column in zip(*cells, strict=True)]
    for line in cells:
        padded = (cell + " " * (width - _width(cell)) for cell, width in zip(line, widths, strict=True))
        yield "  ".join(padded).rstrip()


def _cells(row: Row) -> tuple[str, ...]:
    return (_short(row.script), row.minutes, row.made, row.reused, row.warnings, STATES[row.state])


def _short(name: str) -> str:
    """The end of a long path tells more than its beginning."""
    while _width(name) > NAME_WIDTH:
        name = f"…{name.removeprefix('…')[1:]}"
    return name


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
