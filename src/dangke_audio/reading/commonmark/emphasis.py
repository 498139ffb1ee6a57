"""Which `*` begin and end emphasis in Chinese, where no blanks part the words.

CommonMark looks for blanks around punctuation, so **“重点”**之后 shows its asterisks. Here only the side counts on
which a mark can stand: nothing is emphasised from a closing quote on, nor up to an opening one.
The rules that this departs from: https://spec.commonmark.org/0.31.2/#emphasis-and-strong-emphasis
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.rules_inline import StateInline

_OPENERS = "“‘（《〈【「『〔［"
_CLOSERS = "，。、；：！？”’）》〉】」』〕］…"
_FIRST_CJK = "\u2e80"


def emphasis(state: "StateInline", silent: bool) -> bool:
    """A rule of markdown-it's: take a run of `*` or `_`, and say whether it may open or close."""
    from markdown_it.rules_inline.state_inline import Delimiter

    marker = state.src[state.pos]
    if silent or marker not in "*_":
        return False
    scanned = state.scanDelims(state.pos, marker == "*")
    end = state.pos + scanned.length
    before = state.src[state.pos - 1] if state.pos else " "
    after = state.src[end] if end < state.posMax else " "
    can_open, can_close = scanned.can_open, scanned.can_close
    if marker == "*" and (_is_chinese(before) or _is_chinese(after)):
        can_open = not after.isspace() and after not in _CLOSERS
        can_close = not before.isspace() and before not in _OPENERS
    elif before.isdecimal() and after.isdecimal():  # 5*3*2
        can_open = can_close = False
    for _ in range(scanned.length):
        state.push("text", "", 0).content = marker
        token = len(state.tokens) - 1
        state.delimiters.append(Delimiter(ord(marker), scanned.length, token, -1, can_open, can_close))
    state.pos = end
    return True


def _is_chinese(character: str) -> bool:
    return character >= _FIRST_CJK or character in _OPENERS or character in _CLOSERS
