"""The labels of roles that a user named: 甲： 【甲】 甲（笑）： **主 持 人：** 1．问： — and what others stand among them.

A name counts without its blanks, whatever its width and case: 主 持 人 is 主持人, 学员ａ is 学员A. 主持人（男） is
主持人 unless the user named 主持人（男） itself. Several at once, 老李、秀英： 甲和乙： 齐：, have the voice that the user gave to
合 (or 齐, 众, 全体); else the narrator says what they say, as no single one of them should. Where the user named all of
them, their label is silent like any other.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from dangke_audio.parsing.dialogue import can_speak, is_stage_role
from dangke_audio.parsing.lines import Line
from dangke_audio.parsing.marks import mark_of
from dangke_audio.parsing.stage_directions import CLOSE, DIRECTIONS, OPEN, directs_speech

QUESTIONS, ANSWERS = frozenset({"问", "提问", "Q"}), frozenset({"答", "回答", "A"})
QUESTION_AND_ANSWER = frozenset({"问", "答", "提问", "回答"})
"""Labels that are words of a list of questions: cut off where one of them has a voice, else read."""
_PARTNERS = (QUESTION_AND_ANSWER, frozenset("甲乙丙丁戊己庚辛"), frozenset("男女"), frozenset("QA"))
_LONGEST_HEAD = 64
"""Characters at the head of a line that hold a label."""

_COLON = "[：:﹕︰∶]"
_NAME = r"(?P<name>[\w·][\w·\s、，和与及跟/&]{0,19}?)"
_SAID = rf"{_NAME}(?P<direction>{DIRECTIONS})?\s*"
# What programs put around bold words: **甲：**
_BOLD = r"[*_]{0,3}\s*"
_COLON_LABEL = re.compile(rf"{_BOLD}{_SAID}{_BOLD}{_COLON}\s*{_BOLD}")
_BRACKET_LABEL = re.compile(
    rf"{_BOLD}{OPEN}\s*{_SAID}{_COLON}?\s*{CLOSE}(?P<behind>{DIRECTIONS}(?=\s*{_COLON}))?\s*{_BOLD}(?P<colon>{_COLON}?)\s*{_BOLD}"
)
_DIRECTED = re.compile(rf"{_BOLD}{_NAME}(?P<direction>{DIRECTIONS})\s*{_BOLD}(?!\s*{_COLON})")
_BARE = re.compile(rf"{_BOLD}{_SAID}{_BOLD}")
# Two and more roles at once, 甲乙： 男、女（合）：
_TOGETHER = re.compile(r"(?:[甲乙丙丁戊己男女][、,和与及跟/&]?){2,8}[(]?(?P<all>[合齐众]?)[)]?")
_JOINTS = (r"[\s、，,/&]+", r"[\s、，,/&和与及跟]+")
_EVERYBODY = ("合", "齐", "众", "全体", "众人", "合诵", "齐诵")
_TAKEN_SINGLY = re.compile(r"[甲乙丙丁戊己男女QA]")
# Behind a finished sentence, or set off by blanks, another role may speak on the same line.
_INSIDE = re.compile(r"(?:(?<=[。！？!?…；;])|(?<=[。！？!?…；;][”’」』）)])|(?<=\s))(?=\S)")


@dataclass(frozen=True, slots=True)
class Label:
    """A label in a line, text[start:end]."""

    start: int
    """Not 0 where the line is numbered: 1．问：…"""
    end: int
    name: str
    """Folded."""
    role: str | None
    """As the user named it; None for a label without a voice."""
    has_colon: bool
    members: tuple[str, ...] = ()
    """Of several who speak at once, by their names: 老李、秀英："""
    is_read: bool = False
    """Whether the label is spoken, too: somebody speaks whom the listener does not know."""

    @property
    def is_sure(self) -> bool:
        """Whether a label without a voice can be nothing else, even where it stands once: 旁白： 合： 甲乙："""
        if self.members or _TOGETHER.fullmatch(self.name):
            return self.has_colon
        return is_stage_role(self.name) and _TAKEN_SINGLY.fullmatch(self.name) is None

    @property
    def can_speak(self) -> bool:
        """Whether a label without a voice names a role or a person."""
        return self.is_sure or (self.has_colon and can_speak(self.name))


def folded_name(name: str) -> str:
    """A name as it is compared: 主 持 人（男） → 主持人(男)."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", name)).upper()


