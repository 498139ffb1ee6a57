"""Numbers of official documents: 国发〔2021〕1号 → 国发二零二一年一号, 中办发[2022]45号 → 中办发二零二二年四十五号."""

import re

from dangke_audio.normalizing.numbers import cardinal, serial
from dangke_audio.normalizing.patterns import HAN
from dangke_audio.normalizing.rule import Reading, Rule


def _document(match: re.Match[str]) -> str:
    ordinal = "第" if match["ordinal"] else ""
    return f"{serial(match['year'])}年{ordinal}{cardinal(match['number'].lstrip('0') or '0')}号"


RULE = Rule(
    "document",
    (
        Reading(
            re.compile(
                rf"(?<=[{HAN}A-Za-z0-9])\s*(?P<span>\((?P<year>(?:19|20)[0-9]{{2}})年?\)"
                r"\s*(?P<ordinal>第?)(?P<number>[0-9]{1,5})\s*号)"
            ),
            _document,
        ),
    ),
)
