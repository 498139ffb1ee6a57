"""Ratios and scores: 5:3 → 五比三, 1:1:1 → 一比一比一, 比分3-2 → 比分三比二, 中国1-2 → 中国一比二."""

import re

from dangke_audio.normalizing.numbers import number
from dangke_audio.normalizing.rule import Reading, Rule

_NUMBER = r"[0-9]+(?:\.[0-9]+)?"


def _ratio(match: re.Match[str]) -> str:
    return "比".join(number(part.strip()) for part in re.split("[:—-]", match["span"]))


RULE = Rule(
    "ratio",
    (
        Reading(re.compile(rf"(?<![0-9.,:])(?P<span>{_NUMBER}(?:\s?:\s?{_NUMBER})+)(?!:?[0-9])"), _ratio),
        Reading(
            re.compile(r"比分(?:是|为|定格在|改写为|锁定在|战成)?\s*(?P<span>[0-9]{1,3}[-—][0-9]{1,3})(?![0-9])"),
            _ratio,
        ),
        Reading(
            re.compile(r"(?P<span>(?<![0-9-])[0-9]{1,3}[-—][0-9]{1,3})(?=的?比分|战胜|击败|战平|大胜|险胜|不敌|惜败)"),
            _ratio,
        ),
    ),
)
