"""What is odd about an outline and the author should know."""

from collections.abc import Sequence

from dangke_audio.model.lecture import Section
from dangke_audio.model.report import Finding
from dangke_audio.parsing.headings import Heading
from dangke_audio.parsing.lines import Line
from dangke_audio.parsing.marks import STRONG, Family


def findings_on_outline(
    sections: Sequence[Section], headings: Sequence[Heading], lines: Sequence[Line]
) -> tuple[Finding, ...]:
    """Headings without text, headings that break off, numbers that are missing."""
    return (*_on_sections(sections), *_on_numbers(headings, lines))


def _on_sections(sections: Sequence[Section]) -> list[Finding]:
    """Headings without text below them, and headings that end in a comma."""
    findings = []
    for position, section in enumerate(sections):
        if section.heading is None:
            continue
        place = section.sentences[0].location
        following = sections[position + 1] if position + 1 < len(sections) else None
        has_below = following is not None and (following.level > section.level or following.run_in)
        if len(section.sentences) == 1 and not has_below:
            findings.append(Finding("warning", "heading-without-body", f"标题“{section.heading}”下面没有正文", place))
        if section.heading[-1] in "，,、；;":
            findings.append(Finding("warning", "heading-truncated", f"标题“{section.heading}”好像没有写完", place))
    return findings


def _on_numbers(headings: Sequence[Heading], lines: Sequence[Line]) -> list[Finding]:
    """Numbers that are left out or stand twice among the headings of one family."""
    findings = []
    last: dict[Family, int] = {}
    for heading in headings:
        if heading.mark is None:
            continue
        family, number = heading.mark.family, heading.mark.number
        before = last.get(family, 0)
        if family in STRONG | {Family.FIGURE} and number > 1 and number not in (before, before + 1):
            place = lines[heading.line].location()
            message = f"编号不连续：前面是第 {before} 个，这里是第 {number} 个" if before else f"编号从 {number} 开始"
            findings.append(Finding("info", "numbering-gap", message, place))
        last[family] = number
        last = {other: value for other, value in last.items() if other <= family}
    return findings