def named_roles(names: Iterable[str]) -> Mapping[str, str]:
    """Names as their user wrote them, by what they are compared by; of two that are equal the later one counts."""
    return {folded_name(name).strip(":"): name for name in names}


def partners_of(names: Iterable[str]) -> frozenset[str]:
    """Labels that are surely such beside those of some roles: 乙 where 甲 speaks, 答 where 问 does."""
    speaking = frozenset(names)
    return frozenset(name for partners in _PARTNERS if partners & speaking for name in partners)


def is_group(name: str) -> bool:
    """Whether a label is that of several who speak at once: 老李、秀英 甲乙 合."""
    return "、" in name or name in _EVERYBODY or _TOGETHER.fullmatch(name) is not None


def label_of(line: Line, named: Mapping[str, str]) -> Label | None:
    """The label at the head of a line, behind its number if it has one; a named one before all others."""
    found = list(_labels(line, named))
    return next((label for label in found if label.role or label.members), found[0] if found else None)


def opens_line(line: Line, named: Mapping[str, str]) -> bool:
    """Whether a line is the first of a paragraph since it begins with a label."""
    label = label_of(line, named) if named else None
    return label is not None and (label.role is not None or label.is_sure or label.name in QUESTION_AND_ANSWER)


def at_each_label(line: Line, named: Mapping[str, str]) -> Iterator[Line]:
    """A line in pieces, each with its own label: 问：怎么交？答：按月交。 Only where it begins with such a one."""
    first = label_of(line, named)
    partners = partners_of(named)
    start = quotes = seen = 0
    if first is not None and (first.role or first.name in partners) and line.look.role == "text":
        for place in (found.start() for found in _INSIDE.finditer(line.text, first.end)):
            quotes += line.text.count("“", seen, place) - line.text.count("”", seen, place)
            seen = place
            label = label_of(line.part(place, place + _LONGEST_HEAD), named) if quotes <= 0 else None
            if label is not None and (label.role or label.name in partners) and label.has_colon:
                yield line.part(start, place)
                start = place
    yield line.part(start) if start else line


def _labels(line: Line, named: Mapping[str, str]) -> Iterator[Label]:
    """Whatever has the form of a label at the head of a line."""
    mark = mark_of(line.text)
    for start in (0, mark.end) if mark is not None else (0,):
        head = line.text[start : start + _LONGEST_HEAD]
        for pattern in (_COLON_LABEL, _BRACKET_LABEL):
            if found := pattern.match(head):
                has_colon = pattern is _COLON_LABEL or re.search(_COLON, found[0]) is not None
                yield _label(found, start, named, has_colon=has_colon)
        if directed := _DIRECTED.match(head):
            label = _label(directed, start, named, has_colon=False)
            says = label.role is not None and directs_speech(directed["direction"], line.text[label.end :])
            yield from (label,) if says else ()
    # A heading or a line in bold type that says who speaks below: ### 主持人
    dressed = line.look.role == "heading" or line.look.bold or line.look.alignment == "center"
    if dressed and (alone := _BARE.fullmatch(line.text)):
        label = _label(alone, 0, named, has_colon=False)
        yield from (label,) if label.role is not None else ()


def _label(found: re.Match[str], start: int, named: Mapping[str, str], *, has_colon: bool) -> Label:
    groups = found.groupdict()
    name, direction = folded_name(found["name"]), found["direction"] or groups.get("behind") or ""
    whole = name + re.sub(r"^[\[【〔]|[\]】〕]$", "", folded_name(direction))
    alone = next((named[key] for key in (whole, name) if key in named), None)
    together = _TOGETHER.fullmatch(whole)
    members = _members(found["name"], named) if has_colon and alone is None else ()
    if alone is None and (members or together or name in _EVERYBODY):
        everybody = (together["all"] if together else name, *_EVERYBODY)
        alone = next((named[key] for key in everybody if key in named), None)
    told = "、".join(members) or (whole if together else name)
    is_read = alone is None and not all(member in named for member in members)
    return Label(start, start + found.end(), told, alone, has_colon, members, is_read)


def _members(written: str, named: Mapping[str, str]) -> tuple[str, ...]:
    """The names of several who speak at once, one of them at least with a voice: 老李、秀英 老李和秀英."""
    for joint in _JOINTS:
        parts = tuple(folded_name(part) for part in re.split(joint, written.strip()) if part)
        if len(parts) > 1 and any(part in named for part in parts) and all(p in named or can_speak(p) for p in parts):
            return parts
    return ()
