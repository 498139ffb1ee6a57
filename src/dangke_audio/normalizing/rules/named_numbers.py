"""Numbers that are names, read one by one: 985、211 → 九八五、二幺幺, 84消毒液 → 八四消毒液, 95式 → 九五式, 3-2-501 → 三杠二杠五零幺."""

import re

from dangke_audio.normalizing.lookup import any_of, rows, words
from dangke_audio.normalizing.numbers import serial, short_or_serial, telephone
from dangke_audio.normalizing.patterns import MAGNITUDE, MEASURE_WORD
from dangke_audio.normalizing.rule import Reading, Rule

_NOT_COUNTED = rf"(?!\s*(?:[%‰.0-9]|{MAGNITUDE}|[余多几来]|{MEASURE_WORD}(?!校)))"
_NAMES = "|".join(
    f"{number}(?={following})" if following else f"{number}(?![0-9,]){_NOT_COUNTED}"
    for number, following in rows("named_numbers")
)


def _address(match: re.Match[str]) -> str:
    """3-2-501: building, entrance, room."""
    return "杠".join(short_or_serial(part) for part in re.split("[-—]", match[0]))


RULE = Rule(
    "named-number",
    (
        Reading(re.compile(rf"(?<![0-9.A-Za-z-])(?:{_NAMES})"), lambda match: telephone(match[0])),
        Reading(
            re.compile(
                r"(?<![0-9.-])[1-9][0-9]{0,2}[-—][1-9][0-9]?[-—](?!(?:19|20)[0-9]{2})[1-9][0-9]{2,3}(?![0-9.-])"
            ),
            _address,
        ),
        # 15-15-15: a fertilizer.
        Reading(
            re.compile(rf"(?<![0-9.A-Za-z-])[1-9][0-9]?-[1-9][0-9]?-[1-9][0-9]?(?![0-9.-]){_NOT_COUNTED}"), _address
        ),
        # A figure, by chapter and number: 图3-1; 表1-3 may be three tables.
        Reading(
            re.compile(r"(?<=[图表])(?P<span>(?P<chapter>[1-9][0-9]?)[-—](?P<item>[1-9][0-9]?))(?![0-9.-])"),
            _address,
            lambda match: int(match["chapter"]) >= int(match["item"]),
        ),
        # Weapons are called by the year: 95式步枪, 99A式坦克, 055型驱逐舰; 24式太极拳 counts.
        Reading(
            re.compile(rf"(?<![0-9.])[0-9]{{2,3}}(?=[A-Z]?[式型]?{any_of(words('weapons'))})"),
            lambda match: serial(match[0]),
        ),
    ),
)
