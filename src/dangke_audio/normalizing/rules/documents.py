"""Numbers of official documents: 国发〔2021〕1号 → 国发二零二一年一号, 中办发[2022]45号 → 中办发二零二二年四十五号."""

import re

from dangke_audio.normalizing.numbers import cardinal, serial, telephone
from dangke_audio.normalizing.patterns import HAN
from dangke_audio.normalizing.rule import Reading, Rule


def _document(match: re.Match[str]) -> str:
    ordinal = "第" if match["ordinal"] else ""
    return f"{serial(match['year'])}年{ordinal}{cardinal(match['number'].lstrip('0') or '0')}号"


def _standard(match: re.Match[str]) -> str:
    return "杠".join(telephone(part) for part in re.split("[-—]", match["span"]))


RULE = Rule(
    "document",
    (
        Reading(
            re.compile(
                rf"(?:^|(?<=[{HAN}A-Za-z0-9、和及]))\s*(?P<span>\((?P<year>(?:19|20)[0-9]{{2}})年?\)"
                r"\s*(?P<ordinal>第?)(?P<number>[0-9]{1,5})\s*号)"
            ),
            _document,
        ),
        # GB/T 19001-2016: a standard and its year.
        Reading(re.compile(r"(?<=[A-Z])\s?(?P<span>[0-9]{3,6}[-—](?:19|20)[0-9]{2})(?![0-9])"), _standard),
    ),
)
