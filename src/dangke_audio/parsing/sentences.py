"""The sentence splitter. Conventions (research of this project, 42 cases):

- 。！？ and runs of them end a sentence; so does a sloppy "." between Han or behind an English sentence.
- A closing quote or bracket stays with its sentence. Inside 《》（）“” nothing ends; behind the closing quote the
  sentence ends if the quote did, unless the clause goes on (“热烈欢迎！”四个大字).
- …… ends a sentence only before a closing quote; ——；： never end one.
- What is longer than LONGEST is cut by `segmenting.cut`.
"""

import re
from collections.abc import Iterator

from dangke_audio.segmenting import cut

LONGEST = 100
"""Characters of a sentence."""
_ENDLESS = 1000
"""Characters without any end mark that are looked at as one; nobody wrote a sentence as long."""

_DEEPEST = 12
"""Quotes and brackets that may be open at once; of more, the outer ones were never meant to be closed."""
_PAIRS = {
    "“": "”",
    "‘": "’",
    "「": "」",
    "『": "』",
    "《": "》",
    "〈": "〉",
    "（": "）",
    "(": ")",
    "【": "】",
    "[": "]",
}
_QUOTES = '”’」』"'
_HAN = r"[\u3400-\u9fff]"
# A run of end marks; the "." of "会议到此结束." and of "Thank you." but not that of 2.35, v1.2 or www.12371.cn.
_END = re.compile(
    r"[。！？｡][。！？｡!?]*"
    r"|[!?][。！？｡!?]*(?![A-Za-z0-9=&/])"
    r"|…{1,2}(?=[”’」』\"])"
    rf"|(?<={_HAN})[.．](?=\s|$|{_HAN}|[”’」』\"])"
    rf"|(?<=[a-z]{{2}})\.(?=[”\"]?(?:\s*$|\s+(?:{_HAN}|[A-Z“\"])|{_HAN}))"
)
_ABBREVIATION = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|vs|etc|Vol|Fig|Inc|Ltd|Co)\.$")
# What carries a clause on behind a closed quotation: after “……。” only a clear sign, after ！ and ？ a verb, too.
_GOES_ON = re.compile(
    r"\s*(?:[，、；：,;:）)》]|的|地(?!方)|等|之类|[这那此该](?:[一两三几]?[个种项些条点样]|一|类|番|份|段)"
    r"|[一二两三四五六七八九十几\d]+(?:个|句|条|点|声|组|行|大|幅|篇|首|字))"
)
_GOES_ON_QUESTION = re.compile(r"\s*(?:[是为和与及或之]|成为|构成|都是|不是|就是|也是)")
_PAUSE = re.compile(r"[；;，,、：:\s]")
_SPEAKABLE = re.compile(r"\w")


def spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where the sentences of a paragraph start and end, at most LONGEST characters each, blanks at the ends left out."""
    pieces: list[tuple[int, int]] = []
    whole = _with_mute_joined(text, _ends(text))
    for start, end in (stretch for span in whole for stretch in _bounded(text, *span)):
        for piece in cut(text[start:end].rstrip(), LONGEST):
            stripped = piece.strip()
            if stripped:
                first = start + len(piece) - len(piece.lstrip())
                pieces.append((first, first + len(stripped)))
            start += len(piece)
    return tuple(pieces)


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretch itself; in pieces where it is endless, so that cutting it stays cheap."""
    while end - start > _ENDLESS:
        marks = list(_PAUSE.finditer(text, start + _ENDLESS // 2, start + _ENDLESS))
        middle = marks[-1].end() if marks else start + _ENDLESS
        yield start, middle
        start = middle
    yield start, end


def _ends(text: str) -> list[int]:
    """Offsets behind the sentences, the end of the text being the last."""
    pairs = sorted(_closing(text).items(), reverse=True)
    around: list[tuple[int, int]] = []
    ends: list[int] = []
    position = 0
    while found := _END.search(text, position):
        position = found.end()
        if found[0] == "." and _ABBREVIATION.search(text, max(0, position - 8), position):
            continue
        while pairs and pairs[-1][0] < found.start():
            around.append(pairs.pop())
        start = ends[-1] if ends else 0
        around = [(mark, close) for mark, close in around if close > found.start() and mark >= start]
        end = _behind_closers(text, found, around, start)
        if end is not None:
            ends.append(end)
            position = end
    return [end for end in ends if end < len(text)] + [len(text)]


def _closing(text: str) -> dict[int, int]:
    """Offset of each opening mark → offset of its partner. Marks without a partner are not there."""
    partners: dict[int, int] = {}
    open_marks: list[int] = []
    for offset, character in enumerate(text):
        if character == '"' and any(text[mark] == '"' for mark in open_marks):
            character = "close"
        if character in _PAIRS or character == '"':
            open_marks = [*open_marks[-_DEEPEST:], offset]
            continue
        wanted = [mark for mark in open_marks if _PAIRS.get(text[mark], "close") == character]
        if wanted:
            partners[wanted[-1]] = offset
            del open_marks[open_marks.index(wanted[-1]) :]
    return partners


def _behind_closers(text: str, found: re.Match[str], around: list[tuple[int, int]], start: int) -> int | None:
    """Where the sentence ends whose end mark was found, or None if it goes on.

    `around` are the pairs of quotes and brackets that hold the mark, `start` is where the sentence began.
    """
    end, closed_quote, at_head = found.end(), False, True
    for mark, close in sorted(around, key=lambda pair: pair[1]):
        if close != end:
            return None
        closed_quote = closed_quote or text[close] in _QUOTES
        at_head = at_head and not text[start:mark].strip()
        end = close + 1
        while end < len(text) and text[end] in "。！？!?":
            end += 1
    if not around:
        return end
    if not closed_quote:  # a bracket ends with its last sentence only where it is a sentence of its own
        return end if at_head and text[end - 1] not in "》〉" else None
    if _GOES_ON.match(text, end) or (found[0][-1] in "！？!?" and _GOES_ON_QUESTION.match(text, end)):
        return None
    return end


def _with_mute_joined(text: str, ends: list[int]) -> list[tuple[int, int]]:
    """Spans up to the ends; one without anything to say is joined to the one before it."""
    pieces: list[tuple[int, int]] = []
    start = 0
    for end in ends:
        if pieces and not _SPEAKABLE.search(text, start, end):
            pieces[-1] = (pieces[-1][0], end)
        elif end > start:
            pieces.append((start, end))
        start = end
    return pieces
