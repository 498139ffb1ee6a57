"""What stands before the lecture's own words: title, subtitle, speaker, date, salutation."""

import re
from dataclasses import dataclass, field

from dangke_audio.model.lecture import Omission
from dangke_audio.parsing.lines import Line, join
from dangke_audio.parsing.marks import STRONG, Family, mark_of
from dangke_audio.parsing.people import DATE, date_line, is_clock_line, speaker_line
from dangke_audio.parsing.salutation import is_salutation, salutation_end
from dangke_audio.parsing.sentences import LONGEST

LONGEST_TITLE = 60
"""Characters."""
_LINES_BEFORE_SALUTATION = 2
"""Body lines (an editor's note, say) that may stand before the salutation."""
_TAIL = 4
"""Lines at the end among which a date is that of the signature."""

_GENRE = r"(?:主题|专题|微|七一|廉政|书记|支部)?党课(?:讲稿|教案|稿|材料|课件)?|(?:微|主题)?宣讲稿?|讲稿|讲话稿?|演讲稿?|发言稿?|教案|讲义|课件|范文"
_DRESS = re.compile(
    rf"[【\[（(]?(?:{_GENRE}|题目|标题|题\s*目|标\s*题|主题|课题|講題|題目|標題)[】\])）]?\s*[:：]\s*|【(?:{_GENRE})】\s*"
)
_GENRE_LINE = re.compile(rf"(?:{_GENRE})(?:范文)?")
_NOTE = re.compile(
    r"\s*[（(【\[](?:全文|节选|摘录|摘要|摘编|完整版|实录|图|附图|组图|视频|只有中文|范文|初稿|定稿|修订稿|讲稿|党课讲稿|(?:精选|通用|最新|优秀)?\s*\d*\s*篇)[)）】\]]$"
)
_GLUED_TITLE = re.compile(r"【([^【】]{5,40})】(?=\S{10})")
_SUBTITLE = re.compile(
    r"(?:—{1,2}|–{1,2}|--+|－{1,2})\s*\S.*|[（(](?!\d).*(?:讲话|報告|报告|发言|党课|讲稿|致辞|致詞|演讲|宣讲|会议上|大会上)[)）]"
)
_SPEAKER = re.compile(
    r"(?:主\s*讲\s*(?:人|老师|单位)?|讲\s*课\s*(?:人|教师)|授课(?:人|教师|老师)|宣讲(?:人|员|单位)|演讲(?:人|者)|报告人|發言人|发言人|讲解人|作\s*者|撰稿人?|讲授人|汇报人|述职人|姓\s*名|单\s*位)\s*[:：]\s*(.{1,30})"
)
_LABELLED_DATE = re.compile(
    rf"(?:时\s*间|日\s*期|(?:发布|宣讲|授课|讲课|报告|党课)(?:时间|日期)|時間|發布日期)\s*[:：]\s*(?P<date>{DATE.pattern})(?P<rest>[^。！？]{{0,30}})"
)
_PLACE = re.compile(r"(?:地\s*点|授课地点|宣讲地点|地點|对\s*象|授课对象|宣讲对象)\s*[:：].{1,30}")


@dataclass(slots=True)
class FrontMatter:
    """What was found at the head; filled line by line."""

    title: Line | None = None
    subtitle: Line | None = None
    speaker: str | None = None
    date: str | None = None
    salutations: list[Line] = field(default_factory=list)
    opening: list[Line] = field(default_factory=list)
    """Body lines that stand before the salutation."""
    omitted: list[Omission] = field(default_factory=list)


def take_front(lines: tuple[Line, ...]) -> tuple[FrontMatter, tuple[Line, ...]]:
    """Take title, speaker, date and salutation off the head of a script, and a date off its end."""
    front = FrontMatter()
    position = 0
    while position < len(lines) and _take(lines[position], front, lines[position + 1 :]):
        position += 1
    rest = _take_signature(list(lines[position:]), front)
    if front.title is None:
        rest = _take_glued_title(rest, front)
    rest = _take_salutation(rest, front)
    return front, tuple(_without_repeated_title(rest, front))


def _take(line: Line, front: FrontMatter, following: tuple[Line, ...]) -> bool:
    """Find a place for one line of the head; False where the head has ended."""
    text = line.text
    if is_salutation(text) or (_is_heading(text) and front.title is None and not _is_lone_part(line, following)):
        return False
    if front.title is not None and _same(text, front.title.text):
        front.omitted.append(line.omitted("title-repeated"))
        return True
    if _SUBTITLE.fullmatch(text) and front.title is not None and front.subtitle is None and len(text) <= LONGEST_TITLE:
        front.subtitle = line
        return True
    return _take_particulars(line, front) or _take_title(line, front, following)


def _take_particulars(line: Line, front: FrontMatter) -> bool:
    """Date, speaker and place."""
    labelled_date = _LABELLED_DATE.fullmatch(line.text)
    labelled_speaker = _SPEAKER.fullmatch(line.text)
    day = date_line(line.text)
    if labelled_date or day or is_clock_line(line.text):
        if day and front.date is None:
            front.date = day
        elif labelled_date and "年" in labelled_date["date"] and front.date is None:
            front.date = labelled_date["date"]
        front.omitted.append(line.omitted("date"))
        return True
    if labelled_speaker or (front.title is not None and speaker_line(line.text)):
        if front.speaker is None:
            front.speaker = labelled_speaker[1].strip() if labelled_speaker else line.text.strip("（()）—- ")
        front.omitted.append(line.omitted("speaker"))
        return True
    if _PLACE.fullmatch(line.text):
        front.omitted.append(line.omitted("place"))
        return True
    return False


