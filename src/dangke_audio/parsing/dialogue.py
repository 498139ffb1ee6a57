"""Who speaks in a dialogue: 甲： 主持人： 老张： at the head of lines are for the reader's eye.

Only where the script is a dialogue: 时间：, 会议强调： and 张三： said once are words of a lecture; 问： and 答： are read.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from dangke_audio.model.lecture import Omission
from dangke_audio.parsing.lines import Line
from dangke_audio.parsing.no_speakers import is_field, is_word
from dangke_audio.parsing.people import NAME, POST, SURNAME

_FEWEST_LINES = 4
"""Lines with labels that a dialogue has at least."""
_LEAST_SHARE = 0.3
"""Share of a script's lines that have labels, at least, where no stage roles are among them."""
_HEAD = 32
"""Characters at the head of a line that hold a label and its marks."""

_LABEL = re.compile(
    r"[【\[（(]?(?P<name>[\u4e00-\u9fffA-Za-z]{1,8}\s?[\u4e00-\u9fff]?[0-9０-９A-Da-d]?)[】\])）]?\s*(?:[（(][^（()）]{1,12}[)）])?\s*[：:]\s*(?=\S)"
)
_STAGE = re.compile(
    r"[甲乙丙丁戊己]|[合齐领]诵?|[男女](?:生|声|领|主持|[0-9A-D一二三])?|众人?|全体|旁白|画外音|解说|独白|[男女]?主持人?[甲乙0-9A-D一二男女]?|(?:现场)?记者[甲乙0-9A-D]?|[QA]"
)
_ROLE = re.compile(
    r"(?:学员|学生|同学|老师|村民|群众|党员|干部|观众|听众|嘉宾|专家|居民|社员|战士|孩子|角色|朗诵者?|诵读者?|讲述人|宣讲员|村支书|支书|书记|主任|队长|村长|爷爷|奶奶|爸爸|妈妈|儿子|女儿|父亲|母亲|大爷|大妈|大娘|大叔|大婶|老汉|丈夫|妻子)"
    rf"[甲乙丙丁0-9０-９A-Da-d一二三四]?|[老小阿]{SURNAME}|[\u4e00-\u9fff]{{1,2}}(?:大爷|大妈|大娘|大叔|大婶|大伯|奶奶|爷爷|叔|婶|嫂|哥|姐|妹|伯|爷|奶|总|工|老师|医生|警官|师傅)"
)


def leave_out_speaker_labels(lines: tuple[Line, ...]) -> tuple[tuple[Line, ...], tuple[Omission, ...]]:
    """Cut the labels off the lines of a dialogue."""
    found = [
        None if line.look.settled or line.look.role == "row" else _LABEL.match(line.text[:_HEAD]) for line in lines
    ]
    names = [match["name"].strip() if match and can_speak(match["name"].strip()) else None for match in found]
    if not is_dialogue(names, len(lines)):
        return lines, ()
    kept: list[Line] = []
    omitted: list[Omission] = []
    for line, match, name in zip(lines, found, names, strict=True):
        if match is None or name is None:
            kept.append(line)
        else:
            omitted.append(line.part(0, match.end()).omitted("speaker-label"))
            kept.append(replace(line.part(match.end()), is_speech=line.look.role == "text"))
    return tuple(kept), tuple(omitted)


def can_speak(name: str) -> bool:
    """Whether a label names a role or a person."""
    if is_field(name) or is_word(name):
        return False
    return any(pattern.fullmatch(name) for pattern in (_STAGE, _ROLE, NAME)) or (
        len(name) <= 6 and POST.fullmatch(name) is not None
    )


def is_stage_role(name: str) -> bool:
    """Whether a label names a role of the stage: 甲, 旁白, 主持人, 合."""
    return _STAGE.fullmatch(name) is not None


def is_dialogue(names: Sequence[str | None], line_count: int) -> bool:
    """Whether labels make a script a dialogue: two voices that come back, or roles of a stage."""
    counts = Counter(name for name in names if name)
    stage = sum(map(is_stage_role, counts))
    if sum(counts.values()) < _FEWEST_LINES or len(counts) < 2:
        return False
    recurring = sum(count >= 2 for count in counts.values())
    return (stage >= 2 and recurring >= 1) or (recurring >= 2 and sum(counts.values()) >= line_count * _LEAST_SHARE)
