r"""EQ fields, by which WPS and older Word set characters over each other: pinyin, ringed numbers, fractions.

`EQ \* jc2 \* "Font:宋体" \* hps14 \o\ad(\s\up 9(chóng),重)` is 重 under chóng, `eq \o\ac(○,1)` is ①.
Source: Word's reference of field codes, "Eq (Equation) field".
"""

import re
from dataclasses import dataclass

from dangke_audio.pinyin import syllables_of
from dangke_audio.reading.word.spans import Span, ruby

_NAME = re.compile(r"\s*eq\b", re.IGNORECASE)
_FORMATTING = re.compile(r"\\\*\s*(?:\"[^\"]*\"|\S+)")
# A switch with its options, up to the bracket: `\o \ad(`, `\s\up 9(`, `\x \to(`.
_SWITCH = re.compile(
    r"\\([a-zA-Z]{1,2})((?:\s*\\[a-zA-Z]{1,2}(?:\s*-?\d++)?|\s*\\[lbr]c\s*\\[^a-zA-Z])*+)(?:\s*-?\d++)?\s*\("
)
_RINGS = "○〇◯□△◇"
_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class _Argument:
    """What stands between two commas."""

    spans: tuple[Span, ...]
    raised: bool = False
    lowered: bool = False

    @property
    def text(self) -> str:
        return "".join(span.text for span in self.spans)


def is_equation(instruction: str) -> bool:
    """Whether a field's instruction is an EQ."""
    return _NAME.match(instruction) is not None


def equation(instruction: str) -> tuple[Span, ...]:
    """What the field shows, as text."""
    return _argument(_FORMATTING.sub("", _NAME.sub("", instruction, count=1)), 0).spans


def _argument(written: str, depth: int) -> _Argument:
    """Text with switches in it."""
    spans: list[Span] = []
    raised = lowered = False
    at = 0
    while found := _SWITCH.search(written, at):
        spans += _plain(written[at : found.start()])
        arguments, at = _arguments(written, found.end(), depth)
        letter, options = found[1].lower(), found[2].lower()
        raised |= letter == "s" and r"\up" in options
        lowered |= letter == "s" and r"\do" in options
        spans += _shown(letter, arguments)
    return _Argument((*spans, *_plain(written[at:])), raised, lowered)


def _plain(written: str) -> list[Span]:
    text = re.sub(r"\\(.)", r"\1", written).strip()
    return [Span(text)] if text else []


def _arguments(written: str, start: int, depth: int) -> tuple[list[_Argument], int]:
    """The arguments up to the bracket that closes, and the offset behind it."""
    found, level, begin, at = [], 0, start, start
    while at < len(written):
        character = written[at]
        if character == "\\":
            at += 1
        elif character == "(":
            level += 1
        elif character == ")" and level:
            level -= 1
        elif character in ",;)" and not level:
            found.append(written[begin:at])
            begin = at + 1
            if character == ")":
                break
        at += 1
    else:
        found.append(written[begin:])
    if depth >= _DEEPEST:
        return [_Argument(tuple(_plain(each))) for each in found], at + 1
    return [_argument(each, depth + 1) for each in found], at + 1


def _shown(letter: str, arguments: list[_Argument]) -> tuple[Span, ...]:
    """What one switch makes of its arguments."""
    if letter == "f" and len(arguments) == 2:
        return (*arguments[0].spans, Span("/"), *arguments[1].spans)
    if letter == "o" and len(arguments) == 2:
        over, under = arguments
        ring = next(
            (one.text for one, other in ((over, under), (under, over)) if other.text in _RINGS and other.text), None
        )
        if ring is not None:
            return (Span(chr(0x245F + int(ring)) if ring.isdecimal() and 1 <= int(ring) <= 20 else ring),)
        if over.raised and not (under.raised or under.lowered) and (syllables_of(over.text) or not over.text.strip()):
            return (ruby(under.text, over.text),)
    return tuple(span for argument in arguments for span in argument.spans)
