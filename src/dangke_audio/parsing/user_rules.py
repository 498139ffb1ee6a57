"""What the script's sidecar says about its lines, done to them; what it says about lines that are not there is told."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from dangke_audio.model.lecture import Omission
from dangke_audio.model.report import Finding, Location
from dangke_audio.model.sidecar import LineRule, Sidecar
from dangke_audio.parsing.author_marks import without_author_marks
from dangke_audio.parsing.lines import Line, Look

_DRESS = re.compile(r"^[#\s●■◆▲►▶▪•※★☆◎□]+")


def follow_sidecar(
    lines: Sequence[Line], sidecar: Sidecar
) -> tuple[tuple[Line, ...], tuple[Omission, ...], tuple[Finding, ...]]:
    """Settle what its rules name: headings, body, and lines that are not read."""
    rules: dict[str, list[LineRule]] = defaultdict(list)
    for rule in sidecar.lines:
        rules[folded(rule.text)].append(rule)
    kept: list[Line] = []
    omitted: list[Omission] = []
    seen: Counter[str] = Counter()
    used: set[LineRule] = set()
    for line in lines:
        words = folded(line.text)
        seen[words] += 1
        found = next((rule for rule in rules.get(words, ()) if rule.occurrence in (None, seen[words])), None)
        if found is not None:
            used.add(found)
        if found is not None and found.role == "silent":
            omitted.append(line.omitted("user-silent"))
        else:
            kept.append(line if found is None else replace(line, look=_look(found)))
    kept = _with_title(kept, sidecar)
    return tuple(kept), tuple(omitted), _unmatched(sidecar, used, seen)


def folded(written: str) -> str:
    """A line's words without blanks, bullet, marks of Markdown and of the author: by these a rule finds its line."""
    return re.sub(r"\s", "", _DRESS.sub("", without_author_marks(written)))


def _with_title(lines: list[Line], sidecar: Sidecar) -> list[Line]:
    """The first line that says the sidecar's title is the title."""
    title = folded(sidecar.title or "")
    number = next((n for n, line in enumerate(lines) if title and folded(line.text) == title), None)
    if number is not None and not lines[number].look.settled:
        lines[number] = replace(lines[number], look=Look("title", settled=True))
    return lines


def _look(rule: LineRule) -> Look:
    return Look("heading", rule.level, settled=True) if rule.role == "heading" else Look(settled=True)


def _unmatched(sidecar: Sidecar, used: set[LineRule], seen: Counter[str]) -> tuple[Finding, ...]:
    """One warning for each rule whose line has gone or changed."""
    place = Location(sidecar.name)
    findings = []
    for rule in sidecar.lines:
        if rule in used:
            continue
        count = seen[folded(rule.text)]
        if not count:
            why = "讲稿里找不到这一行，可能已经改过"
        elif rule.occurrence is not None and rule.occurrence > count:
            why = f"讲稿里只出现了 {count} 次"
        else:
            why = "前面已有一条说了这一行"
        findings.append(Finding("warning", "sidecar-unmatched", f"说明文件里的“{rule.text}”没有用上：{why}", place))
    return tuple(findings)
