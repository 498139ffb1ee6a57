"""`dangke-audio build`: scripts in, MP3 files out."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path

import click

from dangke_audio.cli.console import emit, tell
from dangke_audio.cli.dry_run import foresee_all
from dangke_audio.cli.edition_options import Wishes, edition_options
from dangke_audio.cli.failures import tell_failure
from dangke_audio.cli.findings import as_json as finding_json
from dangke_audio.cli.findings import show_findings
from dangke_audio.cli.options import (
    engine_option,
    fallback_option,
    jobs_option,
    json_option,
    on_option,
    out_option,
    store_option,
    strict_option,
    type_of_script,
    voice_option,
)
from dangke_audio.cli.plan_json import compact_changes
from dangke_audio.cli.plan_lines import build_lines
from dangke_audio.cli.progress import duration, ending, progress_printer
from dangke_audio.errors import DangkeError
from dangke_audio.model.plan import Plan
from dangke_audio.model.report import BuildReport, Output
from dangke_audio.planning import summarize


@click.command(options_metavar="[选项]")
@click.argument("files", metavar="讲稿…", type=type_of_script, nargs=-1, required=True)
@voice_option
@engine_option
@fallback_option
@out_option
@edition_options
@jobs_option
@on_option
@store_option
@click.option("--dry-run", is_flag=True, help="只说要做什么、要多久，不生成任何文件。")
@strict_option
@json_option
def build(
    files: Sequence[Path],
    voice: str | None,
    engine: str | None,
    fallback: str | None,
    out: Path,
    wishes: Wishes,
    jobs: int | None,
    scheduler: str | None,
    store: str | None,
    dry_run: bool,
    strict: bool,
    as_json: bool,
) -> int:
    """把讲稿读成 MP3：整篇一个带章节的文件，每章另有一个文件，还有有声书、收听网页和跟着声音走的文字。"""
    from dangke_audio.cli.choices import chosen_fallback, chosen_settings, with_cluster
    from dangke_audio.fallback import build_or_fall_back

    settings = with_cluster(chosen_settings(voice, engine, out, jobs, strict, wishes), scheduler, store)
    if dry_run:
        return foresee_all(files, settings, as_json=as_json)
    instead = chosen_fallback(fallback, settings, as_json=as_json)
    started = time.monotonic()
    reports: list[BuildReport] = []
    failed = 0
    for file in files:
        printer = progress_printer(as_json=as_json)
        try:
            with ending(printer):
                reports.append(build_or_fall_back(file, settings, instead, printer))
        except DangkeError as error:
            failed += 1
            tell_failure(error, path=str(file), as_json=as_json)
            continue
        tell_report(reports[-1], as_json=as_json)
    if as_json:
        emit(_done(reports, failed, time.monotonic() - started))
    return 1 if failed else 0


def tell_report(report: BuildReport, *, as_json: bool) -> None:
    """What was made of one lecture, and where it is."""
    if as_json:
        emit({"event": "lecture", **_report_json(report)})
        return
    show_findings(report.findings)
    sections = sum(output.kind == "section" for output in report.outputs)
    chapters = f"，{sections} 章" if sections else ""
    tell(f"完成：{report.title}，{duration(report.audio_ms / 1000)}，用时 {duration(report.wall_s)}")
    tell(f"新合成 {report.synthesized} 段，沿用 {report.reused} 段，共 {report.sentences} 句{chapters}")
    for line in build_lines(summarize(report.plan)):
        tell(line)
    for line in _places(report.outputs):
        tell(line)
    tell(f"文件夹：{report.folder}")


def _places(outputs: Sequence[Output]) -> Iterator[str]:
    """Where the files are that a user opens first."""
    found = {output.kind: output.path for output in reversed(outputs)}
    if "lecture" in found:
        yield f"整篇：{found['lecture']}"
    if "page" in found:
        yield f"收听：{found['page']}（在浏览器里打开）"
    if "part" in found:
        parts = sum(output.kind == "part" for output in outputs)
        yield f"大喇叭：{Path(found['part']).parent}（{parts} 个文件）"


def _report_json(report: BuildReport) -> dict[str, object]:
    told = asdict(replace(report, plan=Plan((), is_first=False)))
    del told["plan"]
    findings = list(map(finding_json, report.findings))
    changes = compact_changes(summarize(report.plan))
    return {**told, "wall_s": round(report.wall_s, 3), "findings": findings, "changes": changes}


def _done(reports: Sequence[BuildReport], failed: int, wall_s: float) -> dict[str, object]:
    """The last line, as DESIGN §6 promises."""
    counted = ("sentences", "clips", "synthesized", "reused", "blocks_encoded", "audio_ms")
    return {
        "event": "done",
        "lectures": len(reports),
        "failed": failed,
        **{name: sum(getattr(report, name) for report in reports) for name in counted},
        "wall_s": round(wall_s, 3),
        "outputs": [asdict(output) for report in reports for output in report.outputs],
        "findings": [finding_json(finding) for report in reports for finding in report.findings],
    }
