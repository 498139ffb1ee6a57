"""What became of one script, as a row of a table: the terminal, report.html, report.csv and the record share it."""

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from dangke_audio.batching.outcome import Outcome
from dangke_audio.model.report import UNCERTAIN_READING, BuildReport, Finding


@dataclass(frozen=True, slots=True)
class Row:
    """All as text; empty where there is nothing to tell."""

    script: str
    title: str
    milliseconds: int
    made: str
    """Clips that were spoken for it."""
    reused: str
    uncertain: str
    """How many readings were a choice."""
    state: str
    """One of outcome.State."""
    told: tuple[str, ...]
    """Findings that somebody should look at; why it failed."""
    folder: str
    address: str
    """Of what one opens first, as a link seen from the output folder."""

    @property
    def minutes(self) -> str:
        """One decimal."""
        return f"{self.milliseconds / 60_000:.1f}" if self.folder else ""

    @property
    def warnings(self) -> str:
        """How many findings there are to look at."""
        return str(len(self.told)) if self.folder else ""


def row_of(outcome: Outcome, out: Path) -> Row:
    """The row of a script; links are seen from `out`."""
    report = outcome.report
    if report is None:
        told = (str(outcome.error),) if outcome.error else ()
        return Row(str(outcome.script), "", 0, "", "", "", outcome.state, told, "", "")
    uncertain = sum(finding.code == UNCERTAIN_READING for finding in report.findings)
    return Row(
        script=str(outcome.script),
        title=report.title,
        milliseconds=report.audio_ms,
        made=str(report.synthesized),
        reused=str(report.reused),
        uncertain=str(uncertain),
        state=outcome.state,
        told=tuple(_told(finding) for finding in report.findings if _is_told(finding)),
        folder=report.folder,
        address=_address(report, out),
    )


def _is_told(finding: Finding) -> bool:
    """Uncertain readings, of which there are many, are only counted."""
    return finding.severity != "info" and finding.code != UNCERTAIN_READING


def _told(finding: Finding) -> str:
    return f"{finding.location}：{finding.message}" if finding.location else finding.message


def _address(report: BuildReport, out: Path) -> str:
    kinds = {output.kind: output.path for output in reversed(report.outputs)}
    first = kinds.get("page") or kinds.get("lecture") or kinds.get("part")
    return quote(Path(os.path.relpath(first, out)).as_posix(), errors="replace") if first else ""
