"""What the author blotted out: `***` is not spoken, ×× is 某某.

***总书记强调 → 总书记强调; ××村、XX同志 → 某某村、某某同志.
"""

import re

from dangke_audio.normalizing.numbers import serial, telephone
from dangke_audio.normalizing.rule import Reading, Rule

RULE = Rule(
    "redaction",
    (
        # A telephone or identity number with its middle blotted out: 138****5678.
        Reading(
            re.compile(r"(?<![0-9A-Za-z])(?P<head>[0-9]{3,14})[*×xX]{2,}(?P<tail>[0-9]{1,4}[Xx]?)(?![0-9A-Za-z])"),
            lambda match: f"{telephone(match['head'])}，{telephone(match['tail'])}",
        ),
        Reading(re.compile(r"(?<=[A-Za-z])\*{2,}(?=[A-Za-z])"), lambda _match: " "),
        Reading(re.compile(r"\*{2,}"), lambda _match: ""),
        # 20XX年: a template's year.
        Reading(
            re.compile(r"(?<![0-9])(?P<century>19|20)[Xx×]{2}(?=年)"), lambda match: serial(match["century"]) + "某某"
        ),
        Reading(re.compile(r"[×□○]{2,}"), lambda match: "某" * len(match[0])),
        Reading(
            re.compile(r"(?<![A-Za-z])[Xx]{2,3}(?=[省市县区镇乡村组街年月日同书支公单局学党社])"),
            lambda match: "某" * len(match[0]),
        ),
    ),
)
