"""Headings without numbers: by style, by their words (引言, 结束语, 附件1), or short lines between paragraphs."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from dangke_audio.parsing.lines import Line
from dangke_audio.parsing.marks import mark_of
from dangke_audio.parsing.people import date_line
from dangke_audio.parsing.salutation import is_closing, is_salutation

_SHORTEST, _LONGEST = 3, 30
"""Characters of such a heading; a shorter one must come again (警示 below each case)."""
_LONGEST_QUESTION = 60
_SHORTEST_BODY = 24
"""Characters of the paragraph that must stand below it."""
_FEWEST = 2
_MOST_DRESSED = 0.4
"""Share of a script's lines above which bold or centred type means nothing."""

_KNOWN = re.compile(
    r"[【\[〔（(]?\s*(?:引\s*[言子]|前\s*言|导\s*[言语入]|導\s*[言論]|序\s*[言章曲]?|绪\s*论|緒\s*論|楔\s*子|开\s*[场篇]\s*[白语]?|開場白|"
    r"结\s*[语論论]|結\s*[語論]|结\s*束\s*语|結\s*束\s*語|结\s*尾|尾\s*声|余\s*论|后\s*记|後\s*記|跋|致\s*[谢謝]|小\s*结|总\s*结|總\s*結|"
    r"写在(?:前面|最后)|(?:课后)?思考题|课后思考|讨论题|附\s*[件录錄则則]\s*[0-9０-９一二三四五六七八九十]{0,3})\s*[】\]〕）)]?\s*[：:]?"
)
_BRACKETED = re.compile(r"【[^【】]{2,24}】[：:]?")
_RUN_IN = re.compile(r"【[^【】]{2,20}】[：:]?(?=\s*[^\s【：:].{5})")
_PLAIN = re.compile(r"[\w“”‘’《》（）()、，,：:·—「」\-\s]*[\w”’》）)？?」]")
# Where a page collects several texts: 村支书述职报告 篇2, 倡议书（范文三）
_COLLECTED = re.compile(
    r"[\w“”《》·]{2,30}?\s*[（(【\[]?(?:篇|范文)\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）】\]]?[：:]?"
)
_QUESTION = re.compile(r"问\s*[：:].{2,}")
_ANSWER = re.compile(r"答\s*[：:]")
_SENTENCE_END = re.compile(r"[。！？!?…][”’」』）)]*$")
# 财务收支情况： above a paragraph, but not 他写道： or 要求如下：
_ANNOUNCED = re.compile(
    r"(?![^：:]*(?:[我他她你说說道称曰着]|下面|以下|如下|是|为|有|指出|强调|要求|提出|通知|决定|做到|认为|注意)[^：:]{0,1}[：:])[^。！？：:；;，,]{3,14}[：:]"
)
_NO_HEADING = re.compile(r"^[（(]|^(?:图|表|注|附|地址|电话|邮编|邮箱|题目)\s*\d*\s*[:：]?|^(?:答|问)[：:]|[：:]\s*\S")


@dataclass(frozen=True, slots=True)
class BareHeading:
    """A heading without a number."""

    line: int
    depth: int
    """By its format, 1-based; 0 where the format says nothing."""
    is_known: bool
    """Whether its words say that it is one of the whole lecture: 引言, 结束语."""


def bare_headings(
    lines: Sequence[Line], numbered: Collection[int], styled: Collection[int], names: Collection[str] = ()
) -> list[BareHeading]:
    """The headings without numbers.

    `numbered` are the lines that are headings already, `styled` those by format, `names` what the title speaks of.
    """
    free = [n for n, line in enumerate(lines) if n not in numbered and _is_free(line)]
    questions = [n for n, line in enumerate(lines) if n not in numbered and _is_question(lines, n)]
    depths = {level: depth for depth, level in enumerate(sorted({lines[n].look.level for n in styled}), start=1)}
    raw = bool(set(styled) & set(numbered))
    found = {
        n: BareHeading(n, lines[n].look.level if raw else depths[lines[n].look.level], False)
        for n in free
        if n in styled
    }
    known = [n for n in free if n not in found and _is_known(lines, n, names)]
    found |= {n: BareHeading(n, 0, True) for n in known}
    collected = [n for n in free if is_collected(lines[n].text) and n + 1 < len(lines)]
    dressed = {n for n in free if _is_dressed(lines[n])}
    telling = dressed if len(dressed) <= len(lines) * _MOST_DRESSED else set()
    plain = [n for n in free if _looks_like_heading(lines, n, numbered, n in telling)]
    counts = Counter(line.text for line in lines)
    plain = [n for n in plain if len(lines[n].text) >= _SHORTEST or counts[lines[n].text] > 1 or n in telling]
    announced = [n for n in free if _is_announced(lines, n, numbered)]
    told = [n for n in plain if n in telling or _BRACKETED.fullmatch(lines[n].text)]
    for group in (collected, questions, announced, plain if len(plain) >= _FEWEST else told):
        if len(group) >= _FEWEST or group is told:
            found |= {n: BareHeading(n, 0, False) for n in group if n not in found}
    return [found[number] for number in sorted(found)]


