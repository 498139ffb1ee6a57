"""Ratios and scores: 5:3 → 五比三, 1:1:1 → 一比一比一, 比分3-2 → 比分三比二, 中国队1-2 → 中国队一比二."""

import re

from dangke_audio.normalizing.lookup import any_of, words
from dangke_audio.normalizing.numbers import number
from dangke_audio.normalizing.patterns import HAN
from dangke_audio.normalizing.rule import Reading, Rule, clause_before

_NUMBER = r"[0-9]+(?:\.[0-9]+)?"
_SCORE = r"(?P<span>(?<![0-9.-])[0-9]{1,3}\s?[-—/]\s?[0-9]{1,3})(?![0-9.%-])"
_OUTCOME = any_of(words("score_words"))
_TEAM = any_of(words("teams"))
_MATCH = re.compile(r"比赛|决赛|半场|全场|小组赛|预赛|友谊赛|总比分|球队|主场|客场|赛中")


def _ratio(match: re.Match[str]) -> str:
    return "比".join(number(part.strip()) for part in re.split("[:/—-]", match["span"]))


def _of_a_match(match: re.Match[str]) -> bool:
    """决赛中3-2: where a match is spoken of."""
    return bool(_MATCH.search(clause_before(match, 24)))


def _no_fraction(match: re.Match[str]) -> bool:
    """A stroke is one of a score only where it cannot be one of a fraction: 2/2, 3/1."""
    first, _, second = match["span"].partition("/")
    return not second or int(first) >= int(second)


RULE = Rule(
    "ratio",
    (
        Reading(re.compile(rf"(?<![0-9.,])(?<![0-9]:)(?P<span>{_NUMBER}(?:\s?:\s?{_NUMBER})+)(?!:?[0-9])"), _ratio),
        Reading(re.compile(rf"比分(?:是|为|定格在|改写为|锁定在|战成)?\s*:?\s*{_SCORE}"), _ratio),
        Reading(re.compile(rf"{_SCORE}(?=\s?的?{_OUTCOME})"), _ratio, _no_fraction),
        Reading(
            re.compile(rf"{_OUTCOME}[了以为成{HAN}]{{0,6}}?\s?{_SCORE}(?=$|[，。！？；、)”])"), _ratio, _no_fraction
        ),
        Reading(
            re.compile(rf"(?:{_TEAM}|[{HAN}]队|[男女][篮排足])\s?{_SCORE}(?=$|[，。！？；、)”]|\s?{_TEAM})"),
            _ratio,
            _no_fraction,
        ),
        Reading(
            re.compile(rf"{_SCORE}(?=$|[，。！？；、)”]|[{HAN}]{{1,6}}队)"),
            _ratio,
            lambda m: _no_fraction(m) and _of_a_match(m),
        ),
    ),
)
