"""What stands in a script but is not part of the lecture: site furniture, sources, copyright, adverts, page numbers.

A rule matches a whole line, or a stretch that can be cut out of one; each has a reason that the user sees. A line
that could be a sentence of the lecture stays: 加大 is a button as a line and a word in a sentence.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

from dangke_audio.model.lecture import Omission
from dangke_audio.parsing.bare_headings import is_known_heading
from dangke_audio.parsing.credits import is_credits
from dangke_audio.parsing.fragments import is_site, site_names, without_fragments
from dangke_audio.parsing.lines import PLAIN, Line, Look, join
from dangke_audio.parsing.marks import mark_of
from dangke_audio.parsing.page_headers import page_headers, titles_the_script
from dangke_audio.parsing.site_rules import rule_that_fits

LONGEST_LINE = 150
"""Longer lines are text, whatever they hold."""
_LONGEST_LINK = 60
"""Characters of an entry in a list of related pages."""
_FEWEST_BUTTONS = 3
"""Short words side by side, half of which are known buttons, that make a row of buttons."""
_LONGEST_BUTTON = 6
_SHORTEST_BROKEN = 15
"""Characters of a line that a page break may have cut off."""

_FOOTNOTE = re.compile(r"[\[［【〔]\d{1,2}[\]］】〕]|[¹²³⁰⁴-⁹]+")
_REFERENCES = re.compile(
    r"[【\[]?(?:参考(?:文献|资料|书目)|引用文献|參考(?:文獻|資料)|注\s*释|註\s*釋|尾注|脚注)[】\]]?\s*[:：]?"
)
_REFERENCE = re.compile(r"[\[［【〔(（]?\d{1,2}[\]］】〕)）.．、]|[①-⑳]|[↑^]|《")
_RELATED = re.compile(
    r"(?:【[^】]{1,40}】)?(?:相关|相關|推荐|热门|最新|精选|更多)(?:文章|阅读|链接|新闻|推荐|范文|内容|资料)\s*[:：]?|.{0,30}相关文章\s*[:：]|猜你喜欢\s*[:：]?|您?可能(?:还)?(?:感兴趣|喜欢)的?.{0,6}"
)
# Below the text it is the web page's; at the head it would be who speaks.
_AUTHOR = re.compile(r"(?:作者|撰文|撰稿人?|文)\s*[:：/／]\s*[\u4e00-\u9fff·\s、]{2,20}")
# The law that a library quotes behind a public work, to show that nobody owns it
_LICENCE = re.compile(r"(?:中华人民共和国|中華人民共和國|中華民國|中华民国)《(?:著作权法|著作權法)》[:：]")
_LICENCE_ENTRY = re.compile(
    r"[一二三四五六七八九十]{1,2}、|下列|前[项項]|第[一二三四五六七八九十]{1,3}[条條]|本作品|[（(]"
)
# What a wiki puts behind a heading, and nowhere else
_EDIT = re.compile(r"[\[［【](?:编辑|編輯|编辑源代码)[\]］】]")
_SENTENCE_END = re.compile(r"[。！？!?；;：:…][”’」』）)]*$")
_PAGE_BREAKS = frozenset({"page-number", "page-header"})


def leave_out(lines: tuple[Line, ...]) -> tuple[tuple[Line, ...], tuple[Omission, ...]]:
    """Part the lines into what is read and what is not."""
    sites = site_names(lines)
    parted = [(line, *((line, []) if _is_told(line) else without_fragments(line, sites))) for line in lines]
    marks = {omission.text for _, _, cut_out in parted for omission in cut_out if omission.reason == "footnote-mark"}
    reasons = [_line_reason(line, rest, marks) for line, rest, _ in parted]
    _mark_page_headers(lines, reasons)
    _mark_tails(lines, reasons)
    kept: list[Line] = []
    omitted: list[Omission] = []
    broken = False
    for (line, rest, cut_out), reason in zip(parted, reasons, strict=True):
        if reason is not None:
            omitted.append(line.omitted(reason))
            broken = reason in _PAGE_BREAKS
            continue
        omitted += cut_out
        if not rest.text:
            continue
        if any(_EDIT.fullmatch(cut.text) for cut in cut_out) and rest.look == PLAIN:
            rest = replace(rest, look=Look("heading", 1))
        if broken and kept and _goes_on(kept[-1], rest):
            kept[-1] = join([kept[-1], rest], "")
        else:
            kept.append(rest)
        broken = False
    return tuple(kept), tuple(omitted)


def _is_told(line: Line) -> bool:
    """Whether it was said that a line is read."""
    return line.look.settled or line.look.role == "row"


def _is_read(line: Line) -> bool:
    """Whether a line is read, though pieces of it may not be."""
    return _is_told(line) or line.is_speech


def _line_reason(line: Line, rest: Line, marks: set[str]) -> str | None:
    """Why a whole line is not read, or None if it is."""
    if _is_read(line):
        return None
    footnote = _FOOTNOTE.match(line.text)
    if footnote is not None and footnote[0] in marks:
        return "footnote"
    return _reason(line.text) or _reason(rest.text)


def _reason(text: str) -> str | None:
    """Why a text is no line of a lecture; nothing left of a line needs no other reason than its parts have."""
    if len(text) > LONGEST_LINE:
        return None
    if is_site(text):
        return "advert"
    if _is_buttons(text):
        return "navigation"
    if is_credits(text):
        return "source"
    return rule_that_fits(text)


@cache
def _buttons() -> frozenset[str]:
    """Labels of buttons and links, from the table."""
    table = files("dangke_audio.parsing").joinpath("tables", "site_buttons.txt").read_text("utf-8")
    return frozenset(label for row in table.splitlines() if not row.startswith("#") for label in row.split())


def _is_buttons(text: str) -> bool:
    """Whether a line is nothing but buttons of a page; `【字号：` is one."""
    labels = re.split(r"[\s|｜·/]+|(?<=[\]】])(?=[\[【])", text.strip("【】[]()（）:：>》 "))
    known = [label.strip("【】[]()（）:：>") in _buttons() for label in labels]
    row = len(labels) >= _FEWEST_BUTTONS and max(map(len, labels)) <= _LONGEST_BUTTON and sum(known) * 2 >= len(known)
    return bool(text) and (all(known) or row or re.sub(r"\s", "", text) in _buttons())


def _mark_page_headers(lines: Sequence[Line], reasons: list[str | None]) -> None:
    """Give the headers of pages their reason."""
    headers = page_headers(lines, {n for n, reason in enumerate(reasons) if reason == "page-number"})
    for number, line in enumerate(lines):
        is_title = number == 0 and titles_the_script(lines)
        if reasons[number] is None and line.text in headers and not _is_read(line) and not is_title:
            reasons[number] = "page-header"


def _mark_tails(lines: Sequence[Line], reasons: list[str | None]) -> None:
    """Give the lists behind 参考文献 and 相关文章： at the end of a script their reason."""
    tail: str | None = None
    for number, line in enumerate(lines):
        if _is_read(line):
            tail = None
            continue
        opened = _tail_opened_by(line.text, is_late=number > len(lines) // 2)
        tail = opened or (tail if tail and _is_entry_of(tail, line.text) else None)
        signed = "source" if number > len(lines) // 2 and _AUTHOR.fullmatch(line.text) else None
        reasons[number] = opened or reasons[number] or tail or signed


def _tail_opened_by(text: str, *, is_late: bool) -> str | None:
    """The reason for the list that a line announces, or None."""
    if _LICENCE.fullmatch(text):
        return "copyright"
    if len(text) > _LONGEST_LINK or not is_late:
        return None
    return "footnote" if _REFERENCES.fullmatch(text) else "navigation" if _RELATED.fullmatch(text) else None


def _is_entry_of(tail: str, text: str) -> bool:
    """Whether a line belongs to a list of references or of related pages."""
    if tail == "copyright":
        return _LICENCE_ENTRY.match(text) is not None
    if tail == "footnote":
        return _REFERENCE.match(text) is not None
    return len(text) <= _LONGEST_LINK and _SENTENCE_END.search(text) is None


def _goes_on(line: Line, following: Line) -> bool:
    """Whether a page break stood inside a paragraph."""
    cut_off = len(line.text) >= _SHORTEST_BROKEN and re.search(r"[\w，、,]$", line.text) is not None
    plain = line.look.role == following.look.role == "text" and not _is_told(line) and not _is_read(following)
    return (
        cut_off
        and plain
        and not is_known_heading(following.text)
        and mark_of(following.text) is None
        and mark_of(line.text) is None
    )
