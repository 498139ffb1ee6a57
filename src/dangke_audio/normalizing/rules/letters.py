"""Latin letters: English words keep their case, what can only be spelled is written in capitals; Greek letters have names.

serve the people, don't, PowerPoint, WTO stay as they are; gdp → GDP, vip → VIP, U.S. → US, café → cafe, α → 阿尔法.
"""

import re

from dangke_audio.normalizing.lookup import pairs
from dangke_audio.normalizing.rule import Reading, Rule
from dangke_audio.normalizing.spelling import spell

_INVISIBLE = "\\u0300-\\u036f\\u00ad\\u200b-\\u200f\\u2060\\ufeff"
"""Accents apart from their letters, soft hyphens, marks without width."""
_APOSTROPHES = "'’"
_GREEK = pairs("greek_letters")
_LONGEST_SPELLED = 3
"""Small letters alone among Chinese, at most so many, are an abbreviation: ai, vip, ktv."""


def _letters(match: re.Match[str]) -> str:
    letters = re.sub(f"[{_INVISIBLE}]", "", match[0])
    letters = re.sub(f"[{_APOSTROPHES}]+", "’", letters)
    return letters if _is_word(letters, match) else spell(letters)


def _is_word(letters: str, match: re.Match[str]) -> bool:
    """Whether the written case says how it is read; small letters need a vowel, and length or Latin company."""
    if not letters.islower():
        return True
    company = re.match(r" +[A-Za-z]{2}", match.string[match.end() :]) or re.search(
        r"[A-Za-z]{2} +$", match.string[: match.start()]
    )
    return bool(re.search("[aeiouy]", letters)) and (len(letters) > _LONGEST_SPELLED or company is not None)


RULE = Rule(
    "letter",
    (
        Reading(re.compile(r"(?<![A-Za-z.])(?:[A-Z]\.){2,}(?![A-Za-z])"), lambda match: match[0].replace(".", "")),
        Reading(
            re.compile(
                f"[A-Za-z]+(?:[{_INVISIBLE}]+[A-Za-z]+|[{_INVISIBLE}]*[{_APOSTROPHES}]+[{_INVISIBLE}]*[A-Za-z]+)*"
            ),
            _letters,
        ),
        # What another rule's span has cut off.
        Reading(re.compile("[a-z]"), lambda match: spell(match[0])),
        Reading(re.compile("[Α-Ωα-ω]"), lambda match: _GREEK.get(match[0].lower(), match[0])),
    ),
)
