"""`dangke-audio build --dry-run`: what would be done, and how long it would take."""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dangke_audio.cli.console import emit, tell
from dangke_audio.cli.failures import tell_failure
from dangke_audio.cli.findings import show_findings
from dangke_audio.cli.foreseen_lines import file_lines, total_lines
from dangke_audio.cli.plan_json import plan_json
from dangke_audio.cli.plan_lines import NOTHING_CHANGED, chapter_lines
from dangke_audio.errors import DangkeError
from dangke_audio.planning import summarize

if TYPE_CHECKING:
    from dangke_audio.foreseeing import Foreseen
    from dangke_audio.preparing import BuildSettings


def foresee_all(files: Sequence[Path], settings: "BuildSettings", *, as_json: bool) -> int:
    """Tell what a build of these scripts would do; the exit code."""
    from dangke_audio.foreseeing import foresee

    started = time.monotonic()
    failed = 0
    for file in files:
        try:
            foreseen = foresee(file, settings)
        except DangkeError as error:
            failed += 1
            tell_failure(error, path=str(file), as_json=as_json)
            continue
        if as_json:
            emit(plan_json("plan", str(file), foreseen))
        else:
            _tell(foreseen)
    if as_json:
        wall_s = round(time.monotonic() - started, 3)
        emit({"event": "done", "dry_run": True, "lectures": len(files) - failed, "failed": failed, "wall_s": wall_s})
    return 1 if failed else 0


def _tell(foreseen: "Foreseen") -> None:
    show_findings(foreseen.findings)
    changes = summarize(foreseen.plan)
    tell(f"预计：{foreseen.title}（只是预计，没有生成任何文件）")
    if changes.is_idle:
        tell(f"{NOTHING_CHANGED}，不用重新生成")
        return
    if changes.is_first:
        tell("还没有生成过，全部都是新的")
    for line in (*chapter_lines(changes), *file_lines(foreseen), *total_lines(foreseen)):
        tell(line)
