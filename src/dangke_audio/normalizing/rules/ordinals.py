"""Ordinals never say 两: 第2个 → 第二个, 第1、2、3组 → 第一、二、三组, 第1-3章 → 第一到三章, No.1 → 第一."""

import re

from dangke_audio.normalizing.numbers import number
from dangke_audio.normalizing.patterns import DASH
from dangke_audio.normalizing.rule import Reading, Rule

# Called digit by digit: 第301医院, 第115师.
_NAMED = "[1-9][0-9]{2}(?:医院|师(?![生范])|旅(?!客)|部队|中学)"
_PIECE = re.compile(rf"(?P<number>[0-9]+(?:\.[0-9]+)?)|(?P<dash>\s*{DASH}\s*)|(?P<space>\s+)")


def _say_piece(piece: re.Match[str]) -> str:
    if piece["number"]:
        return number(piece["number"]).replace("两", "二")
    return "到" if piece["dash"] else ""


def _ordinal(match: re.Match[str]) -> str:
    return _PIECE.sub(_say_piece, match[0])


RULE = Rule(
    "ordinal",
    (
        Reading(
            re.compile(
                rf"第(?!{_NAMED})\s*[0-9]+(?:\.[0-9]+)?(?:\s*(?:{DASH}|[、和及与或至到])\s*[0-9]{{1,3}}(?![0-9.:%]))*"
            ),
            _ordinal,
        ),
        # The 20th century: English number words are not ours.
        Reading(
            re.compile(r"(?<![0-9A-Za-z.])(?P<number>[0-9]{1,4})(?:st|nd|rd|th)(?![A-Za-z])"),
            lambda match: number(match["number"]),
        ),
        Reading(
            re.compile(r"(?<![A-Za-z])(?!NO2(?![0-9]))(?:[Nn][Oo]\.?|№|§)\s?:?\s?(?P<number>[0-9]{1,4})(?![0-9])"),
            lambda match: (
                number(match["number"]) + "号" if match["number"][0] == "0" else "第" + number(match["number"])
            ),
        ),
    ),
)