def _take_title(line: Line, front: FrontMatter, following: tuple[Line, ...]) -> bool:
    """The title, its genre on a line before it, or its second line."""
    if not following or len(line.text) > LONGEST_TITLE + 10:
        return False
    dress = _DRESS.match(line.text)
    if front.title is None:
        if _GENRE_LINE.fullmatch(line.text) and _is_title(following[0].text) and not is_salutation(following[0].text):
            front.omitted.append(line.omitted("title-dress"))
            return True
        if not dress and not _is_title(line.text):
            return False
        front.title = _undressed(line, front)
        return bool(front.title.text)
    if front.subtitle is not None or front.speaker is not None or front.date is not None:
        return False
    if not _is_title(line.text) or mark_of(line.text) or " " in front.title.text:
        return False
    if len(front.title.text) + len(line.text) >= LONGEST:
        return False
    front.title = join([front.title, line], " ")
    return True


def _undressed(line: Line, front: FrontMatter) -> Line:
    """The title without 讲稿： before it, （全文） behind it and 《》 around it."""
    dress = _DRESS.match(line.text)
    start = dress.end() if dress and dress.end() < len(line.text) else 0
    note = _NOTE.search(line.text, start)
    end = note.start() if note and note.start() > start else len(line.text)
    for piece in (line.part(0, start), line.part(end)):
        if piece.text:
            front.omitted.append(piece.omitted("title-dress"))
    title = line.part(start, end)
    if re.fullmatch(r"《[^《》]+》|【[^【】]+】", title.text):
        title = title.part(1, len(title.text) - 1)
    return title


def _is_title(text: str) -> bool:
    """Whether a line looks like a title: short, not a sentence, not numbered."""
    words = re.sub(r"\W", "", text)
    mark = mark_of(text)
    numbered = mark is not None and mark.family is not Family.PART
    return (
        len(words) >= 2
        and len(text) <= LONGEST_TITLE
        and not numbered
        and not re.search(r"[。；;：:，,、!！|]$|[。；|]", text)
    )


def _is_heading(text: str) -> bool:
    """Whether a line is numbered as headings are."""
    mark = mark_of(text)
    return mark is not None and (mark.family in STRONG or mark.family is Family.FIGURE)


def _is_lone_part(line: Line, following: tuple[Line, ...]) -> bool:
    """Whether 第三讲 …  is the number of this lecture: no other line is numbered like it."""
    mark = mark_of(line.text)
    if mark is None or mark.family is not Family.PART:
        return False
    marks = (mark_of(other.text) for other in following)
    return not any(other is not None and other.family is Family.PART and other.kind == mark.kind for other in marks)


def _take_glued_title(lines: list[Line], front: FrontMatter) -> list[Line]:
    """A title in 【】 at the head of the first paragraph."""
    found = _GLUED_TITLE.match(lines[0].text) if lines else None
    if not found:
        return lines
    front.title = lines[0].part(*found.span(1))
    return [lines[0].part(found.end()), *lines[1:]]


def _take_salutation(lines: list[Line], front: FrontMatter) -> list[Line]:
    """Salutations on their own lines or at the head of a paragraph, and what stands before them."""
    for position, line in enumerate(lines[: _LINES_BEFORE_SALUTATION + 1]):
        if _is_heading(line.text):
            break
        if is_salutation(line.text):
            front.opening = lines[:position]
            front.salutations.append(line)
            if len(lines) > position + 1 and is_salutation(lines[position + 1].text) and line.text[-1] in ":：,，":
                front.salutations.append(lines[position + 1])
            return lines[position + len(front.salutations) :]
        end = salutation_end(line.text)
        if end:
            front.opening = lines[:position]
            front.salutations.append(line.part(0, end))
            return [line.part(end), *lines[position + 1 :]]
    return lines


def _take_signature(lines: list[Line], front: FrontMatter) -> list[Line]:
    """Lines at the end that say a date or a time and nothing else."""
    first = max(len(lines) - _TAIL, 1)
    dates = [line for line in lines[first:] if date_line(line.text) or is_clock_line(line.text)]
    front.omitted += [line.omitted("date") for line in dates]
    if front.date is None and dates:
        front.date = date_line(dates[0].text)
    return [line for line in lines if line not in dates]


def _without_repeated_title(lines: list[Line], front: FrontMatter) -> list[Line]:
    """The title that is said again on a line of its own before the first heading."""
    title = front.title
    if title is None:
        return lines
    kept: list[Line] = []
    for position, line in enumerate(lines):
        if _is_heading(line.text):
            return kept + lines[position:]
        if _same(line.text, title.text):
            front.omitted.append(line.omitted("title-repeated"))
        else:
            kept.append(line)
    return kept


def _same(text: str, title: str) -> bool:
    """Whether a line says the title again, however dressed."""
    bare = _NOTE.sub("", _DRESS.sub("", text, count=1) if _DRESS.match(text) else text)
    return re.sub(r"[\W_]", "", bare) == re.sub(r"[\W_]", "", title)
