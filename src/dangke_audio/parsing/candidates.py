"""Numbered lines, and what each looks like: a heading on a line of its own, one at the head of a paragraph, or text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from dangke_audio.parsing.lines import Line
from dangke_audio.parsing.marks import STRONG, WORDS, Family, Mark, mark_of
from dangke_audio.parsing.sentences import spans

LONGEST_HEADING = 80
"""Characters of a heading on a line of its own."""
_LONGEST_WEAK = 60
"""Characters of one whose mark numbers lists as often."""
_LONGEST_RUN_IN = 60
_LONGEST_ARTICLE = 14
"""Characters of the name of an article, 第一条 热爱祖国。…: what is longer is the article itself."""
_SHORTEST_REST = 6
"""Characters that must stand behind a run-in heading."""
_SHORTEST_SPACED_REST = 16
"""Characters that must stand behind a heading that only a blank sets off."""
_LONGEST_STATEMENT = 30
"""Characters of a heading on its own line, numbered in figures, that ends in a full stop."""

_QUOTED = r"“[^“”]{0,50}”|《[^《》]{0,50}》|「[^「」]{0,50}」|‘[^‘’]{0,50}’|（[^（）]{0,50}）|\([^()]{0,50}\)"
_WORDING = rf"(?:{_QUOTED}|[^。！？!?：:；;“《「‘（(])"
_QUESTIONS = re.compile(r"(?:[^。！？!?：:；;\s][^。！？!?：:；;]{1,50}[？?]\s*)+")
_STATEMENT = re.compile(rf"{_WORDING}{{2,55}}?[。！!]+[”’」』]?")
_COLON = re.compile(r"[^。！？!?：:；;]{2,45}[：:]")
# What introduces a speech or a list and is no heading: 他指出： 要做到：
_INTRODUCES = re.compile(
    r"(?:说|說|指出|强调|強調|提出|提到|认为|認為|表示|写道|讲道|问道|答道|称|如下|包括|例如|比如|就是|做到|即|规定|規定|有|是|为)[：:]$"
)
# Particulars of a meeting, and questions with their answers, are said, not headed: 1.时间：3月10日上午9时
_PARTICULAR = re.compile(
    r"(?:[\u4e00-\u9fff]{0,4}(?:时间|地点|人员|对象|联系人|联系电话|电话|姓名|日期|人数|金额|地址|名额|问|答|時間|地點|對象|聯絡人|電話)|[问答])\s*[：:]\s*\S"
)
# 一、提高认识  安全责任重于泰山。
_SPACED = re.compile(r"([\w“”《》]{3,20})\s+(?=[^。]{4,200}。)")
_BRACKET_NOTE = re.compile(r"\s*[（(][^（()）]{1,20}[)）]\s*")


class Shape(Enum):
    """What a numbered line looks like."""

    OWN_LINE = 1
    RUN_IN = 2
    TEXT = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """A numbered line."""

    line: int
    mark: Mark
    shape: Shape
    end: int
    """Offset behind the heading in it."""
    is_statement: bool
    """Whether the heading ends like a sentence."""


def candidates_of(lines: Sequence[Line]) -> list[Candidate]:
    """The numbered lines about which nothing was said, in order."""
    found = []
    for number, line in enumerate(lines):
        guessed = not line.look.settled and line.look.role != "row" and not line.is_speech
        mark = mark_of(line.text) if guessed else None
        if mark is not None:
            found.append(_candidate(number, line.text, mark))
    return found


def _candidate(number: int, text: str, mark: Mark) -> Candidate:
    """A numbered line as a heading might be seen in it."""
    said = text[mark.end :]
    run_in = _run_in_end(said, mark)
    if run_in:
        return Candidate(number, mark, Shape.RUN_IN, mark.end + run_in, said[run_in - 1] in "。！!")
    own = _is_own_line(text, said, mark)
    return Candidate(number, mark, Shape.OWN_LINE if own else Shape.TEXT, len(text), text[-1] in "。！!.")


def _is_own_line(text: str, said: str, mark: Mark) -> bool:
    """Whether a numbered line can be a heading as a whole."""
    if not said:
        return mark.family in (Family.PART, Family.SECTION, Family.TOPIC)
    if len(text) > (LONGEST_HEADING if mark.is_sure else _LONGEST_WEAK) or said[-1] in "；;":
        return False
    if said[-1] in "。！!.":
        figure = (
            mark.family in (Family.FIGURE, Family.BRACKETED_FIGURE)
            and len(said) <= _LONGEST_STATEMENT
            and not re.search(r"[：:]", said)
        )
        return (mark.family in STRONG or figure) and len(spans(said)) == 1
    if not mark.is_sure and (_INTRODUCES.search(said) or _PARTICULAR.match(said)):
        return mark.family is Family.FIGURE and _QUESTIONS.fullmatch(re.sub(r"^问\s*[：:]", "", said)) is not None
    return re.search(r"[。；;]\s*[^\s”’」』》）)]", said) is None


def _run_in_end(said: str, mark: Mark) -> int:
    """Where a run-in heading ends in what stands behind its mark; 0 where there is none."""
    if _PARTICULAR.match(said):
        return 0
    spaced = _SPACED.match(said)
    if spaced and mark.family not in WORDS and len(said) - spaced.end() >= _SHORTEST_SPACED_REST:
        return spaced.end(1)
    for kind in (_STATEMENT,) if mark.family in WORDS else (_QUESTIONS, _STATEMENT, _COLON):
        found = kind.match(said)
        longest = _LONGEST_ARTICLE if mark.family is Family.ARTICLE else _LONGEST_RUN_IN
        if not found or found.end() > longest:
            continue
        rest = said[found.end() :].strip()
        end = len(said[: found.end()].rstrip())
        if len(rest) < _SHORTEST_REST or _BRACKET_NOTE.fullmatch(said[found.end() :]):
            continue
        if kind is _COLON and not _names_what_follows(found[0], rest, mark.family):
            continue
        return end
    return 0


def _names_what_follows(head: str, rest: str, family: Family) -> bool:
    """Whether words before a colon are a heading for what stands behind it, and not its introduction."""
    if _INTRODUCES.search(head) or rest[0] in '“"「':
        return False
    return family is Family.FIGURE or re.search(r"[。！？]", rest) is not None
