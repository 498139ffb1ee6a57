"""The lines below a title that say who speaks, when and where: not read, but kept as facts about the lecture."""

import re
from dataclasses import dataclass

from dangke_audio.parsing.people import DATE, date_line, is_clock_line, speaker_line
from dangke_audio.parsing.titles import is_note

_SPEAKER = re.compile(
    r"(?:主\s*讲\s*(?:人|老师|单位)?|讲\s*课\s*(?:人|教师)|授课(?:人|教师|老师)|宣讲(?:人|员|单位)|演讲(?:人|者)|报告人|發言人|发言人|讲解人|作\s*者|撰稿人?|讲授人|汇报人|述职人|姓\s*名|单\s*位|講者|主講人?|党课主讲)\s*[:：]\s*(.{1,30})"
)
_LABELLED_DATE = re.compile(
    rf"(?:时\s*间|日\s*期|(?:发布|宣讲|授课|讲课|报告|党课)(?:时间|日期)|時間|發布日期)\s*[:：]\s*(?P<date>{DATE.pattern})(?P<rest>[^。！？]{{0,30}})"
)
_PLACE = re.compile(
    r"(?:地\s*点|授课地点|宣讲地点|地點|对\s*象|听\s*众|参加(?:人员|对象)|授课对象|宣讲对象)\s*[:：].{1,30}"
)
# （2023年6月30日于县委党校） and 张三　2023年6月30日
_PLACED_DATE = re.compile(rf"[（(]\s*(?P<date>{DATE.pattern})[\s，,、于於在]*[\u4e00-\u9fff]{{0,16}}\s*[)）]")
_NAMED_DATE = re.compile(
    rf"(?P<name>[^\d。！？]{{2,30}}?)[\s（(]+(?P<date>{DATE.pattern})[)）]?|(?P<date2>{DATE.pattern})\s+(?P<name2>[^\d。！？]{{2,30}})"
)
_APPOINTMENT = re.compile(r"[\u4e00-\u9fff]{0,4}(?:时\s*间|地\s*点|人员|对\s*象|日\s*期)\s*[:：]")
_LONGEST = 120
"""Characters of such a line."""
_DRESS = "（()）—- "


@dataclass(frozen=True, slots=True)
class Particulars:
    """What a line says besides the lecture's own words."""

    reason: str
    """Why it is not read: date, speaker, place or title-dress."""
    speaker: str | None = None
    date: str | None = None


def particulars_of(text: str, *, titled: bool) -> Particulars | None:
    """What a line at the head says, or None if it is none of these; a bare name counts only below a title."""
    if len(text) > _LONGEST:
        return None
    if is_note(text):
        return Particulars("title-dress")
    dated = _date_of(text)
    if dated is not None:
        return dated
    named = _NAMED_DATE.fullmatch(text) if titled else None
    name = (named["name"] or named["name2"]).strip() if named else ""
    if named and speaker_line(name):
        return Particulars("speaker", name.strip(_DRESS), named["date"] or named["date2"])
    labelled = _SPEAKER.fullmatch(text)
    if labelled or (titled and speaker_line(text)):
        return Particulars("speaker", labelled[1].strip() if labelled else text.strip(_DRESS))
    return Particulars("place") if _PLACE.fullmatch(text) else None


def _date_of(text: str) -> Particulars | None:
    """A line that says a date or a time of day."""
    labelled = _LABELLED_DATE.fullmatch(text)
    placed = _PLACED_DATE.fullmatch(text)
    day = date_line(text) or (placed["date"] if placed else None)
    if not (labelled or day or is_clock_line(text)):
        return None
    # 时间:2023-07-04 is when a page was published, 时间：2023年7月4日 when a lecture was held.
    return Particulars("date", date=labelled["date"] if labelled and "年" in labelled["date"] else day)


def is_appointment(text: str) -> bool:
    """Whether a line says when, where and for whom: 会议时间：3月5日."""
    return _APPOINTMENT.match(text) is not None
