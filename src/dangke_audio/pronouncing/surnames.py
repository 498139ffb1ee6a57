"""Surnames that are read unlike the word: before a title at the head of a clause, 解书记 is xie4 shu1 ji4."""

import re
from functools import cache

from dangke_audio.pronouncing.table_rows import rows

_TITLES = (
    "书记|副书记|主任|副主任|县长|市长|省长|镇长|乡长|村长|区长|队长|组长|部长|局长|处长|科长|院长|校长|所长|站长|厂长|支书|"
    "委员|主席|司令|将军|政委|老师|教授|先生|女士|同志|医生|大夫|律师|博士|师傅|经理|总经理|奶奶|爷爷|大爷|大妈|大姐|大哥|阿姨|叔叔|"
    "某|某某|姓"
)
_BEFORE = "(?:^|[，。、；：“”（《！？ 请由和与向对跟叫让给同及老小姓的])"


@cache
def _pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    readings = {row[0]: row[1] for row in rows("surnames")}
    return re.compile(rf"{_BEFORE}(?P<name>[{''.join(readings)}])(?={_TITLES})"), readings


def surname_readings(spoken: str) -> dict[int, str]:
    """The places of surnames in a sentence, and their readings."""
    pattern, readings = _pattern()
    return {match.start("name"): readings[match["name"]] for match in pattern.finditer(spoken)}
