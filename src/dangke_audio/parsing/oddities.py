"""What is odd about a script and the author should know."""

import re
from collections.abc import Sequence

from dangke_audio.model.lecture import Section
from dangke_audio.model.report import Finding
from dangke_audio.parsing.headings import Heading, heading_like_runs
from dangke_audio.parsing.lines import Line
from dangke_audio.parsing.marks import STRONG, Family

_MOST_ENGLISH = 5
"""Findings on English of one script; more say nothing new."""
# Five English words in a row, with nothing but blanks and marks of English between them.
_ENGLISH = re.compile(r"[A-Za-z][A-Za-z'’-]*(?:[\s,.;:!?\"“”()-]{1,4}[A-Za-z][A-Za-z'’-]*){4}")
_LATIN = re.compile(r"[A-Za-z]")
_HAN = re.compile(r"[\u3400-\u9fff]")


def findings_on_outline(
    sections: Sequence[Section], headings: Sequence[Heading], lines: Sequence[Line]
) -> tuple[Finding, ...]:
    """Headings without text or that break off, numbers that are missing, lines that look like headings, English."""
    return (
        *_on_sections(sections),
        *_on_numbers(headings, lines),
        *_on_heading_like(headings, lines),
        *_on_english(sections),
    )


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


def _on_heading_like(headings: Sequence[Heading], lines: Sequence[Line]) -> list[Finding]:
    """Lines that are numbered as headings are, but follow each other without text: they are read as text."""
    return [
        Finding(
            "info",
            "heading-like",
            f"从“{lines[first].text}”起的 {count} 行有编号而没有正文，按正文读；若是标题，请在下面写上正文",
            lines[first].location(),
        )
        for first, count in heading_like_runs(lines, headings)
    ]


def _on_english(sections: Sequence[Section]) -> list[Finding]:
    """Sentences that are mostly English."""
    sentences = [sentence for section in sections for sentence in section.sentences]
    english = [s for s in sentences if _ENGLISH.search(s.written) and _is_mostly_latin(s.written)]
    return [Finding("info", "english", "英文段落，用英文读音", s.location) for s in english[:_MOST_ENGLISH]]


def _is_mostly_latin(written: str) -> bool:
    """Whether a sentence has more Latin letters than Han could weigh up."""
    return len(_LATIN.findall(written)) > 2 * len(_HAN.findall(written))
