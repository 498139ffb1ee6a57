"""What is told of one built lecture, and of a run of `build` as a whole."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path

from dangke_audio.cli.console import emit, tell
from dangke_audio.cli.findings import as_json as finding_json
from dangke_audio.cli.findings import show_findings
from dangke_audio.cli.plan_json import compact_changes
from dangke_audio.cli.plan_lines import build_lines
from dangke_audio.cli.progress import duration
from dangke_audio.model.plan import Plan
from dangke_audio.model.report import BuildReport, Output
from dangke_audio.planning import summarize


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


def done_json(reports: Sequence[BuildReport], failed: int, wall_s: float) -> dict[str, object]:
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
