"""Numbers and letters that name something: C919 → C九幺九, 5G → 五G, G20 → G二十, 301医院 → 三零幺医院, 歼-20 → 歼二十.

501室 → 五零幺室, B2B → B to B, H1N1 → H一N幺, PM2.5 → PM二点五.
"""

import re

from dangke_audio.normalizing.lookup import any_of, words
from dangke_audio.normalizing.numbers import cardinal, number, short_or_serial, telephone
from dangke_audio.normalizing.patterns import HAN, MAGNITUDE, MEASURE_WORD, SIGNED
from dangke_audio.normalizing.rule import Reading, Rule
from dangke_audio.normalizing.spelling import spell

_FOLLOWERS = any_of(words("code_followers"))
_ROOM = "(?:(?<=会议室)|(?<=办公室)|(?<=活动室)|(?<=教室)|(?<=房间)|(?<=宿舍)|(?<=病房))"
_NUMBER = r"[0-9]+(?:\.[0-9]+)*"
# 师 is a division, but 120师生 are people; 路 is a bus line, but 300路灯 are lamps.
_NOT_A_LONGER_WORD = "(?![客游生傅家商屋子产源价内外程灯口边面人工区盖费途社行])"
_DIGIT_BY_DIGIT = {"N", "KN"}
"""Masks: N95 → N九五."""
_TOKEN = re.compile(r"[A-Za-z]+|[0-9]+(?:\.[0-9]+)*|.")
_NOT_COUNTED = rf"(?!\s*(?:[%‰.0-9]|{MAGNITUDE}|[余多几来]|{MEASURE_WORD}))"


def _token(match: re.Match[str]) -> str:
    """Letters as they are; numbers behind letters as in names, in front of letters as numbers."""
    spoken = ""
    pieces = _TOKEN.findall(match[0])
    for index, piece in enumerate(pieces):
        if piece.isalpha():
            spoken += spell(piece)
        elif piece.count(".") > 1:  # a version: V1.2.3
            spoken += "点".join(map(short_or_serial, piece.split(".")))
        elif "." in piece:
            spoken += number(piece)
        elif piece.isdigit():
            names = index > 0 or pieces[-1] in {"P", "p"}
            ranked = pieces[0].upper() == "TOP"
            if index and pieces[index - 1] in _DIGIT_BY_DIGIT:
                spoken += telephone(piece)
            else:
                spoken += short_or_serial(piece) if names and not ranked else cardinal(piece)
    return spoken


def _telephone(match: re.Match[str]) -> str:
    return telephone(match.groupdict().get("span") or match[0])


RULE = Rule(
    "code",
    (
        Reading(re.compile(rf"(?<![0-9.])[0-9]{{3,5}}(?={_FOLLOWERS}{_NOT_A_LONGER_WORD})"), _telephone),
        # The first of several: 301、302医院.
        Reading(
            re.compile(rf"(?<![0-9.])[0-9]{{3,5}}(?=(?:[、和及][0-9]{{3,5}}){{1,4}}{_FOLLOWERS}{_NOT_A_LONGER_WORD})"),
            _telephone,
        ),
        Reading(
            re.compile(r"(?<![0-9.])[0-9]{1,4}(?=次(?:列车|航班|高铁|动车|特快|快车|火车))"),
            lambda m: short_or_serial(m[0]),
        ),
        Reading(re.compile(rf"{_ROOM}\s?[0-9]{{3,4}}(?![0-9.,]){_NOT_COUNTED}"), _telephone),
        # 国道318线, 省道203.
        Reading(
            re.compile(r"[国省县乡]道\s?(?P<span>[0-9]{3})(?![0-9.])(?=线|段|[，。、；）)]|$|沿线|两侧|旁|边|改)"),
            _telephone,
        ),
        # 5栋302, 2单元501.
        Reading(
            re.compile(
                rf"(?:[0-9一二三四五六七八九十](?:[栋幢座楼]|号楼)|单元)\s?(?P<span>[0-9]{{3,4}})(?![0-9.,]){_NOT_COUNTED}"
            ),
            _telephone,
        ),
        Reading(
            re.compile(r"(?<![A-Za-z0-9])(?!H2O)(?P<a>[A-Z])2(?P<b>[A-Z])(?![A-Za-z0-9])"),
            lambda m: f"{m['a']} to {m['b']}",
        ),
        Reading(
            re.compile(
                rf"(?<![A-Za-z0-9])(?<![0-9]\.)(?:[A-Za-z]+-?{_NUMBER}|{_NUMBER}-?[A-Za-z]+)(?:-?(?:{_NUMBER}|[A-Za-z]+))*"
            ),
            _token,
        ),
        # The dash of a name is not said: 歼-20, 东风-41.
        Reading(re.compile(rf"(?<=[{HAN}])(?<![{SIGNED}])-(?=[0-9])"), lambda _match: ""),
    ),
)
