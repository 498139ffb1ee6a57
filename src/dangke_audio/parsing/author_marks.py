"""What an author says outright in the text: [停顿 2秒], [不读]…[/不读], [读作 chóng qìng]重庆[/读作].

The brackets may be of any width ([ ］ 【). A mark that is not well formed is reported, and is not read either; the words
that it stands around are read as if it were not there. [不读] may reach over several paragraphs, [读作] may not.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from dangke_audio.model.lecture import Omission
from dangke_audio.model.report import Finding, Location
from dangke_audio.model.source import Pin
from dangke_audio.parsing.lines import Line, Stretch, spread
from dangke_audio.pinyin import misfit

SHORTEST_PAUSE_MS = 200
LONGEST_PAUSE_MS = 60_000

_MARK = re.compile(
    r"[\[［【]\s*(?:(?P<close>[/／])\s*)?(?P<name>停[顿頓]|不[读讀]|[读讀][作做])(?P<said>[^\[\]［］【】]{0,60})[\]］】]"
)
_LENGTH = re.compile(
    r"[:：]?\s*(?P<n>\d{1,3}(?:\.\d{1,3})?|[半一二两兩三四五六七八九十])?\s*个?(?P<unit>秒钟?|毫秒|ms|s)?\s*",
    re.IGNORECASE,
)
_NUMERALS = {"半": 0.5, "两": 2.0, "兩": 2.0, **{c: float(n) for n, c in enumerate("一二三四五六七八九十", start=1)}}


@dataclass(slots=True)
class _Reader:
    """Reads the marks from the first line to the last; what it has learned so far."""

    kept: list[Line] = field(default_factory=list)
    omitted: list[Omission] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def complain(self, mark: str, why: str, place: Location) -> None:
        self.findings.append(Finding("warning", "author-mark", f"标记“{mark}”{why}", place))


def take_author_marks(lines: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[Omission, ...], tuple[Finding, ...]]:
    """Take the marks out of the lines and do what they say."""
    reader = _Reader()
    silences = _silences(lines, reader)
    for line, silent in zip(lines, silences, strict=True):
        _take_line(line, silent, reader)
    return tuple(reader.kept), tuple(reader.omitted), tuple(reader.findings)


def without_author_marks(written: str) -> str:
    """The words alone."""
    return _MARK.sub("", written)


def mark_spans(written: str) -> list[Stretch]:
    """Where the marks stand in a paragraph as its author wrote it."""
    return [mark.span() for mark in _MARK.finditer(written)]


def _name(mark: re.Match[str]) -> str:
    """停顿, 不读 or 读作, whichever way it was written."""
    return {"停": "停顿", "不": "不读"}.get(mark["name"][0], "读作")


def _silences(lines: Sequence[Line], reader: _Reader) -> list[list[Stretch]]:
    """For each line the stretches between [不读] and [/不读]."""
    silent: list[list[Stretch]] = [[] for _ in lines]
    opened: tuple[int, re.Match[str]] | None = None
    for number, line in enumerate(lines):
        for mark in _MARK.finditer(line.text):
            if _name(mark) != "不读":
                continue
            if not mark["close"]:
                if opened is not None:
                    _complain_open(lines, opened, reader)
                opened = (number, mark)
            elif opened is None:
                reader.complain(mark[0], "前面没有“[不读]”，没有起作用", line.location(mark.start()))
            else:
                _silence(lines, silent, opened, (number, mark))
                opened = None
    if opened is not None:
        _complain_open(lines, opened, reader)
    return silent


def _complain_open(lines: Sequence[Line], opened: tuple[int, re.Match[str]], reader: _Reader) -> None:
    number, mark = opened
    reader.complain(mark[0], "后面没有“[/不读]”，没有起作用，文字照读", lines[number].location(mark.start()))


def _silence(
    lines: Sequence[Line],
    silent: list[list[Stretch]],
    opened: tuple[int, re.Match[str]],
    closed: tuple[int, re.Match[str]],
) -> None:
    """Note what lies between two marks, which may stand in different lines."""
    (first, mark), (last, end) = opened, closed
    for number in range(first, last + 1):
        start = mark.end() if number == first else 0
        stop = end.start() if number == last else len(lines[number].text)
        silent[number].append((start, stop))


def _take_line(line: Line, silent: list[Stretch], reader: _Reader) -> None:
    """Take the marks and what is not read out of one line, and give it its pins and pauses."""
    marks = [mark for mark in _MARK.finditer(line.text) if not _inside(mark.start(), silent)]
    if not marks and not silent:
        reader.kept.append(line)
        return
    pins = tuple(_pins(line, [mark for mark in marks if _name(mark) == "读作"], reader))
    pauses = tuple(_pauses(line, [mark for mark in marks if _name(mark) == "停顿"], reader))
    told = replace(line, pins=(*line.pins, *pins), pauses=(*line.pauses, *pauses))
    gone = [(*mark.span(), "author-mark") for mark in marks] + [(*stretch, "author-silent") for stretch in silent]
    for start, end, reason in sorted(gone):
        piece = line.part(start, end)
        if piece.text:
            reader.omitted.append(piece.omitted(reason))
    rest = told.only(told.between([(start, end) for start, end, _ in sorted(gone)]))
    rest = rest.part(0)
    if rest.text:
        reader.kept.append(rest)
    elif rest.pauses:
        _pause_behind_last(rest, reader)


def _inside(offset: int, stretches: list[Stretch]) -> bool:
    return any(start <= offset < end for start, end in stretches)


def _pins(line: Line, marks: list[re.Match[str]], reader: _Reader) -> list[Pin]:
    """The readings of one line; what is wrong with a mark is complained of."""
    pins: list[Pin] = []
    opened: re.Match[str] | None = None
    for mark in marks:
        place = line.location(mark.start())
        if not mark["close"]:
            if opened is not None:
                reader.complain(opened[0], "后面没有“[/读作]”，没有起作用", line.location(opened.start()))
            opened = mark
        elif opened is None:
            reader.complain(mark[0], "前面没有“[读作 …]”，没有起作用", place)
        else:
            words = line.text[opened.end() : mark.start()]
            reading = opened["said"].strip(" :：\u3000")
            wrong = "里面没有字" if not words.strip() else misfit(words, reading)
            if wrong:
                reader.complain(opened[0], f"没有起作用：{wrong}", line.location(opened.start()))
            else:
                pins += spread(Pin(opened.end(), mark.start(), reading), line.text)
            opened = None
    if opened is not None:
        reader.complain(opened[0], "后面没有“[/读作]”，没有起作用", line.location(opened.start()))
    return pins


def _pauses(line: Line, marks: list[re.Match[str]], reader: _Reader) -> list[tuple[int, int]]:
    """The pauses of one line, each at the offset behind its mark."""
    pauses: list[tuple[int, int]] = []
    for mark in marks:
        length_ms = _length_ms(mark["said"]) if not mark["close"] else None
        if length_ms is None:
            reader.complain(mark[0], "看不懂，请写成“[停顿 2秒]”（0.2～60 秒）", line.location(mark.start()))
        else:
            pauses.append((mark.end(), length_ms))
    return pauses


def _length_ms(said: str) -> int | None:
    """` 2秒`, `1.5`, `两秒钟`, `800毫秒`; nothing is one second. None for what cannot be understood."""
    found = _LENGTH.fullmatch(said.strip())
    if found is None:
        return None
    number = found["n"] or "1"
    seconds = _NUMERALS[number] if number in _NUMERALS else float(number)
    thousandth = (found["unit"] or "").lower() in ("毫秒", "ms")
    length_ms = round(seconds if thousandth else seconds * 1000)
    return length_ms if SHORTEST_PAUSE_MS <= length_ms <= LONGEST_PAUSE_MS else None


def _pause_behind_last(empty: Line, reader: _Reader) -> None:
    """A mark on a line of its own: the pause stands behind the line before it."""
    length_ms = max(length for _, length in empty.pauses)
    if not reader.kept:
        reader.complain("[停顿]", "前面没有文字，没有起作用", empty.location())
        return
    last = reader.kept[-1]
    reader.kept[-1] = replace(last, pauses=(*last.pauses, (len(last.text), length_ms)))
