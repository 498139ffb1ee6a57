"""A script → what the page shows of it: outline with minutes, findings, what is not read, every paragraph."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from dangke_audio.checking import FrontEnd, lecture_with_cast, omitted_words, reason_in_words
from dangke_audio.model.lecture import Lecture
from dangke_audio.model.report import UNCERTAIN_READING, Finding, Location
from dangke_audio.model.sidecar import NO_SIDECAR, LineRule, Sidecar
from dangke_audio.model.speech import SpokenSection
from dangke_audio.parsing.lecture import nameable_lines
from dangke_audio.parsing.lines import Line
from dangke_audio.parsing.user_rules import folded
from dangke_audio.reading import read


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the script that a rule can name."""

    text: str
    words: str
    """By these a rule finds it."""
    occurrence: int
    """Which of those with the same words, 1-based."""
    count: int
    """How many have the same words."""


def paragraphs_of(lines: Sequence[Line]) -> tuple[Paragraph, ...]:
    """The lines, counted as the sidecar counts them."""
    words = [folded(line.text) for line in lines]
    counts, seen = Counter(words), Counter[str]()
    found = []
    for line, word in zip(lines, words, strict=True):
        seen[word] += 1
        found.append(Paragraph(line.text, word, seen[word], counts[word]))
    return tuple(found)


def script_paragraphs(script: Path, prepared: FrontEnd) -> tuple[Paragraph, ...]:
    """The same of a file. Raises SourceError."""
    return paragraphs_of(nameable_lines(read(script), frozenset(prepared.profile.roles)))


def look_over(script: Path, prepared: FrontEnd) -> dict[str, object]:
    """Everything about one script, for the page. Raises DangkeError."""
    document = read(script)
    lines = nameable_lines(document, frozenset(prepared.profile.roles))
    places = Places(document.name, lines)
    spoken = lecture_with_cast(script, prepared)
    lecture = spoken.lecture
    sections = [_section(section, prepared, places) for section in spoken.sections]
    odd = [_finding(finding, places) for finding in spoken.findings if finding.code != UNCERTAIN_READING]
    return {
        "title": lecture.title,
        "subtitle": lecture.subtitle,
        "speaker": lecture.speaker,
        "date": lecture.date,
        "sections": sections,
        "total_ms": sum(prepared.estimate_ms(section) for section in spoken.sections),
        "findings": odd,
        "uncertain": len(spoken.findings) - len(odd),
        "omitted": [
            {"text": one.text, "reason": reason_in_words(one.reason), "line": places.line_of(one.location)}
            for one in omitted_words(lecture)
        ],
        "lines": list(_lines(lecture, lines, places, document.sidecar or NO_SIDECAR)),
    }


class Places:
    """Which line a location points to."""

    def __init__(self, name: str, lines: Sequence[Line]) -> None:
        self._name = name
        self._words = [folded(line.text) for line in lines]
        self._by_number: dict[int | None, list[int]] = {}
        for index, line in enumerate(lines):
            for number in dict.fromkeys(location.number for _, location in line.places):
                self._by_number.setdefault(number, []).append(index)

    def line_of(self, location: Location | None) -> int | None:
        """Its index; None for what stands in no line: the sidecar, a picture, a foot note."""
        if location is None or location.path != self._name:
            return None
        there = self._by_number.get(location.number, [])
        words = folded(location.excerpt)
        return next((index for index in there if words in self._words[index]), there[0] if there else None)


def _section(spoken: SpokenSection, prepared: FrontEnd, places: Places) -> dict[str, object]:
    section = spoken.section
    return {
        "name": section.name,
        "level": section.level,
        "has_heading": section.heading is not None,
        "run_in": section.run_in,
        "ms": prepared.estimate_ms(spoken),
        "characters": sum(len(sentence.spoken) for sentence in spoken.sentences),
        "line": next((line for one in section.sentences if (line := places.line_of(one.location)) is not None), None),
    }


def _finding(finding: Finding, places: Places) -> dict[str, object]:
    return {
        "severity": finding.severity,
        "message": finding.message,
        "place": str(finding.location) if finding.location else None,
        "line": places.line_of(finding.location),
    }


def _lines(lecture: Lecture, lines: Sequence[Line], places: Places, sidecar: Sidecar) -> Iterator[dict[str, object]]:
    """Each paragraph with what it is now, and what the user has said of it."""
    headings: dict[int | None, int] = {}
    titles: set[int | None] = set()
    for section in lecture.sections:
        for sentence in section.sentences:
            if sentence.kind == "heading" and not section.run_in:
                headings[places.line_of(sentence.location)] = section.level
            elif sentence.kind == "title":
                titles.add(places.line_of(sentence.location))
    silent = {(places.line_of(one.location), folded(one.text)): one.reason for one in omitted_words(lecture)}
    for index, one in enumerate(paragraphs_of(lines)):
        reason = silent.get((index, one.words))
        is_title = index in titles or (bool(lecture.title) and one.words == folded(lecture.title or ""))
        kind = "title" if is_title else "heading" if index in headings else "silent" if reason else "body"
        rule = next((rule for rule in sidecar.lines if _is_about(rule, one)), None)
        yield {
            "text": one.text,
            "is": kind,
            "level": headings.get(index),
            "reason": reason_in_words(reason) if reason else None,
            "rule": asdict(rule) if rule else None,
        }


def _is_about(rule: LineRule, one: Paragraph) -> bool:
    return folded(rule.text) == one.words and rule.occurrence in (None, one.occurrence)
