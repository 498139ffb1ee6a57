"""Directions for actors in brackets: 甲（笑）： 甲：（走近）你来了？ 甲（摇头）不去。 They are for the reader's eye.

Only right behind a speaker label; brackets inside a sentence are words of the lecture. A bracket that numbers or dates
what follows, （一） （2021年）, is no direction.
"""

import re

from dangke_audio.parsing.marks import mark_of

OPEN, CLOSE = r"[【\[［〔（(]", r"[】\]］〕）)]"
_PLAIN = "[^【】\\[\\]［］〔〕（()）：:]"
# One pair of brackets may stand in another: （看着小张（摇头））
DIRECTION = rf"\s*{OPEN}(?:{_PLAIN}|[（(]{_PLAIN}{{1,20}}[)）]){{1,40}}{CLOSE}"
DIRECTIONS = rf"(?:{DIRECTION}){{1,3}}"

_DIRECTION = re.compile(DIRECTION)
_DATED = re.compile(r"\d{2,4}\s*[年./-]|[\d〇一二三四五六七八九十]\s*[月日岁条款章号]|第[\d一二三四五六七八九十]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
# Who somebody is, not what he does: 小张（党员） 小张（男，二十岁）
_FACT = re.compile(
    r"[\u4e00-\u9fff]{0,8}(?:党员|团员|书记|主任|村长|队长|组长|支书|干部|老师|学生|教师|代表|会计|委员|群众|军人|模范|村民|籍)"
    r"|[男女左右中](?:[，,、].*)?|化名.*|.*岁.*|[老原时现前兼][任为].*|见.*|同上|略"
)
_MOVES = r"(?:[\u4e00-\u9fff]{0,3}[上下](?:场)?|[\u4e00-\u9fff]{0,3}[退入出登]场)"
# 老李（上） 小王、小张（急下）: they come and go, and say nothing
_ENTRANCE = re.compile(rf"[\w·、]{{1,12}}\s*{OPEN}\s*{_MOVES}\s*{CLOSE}")
# 小张（点头）说： and 小张（右一）是……: words about him, not his own
_TOLD = re.compile(r"[，,。；;、：:！!？?）)]|[的和与说道讲喊等任]|是(?![，,。！!啊的])|同志|担任|代表")


def end_of_directions(text: str, start: int) -> int:
    """Offset behind the directions that begin at an offset; the offset itself where there are none."""
    while (found := _DIRECTION.match(text, start)) and is_direction(found[0].strip()):
        start = found.end()
    return start


def is_direction(bracket: str) -> bool:
    """Whether a bracket holds a direction: （笑） does, （一） （2021年） （CPC） do not."""
    said = bracket[1:-1].strip()
    numbers = mark_of(bracket) is not None or _DATED.search(said) is not None
    return not numbers and _HAN.search(said) is not None


def is_entrance(text: str) -> bool:
    """Whether a line only says that somebody comes or goes: 老李（上）"""
    return _ENTRANCE.fullmatch(text) is not None


def directions_in(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the directions stand in a label, text[start:end]: 小刘（跑上）： An empty stretch where there are none."""
    found = _DIRECTION.search(text, start, end)
    return (found.start(), end_of_directions(text, found.start())) if found else (start, start)


def directs_speech(directions: str, behind: str) -> bool:
    """Whether a name with brackets but without a colon says what stands behind: 小张（凑近）你听。 but not 小张（党员）是好人。"""
    inside = [bracket.strip()[1:-1].strip() for bracket in _DIRECTION.findall(directions)]
    return (
        all(is_direction(f"（{said}）") and _FACT.fullmatch(said) is None for said in inside)
        and _TOLD.match(behind.lstrip()) is None
    )
