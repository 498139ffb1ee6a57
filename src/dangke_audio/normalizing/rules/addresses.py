"""Web and mail addresses that people are told to use, and dotted numbers.

www.12371.cn → 三W点幺二三七幺点CN; abc@163.com → ABC艾特幺六三点COM; 127.0.0.1 → 幺二七点零点零点一.
"""

import re

from dangke_audio.normalizing.numbers import short_or_serial, telephone
from dangke_audio.normalizing.rule import Reading, Rule

_NAMES = {".": "点", "/": "斜杠", "@": "艾特", "-": "杠", "_": "下划线", ":": "冒号"}
_PIECE = re.compile(r"[0-9]+|[A-Za-z]+|.")
_LABEL = "[A-Za-z0-9][A-Za-z0-9-]*"
_ENDING = "(?:com|cn|net|org|gov|edu|info|top|vip|cc|tv|me|io|COM|CN|NET|ORG|GOV|EDU|html?|shtml|php)"


def _address(match: re.Match[str]) -> str:
    shown = re.sub(r"^https?://", "", match[0], flags=re.IGNORECASE).rstrip("/")
    shown = re.sub(r"^www\.", "三W点", shown, flags=re.IGNORECASE)
    spoken = "".join(telephone(piece) if piece.isdigit() else piece for piece in _PIECE.findall(shown))
    named = "".join(_NAMES.get(character, character) for character in spoken)
    return "".join(character for character in named if character.isalpha()).upper()


def _dotted(match: re.Match[str]) -> str:
    return "点".join(short_or_serial(part) if part.strip("0") else "零" * len(part) for part in match[0].split("."))


RULE = Rule(
    "address",
    (
        Reading(re.compile(r"(?<![A-Za-z])(?:https?://|[wW]{3}\.)[A-Za-z0-9.:/_?=&%#~+-]*[A-Za-z0-9/]"), _address),
        Reading(re.compile(rf"(?<![A-Za-z0-9])[A-Za-z0-9._-]*[A-Za-z0-9]@(?:{_LABEL}\.)+[A-Za-z]{{2,}}"), _address),
        Reading(
            re.compile(rf"(?<![A-Za-z0-9.])(?:{_LABEL}\.)+{_ENDING}(?![A-Za-z0-9])(?:/[A-Za-z0-9./_-]*)?"), _address
        ),
        Reading(re.compile(r"(?<![0-9A-Za-z.])[0-9]{1,3}(?:\.[0-9]{1,3}){2,}(?![0-9.]*[0-9])"), _dotted),
    ),
)
