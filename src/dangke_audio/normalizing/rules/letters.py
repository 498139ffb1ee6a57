"""Latin letters are spelled in capitals, except words that are spoken as words (WiFi, App); Greek letters have names."""

import re

from dangke_audio.normalizing.lookup import pairs
from dangke_audio.normalizing.rule import Reading, Rule
from dangke_audio.normalizing.spelling import spell

_INVISIBLE = "'\\u0300-\\u036f\\u00ad\\u200b-\\u200f\\u2060\\ufeff"
"""Apostrophes, accents apart from their letters, soft hyphens, marks without width."""
_GREEK = pairs("greek_letters")


def _letters(match: re.Match[str]) -> str:
    return spell(re.sub(f"[{_INVISIBLE}]", "", match[0]))


RULE = Rule(
    "letter",
    (
        Reading(re.compile(f"[A-Za-z]+(?:[{_INVISIBLE}]+[A-Za-z]+)*"), _letters),
        # What another rule's span has cut off.
        Reading(re.compile("[a-z]"), _letters),
        Reading(re.compile("[Α-Ωα-ω]"), lambda match: _GREEK.get(match[0].lower(), match[0])),
    ),
)
