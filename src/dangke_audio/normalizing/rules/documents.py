"""Numbers of official documents and of standards.

国发〔2021〕1号 → 国发二零二一年一号, 中办发[2022]45号 → 中办发二零二二年四十五号, (2021)京01刑初12号 → 二零二一年京零一刑初十二号,
GB/T 19001-2016 → GBT幺九零零幺杠二零幺六.
"""

import re

from dangke_audio.normalizing.numbers import cardinal, serial, telephone
from dangke_audio.normalizing.patterns import HAN
from dangke_audio.normalizing.rule import Reading, Rule

_STANDARD = r"(?:ISO|IEC|IEEE|GBZ?|DB[0-9]{0,2}|[A-Z]{2,3})(?:/[A-Z]{1,4})?"


def _document(match: re.Match[str]) -> str:
    ordinal = "第" if match["ordinal"] else ""
    numbers = re.sub(r"[0-9]+|[-—~]+", _number_or_dash, match["number"])
    return f"{serial(match['year'])}年{ordinal}{numbers}号"


def _number_or_dash(piece: re.Match[str]) -> str:
    return cardinal(piece[0].lstrip("0") or "0") if piece[0].isdigit() else "到"


def _standard(match: re.Match[str]) -> str:
    letters, numbers = match["letters"].replace("/", ""), re.split("[-—:]", match["numbers"])
    return letters + "杠".join("点".join(telephone(piece) for piece in part.split(".")) for part in numbers)


RULE = Rule(
    "document",
    (
        Reading(
            re.compile(
                rf"(?:^|(?<=[{HAN}A-Za-z0-9、和及]))\s*(?P<span>\((?P<year>(?:19|20)[0-9]{{2}})年?\)"
                r"\s*(?P<ordinal>第?)(?P<number>[0-9]{1,5}(?:\s?(?:[-—~至到、和])\s?[0-9]{1,5})*)\s*号)"
            ),
            _document,
        ),
        # A case: (2021)京01刑初12号.
        Reading(
            re.compile(rf"\((?P<year>(?:19|20)[0-9]{{2}})\)(?=[{HAN}]{{1,2}}[0-9]{{0,4}}[{HAN}]{{1,6}}[0-9]{{1,6}}号)"),
            lambda match: serial(match["year"]) + "年",
        ),
        # GB/T 19001-2016, ISO 9001:2015: a standard and its year.
        Reading(
            re.compile(
                rf"(?<![A-Za-z])(?P<letters>{_STANDARD})\s?(?P<numbers>[0-9]{{3,6}}(?:\.[0-9]{{1,2}})?[-—:](?:19|20)[0-9]{{2}})(?![0-9])"
            ),
            _standard,
        ),
        Reading(
            re.compile(
                r"(?<![A-Za-z])(?P<letters>(?:ISO|GB(?:/T)?|DB[0-9]{2}/T))\s(?P<numbers>[0-9]{3,6}(?:\.[0-9]{1,2})?)(?![0-9.])"
            ),
            _standard,
        ),
    ),
)
