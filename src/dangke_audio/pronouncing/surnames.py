"""Surnames that are read unlike the word: 解书记 is xie4 shu1 ji4.

Sure is a surname before a title (解书记, 村民曾大爷), behind 姓, behind 老 and 小 (老解说), before 姓, 氏 or 某, and in
the name of a village (解家庄). A word of three characters that no dictionary has and that begins with one (解文华) is
taken for a name, as a guess; so are one and one or two more characters between a boundary and a title
(请解文华同志发言).
"""

import re
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from dangke_audio.pronouncing.pronunciation import Reading
from dangke_audio.pronouncing.table_rows import rows

_TITLES = (
    "书记|副书记|主任|副主任|县长|市长|省长|镇长|乡长|村长|区长|队长|组长|部长|局长|处长|科长|院长|校长|所长|站长|厂长|支书|"
    "委员|主席|司令|将军|政委|老师|教授|先生|女士|同志|医生|大夫|律师|博士|师傅|经理|总经理|奶奶|爷爷|大爷|大妈|大姐|大哥|阿姨|叔叔|"
    "会计|文书|主编|院士|连长|排长|班长|老汉|老太|大伯|大婶|大娘|嫂|队医|某|某某|姓|氏(?!度|温)"
)
_BEFORE = "(?:^|[，。、；：“”（《！？ 请由和与向对跟叫让给同及老小姓的谢找访]|慰问|看望|邀请|采访)"
_PERSONS = "(?:村民|居民|社员|队员|党员|战士|代表|老人|教师|邻居|住户|农户|养殖户|种植户|贫困户|大户|同事|战友|烈士|英雄|作家|诗人|学者)"
_NO_VERB = "(?![任应过查召])"
"""Behind a person these are verbs: 党员任书记, 代表应主动."""
_VILLAGES = "家(?=[村庄屯沟湾坪寨店堡营洼岭集镇桥坝河寺楼塘冲岗坡峪咀嘴滩渡台])"
_NAME_LENGTH = 3


@dataclass(frozen=True, slots=True)
class _Surnames:
    readings: dict[str, str]
    no_name_with: dict[str, str]
    """Of those that begin hardly any words but names: the characters behind them that make it no name."""
    sure: re.Pattern[str]
    named: re.Pattern[str]


@cache
def _surnames() -> _Surnames:
    readings = {row[0]: row[1] for row in rows("surnames")}
    known = f"[{''.join(readings)}]"
    no_name_with = {row[0]: row[2] for row in rows("surnames") if row[2:]}
    in_name = f"[{''.join(no_name_with)}]"
    sure = "|".join(
        (
            rf"(?:{_BEFORE}|{_PERSONS}{_NO_VERB}){known}(?={_TITLES})",
            rf"姓{known}(?=[，。、；：的氏村人”]|$)",
            rf"{in_name}(?={_VILLAGES})",
            rf"(?:^|[，。、；：“])[老小]{in_name}(?=[是说就也都常，家在])",
        )
    )
    named = rf"{_BEFORE}{in_name}(?=[\u4e00-\u9fff]{{1,2}}(?:{_TITLES}))"
    return _Surnames(readings, no_name_with, re.compile(sure), re.compile(named))


def surname_readings(spoken: str) -> dict[int, Reading]:
    """The places of surnames in a sentence that are sure, and their readings."""
    surnames = _surnames()
    places = (match.end() - 1 for match in surnames.sure.finditer(spoken))
    return {place: Reading(surnames.readings[spoken[place]], pinned=True) for place in places}


def name_readings(spoken: str, words: tuple[str, ...]) -> dict[int, Reading]:
    """The places of surnames in what looks like a name, and their readings: guesses."""
    surnames = _surnames()
    starts = accumulate(map(len, words), initial=0)
    places = [start for start, word in zip(starts, words, strict=False) if len(word) == _NAME_LENGTH]
    places += [match.end() - 1 for match in surnames.named.finditer(spoken)]
    return {
        place: Reading(surnames.readings[spoken[place]], guessed=True)
        for place in places
        if spoken[place + 1] not in surnames.no_name_with.get(spoken[place], spoken[place + 1])
    }
