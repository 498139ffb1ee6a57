"""Official documents (公文, GB/T 9704): what frames them is for the file, not for the ear.

Title, addressees, text, the names of the attachments and the issuing body are read; 份号 密级 签发人 文号 抄送 印发 are not.
"""

import re

from dangke_audio.model.lecture import Omission
from dangke_audio.parsing.lines import Line
from dangke_audio.parsing.people import DATE as _DATE

_HEAD = 12
"""Lines at the head among which the frame stands."""
_LONGEST = 120

_NUMBER = r"[\u4e00-\u9fffA-Za-z×xX＊*○〇]{1,16}\s*[〔［\[（(【]\s*(?:19|20)\d\d\s*[〕］\]）)】]\s*第?\s*[\d×xX*＊○]{1,5}\s*[号號]"
_SIGNER = r"[签簽]\s*[发發]\s*人\s*[:：]\s*[\u4e00-\u9fff×\s、]{0,20}"
_SECRECY = r"(?:绝\s*密|机\s*密|秘\s*密)(?:\s*[★☆*]?\s*(?:\d{1,2}\s*[年月]|[一二三四五六七八九十]{1,3}[年月]|长期))?"
_URGENCY = r"(?:特\s*急|加\s*急|平\s*急|特\s*提)"
_ISSUER = r"[\u4e00-\u9fff×xX＊*○\s（）()]{2,40}\s*(?:文\s*件|文件|便函|内部明电|电报|明传电报)"
# What stands in the frame above a title; only there, and only above or beside a document number.
_FRAME = tuple(
    (reason, re.compile(pattern))
    for reason, pattern in (
        ("official-copy-number", r"(?:№|No\.?|份号\s*[:：])?\s*\d{4,8}"),
        ("official-secrecy", rf"{_SECRECY}(?:\s+{_URGENCY})?"),
        ("official-urgency", rf"{_URGENCY}(?:\s+{_SECRECY})?"),
        ("official-issuer", _ISSUER),
    )
)
# What is of the frame wherever it stands.
_ANYWHERE = tuple(
    (reason, re.compile(pattern))
    for reason, pattern in (
        ("official-number", rf"[（(]?{_NUMBER}[)）]?(?:\s+{_SIGNER})?"),
        ("official-signer", rf"{_SIGNER}(?:\s*会\s*签\s*人\s*[:：].{{0,30}})?|会\s*签\s*人\s*[:：].{{0,30}}"),
        ("official-copies", r"(?:抄\s*送|抄\s*报|分\s*送)\s*[:：].+"),
        ("official-printed", rf".{{2,40}}?\s*(?:{_DATE.pattern})\s*印\s*[发發](?:\s*[（(]?共\s*印.*)?"),
        ("official-printed", r"[（(]?共\s*印\s*\d+\s*份[)）]?"),
        (
            "official-release",
            r"[（(]\s*(?:此件|本件|此文)(?:公开|不公开|主动公开|依申请公开|发至|不得).{0,20}[)）]|(?:信息)?公开(?:属性|选项|方式|类别)\s*[:：].{2,20}",
        ),
    )
)
# What is of the frame only below the text of a document that has a number: elsewhere these are words of a notice.
_FOOT = tuple(
    (reason, re.compile(pattern))
    for reason, pattern in (
        ("official-copies", r"(?:主\s*题\s*词|发\s*送\s*范\s*围)\s*[:：].+"),
        ("official-printed", r"(?:打\s*字|打\s*印|校\s*对)\s*[:：].{1,12}(?:\s+(?:校\s*对|共\s*印).*)?"),
    )
)
_TAIL = 12
"""Lines at the end among which the foot stands."""
_NUMBER_LINE = _ANYWHERE[0][1]
_COPIES_HEAD = re.compile(r"抄\s*[送报報]\s*[:：]")
_COPIES = re.compile(r"[\u4e00-\u9fff×、，,；;（）()\s]{2,60}[。；;，,]")


def leave_out_official(lines: tuple[Line, ...]) -> tuple[tuple[Line, ...], tuple[Omission, ...]]:
    """Part off the frame of an official document."""
    framed = any(_NUMBER_LINE.fullmatch(line.text) for line in lines[:_HEAD] if len(line.text) <= _LONGEST)
    kept: list[Line] = []
    omitted: list[Omission] = []
    copying = False
    for number, line in enumerate(lines):
        extra = _FRAME if framed and number < _HEAD else ()
        extra += _FOOT if framed and number >= len(lines) - _TAIL else ()
        reason = _reason(line, (*_ANYWHERE, *extra))
        if reason is None and copying and not line.look.settled and _COPIES.fullmatch(line.text):
            reason = "official-copies"
        copying = reason == "official-copies" and line.text[-1] not in "。.；;"
        if reason is None:
            kept.append(line)
        else:
            omitted.append(line.omitted(reason))
    return tuple(kept), tuple(omitted)


def _reason(line: Line, rules: tuple[tuple[str, re.Pattern[str]], ...]) -> str | None:
    """Why a line is of the frame, or None."""
    if line.look.settled or line.look.role in ("row", "title"):
        return None
    if len(line.text) > _LONGEST:
        return "official-copies" if _COPIES_HEAD.match(line.text) else None
    return next((reason for reason, rule in rules if rule.fullmatch(line.text)), None)
