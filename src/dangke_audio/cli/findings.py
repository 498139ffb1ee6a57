"""Findings for people and for programs."""

from collections.abc import Iterable, Mapping

from dangke_audio.cli.console import complain
from dangke_audio.model.report import UNCERTAIN_READING, Finding

WORDS = {"info": "说明", "warning": "提醒", "error": "问题"}


def show_findings(findings: Iterable[Finding]) -> None:
    """A line each, on stderr; uncertain readings, of which there are many, in one line."""
    uncertain = 0
    for finding in findings:
        if finding.code == UNCERTAIN_READING:
            uncertain += 1
        else:
            complain(describe(finding))
    if uncertain:
        complain(f"说明：有 {uncertain} 处读音拿不准，dangke-audio check --readings 逐条列出")


def describe(finding: Finding) -> str:
    """提醒：讲稿.txt:41「三、…」：这个标题下面没有正文"""
    place = f"{finding.location}：" if finding.location else ""
    return f"{WORDS[finding.severity]}：{place}{finding.message}"


def as_json(finding: Finding) -> Mapping[str, object]:
    """The shape that DESIGN §6 promises."""
    line = finding.location.number if finding.location else None
    return {"severity": finding.severity, "code": finding.code, "message": finding.message, "line": line}