def bracketed_run_ins(lines: Sequence[Line], taken: Collection[int]) -> list[tuple[int, int]]:
    """(line, end of heading) of paragraphs that begin with 【申报时间】; none where only one does."""
    found = [(n, _RUN_IN.match(line.text)) for n, line in enumerate(lines) if n not in taken and _is_free(line)]
    ends = [(number, match.end()) for number, match in found if match]
    return ends if len(ends) >= _FEWEST else []


def is_collected(text: str) -> bool:
    """Whether a line heads one of several texts on a page: 倡议书 篇2."""
    return _COLLECTED.fullmatch(text) is not None


def is_known_heading(text: str) -> bool:
    """Whether a whole line is 引言, 前言, 结束语, 附件1 or the like."""
    return _KNOWN.fullmatch(text) is not None


def _is_free(line: Line) -> bool:
    """Whether it is for this module to say what a line is."""
    return not line.look.settled and line.look.role != "row" and not line.is_speech


def _is_known(lines: Sequence[Line], number: int, names: Collection[str]) -> bool:
    """A line that says 引言, with text below."""
    text = lines[number].text
    return (is_known_heading(text) or text in names) and number + 1 < len(lines)


def _is_question(lines: Sequence[Line], number: int) -> bool:
    """A line that asks 问：…, with its answer below; its label is gone where the question has a voice of its own."""
    line, below = lines[number], lines[number + 1 : number + 2]
    if line.look.settled or line.look.role == "row" or len(line.text) > _LONGEST_QUESTION or not below:
        return False
    asked = _is_said_by("问", line) or (_is_free(line) and _QUESTION.fullmatch(line.text) is not None)
    return asked and (_is_said_by("答", below[0]) or _ANSWER.match(below[0].text) is not None)


def _is_said_by(label: str, line: Line) -> bool:
    """Whether a line stood behind a label that was cut off."""
    return line.is_speech and line.turn is not None and line.turn.label == label


def _is_announced(lines: Sequence[Line], number: int, numbered: Collection[int]) -> bool:
    """A short line that ends in a colon, above a paragraph that is no list."""
    if _ANNOUNCED.fullmatch(lines[number].text) is None or mark_of(lines[number].text) or number + 1 >= len(lines):
        return False
    below = lines[number + 1].text
    return mark_of(below) is None and not is_salutation(lines[number].text) and _is_body(lines, number + 1, numbered)


def _is_dressed(line: Line) -> bool:
    """Whether its type sets a line off."""
    return line.look.bold or line.look.alignment == "center" or line.look.role == "title"


def _looks_like_heading(lines: Sequence[Line], number: int, numbered: Collection[int], is_dressed: bool) -> bool:
    """A short line that is no sentence, behind a finished paragraph or a heading and before a real paragraph."""
    text = lines[number].text
    if number + 1 >= len(lines) or not _is_title_like(text):
        return False
    above = lines[number - 1].text if number else "。"
    finished = number - 1 in numbered or is_dressed or _SENTENCE_END.search(above) is not None
    return finished and _is_body(lines, number + 1, numbered)


def _is_title_like(text: str) -> bool:
    """Whether a text is short and no sentence, number, date, greeting or leave."""
    return (
        2 <= len(text) <= _LONGEST
        and (_PLAIN.fullmatch(text) is not None or _BRACKETED.fullmatch(text) is not None)
        and _NO_HEADING.search(text) is None
        and mark_of(text) is None
        and date_line(text) is None
        and not is_salutation(text)
        and not is_closing(text)
    )


def _is_body(lines: Sequence[Line], number: int, numbered: Collection[int]) -> bool:
    """Whether a line is a paragraph of text, or a numbered heading or list that stands below a heading."""
    text = lines[number].text
    if number in numbered or mark_of(text) is not None:
        return True
    last = number == len(lines) - 1
    return len(text) >= _SHORTEST_BODY and (last or _SENTENCE_END.search(text) is not None or text[-1] in "：:；;")
