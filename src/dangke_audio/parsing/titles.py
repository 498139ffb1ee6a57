"""Titles in all their dress: 讲稿：… 【党课】… 党课讲稿《…》 …_范文网 （全文）, and what can be one."""

import re

from dangke_audio.model.lecture import Omission
from dangke_audio.parsing.bare_headings import is_known_heading
from dangke_audio.parsing.lines import Line
from dangke_audio.parsing.marks import STRONG, Family, mark_of

LONGEST_TITLE = 60
"""Characters."""
_SHORTEST_STEM = 4
_COUNTED = re.compile(r"[\d〇○零一二三四五六七八九十百]+(?=\s*[年週周屆届次期回任])")

_GENRE = (
    r"(?:主题|专题|微|七一|廉政|书记|支部)?党课(?:讲稿|教案|稿|材料|课件)?|(?:微|主题)?宣讲稿?|讲稿|讲话稿?|演讲稿?|发言稿?|教案|讲义|课件|范文|"
    r"广播稿|宣传稿|(?:讲课|发言|授课|党课)提纲"
)
_DRESS = re.compile(
    rf"[【\[（(]?(?:{_GENRE}|题目|标题|题\s*目|标\s*题|主题|课题|講題|題目|標題)[】\])）]?\s*[:：]\s*|【(?:{_GENRE})】\s*|(?:{_GENRE})\s*(?=《[^《》]+》$)"
    r"|[【\[]?(?:篇|范文)\s*[一1][】\]]?\s*[:：]?\s*"
)
_GENRE_LINE = re.compile(rf"[【\[（(]?(?:{_GENRE})(?:范文)?[】\])）]?[:：]?")
_NOTE = re.compile(
    r"(?:\s*[（(【\[](?:全文|节选|摘录|摘要|摘编|完整版|实录|图|附?[图圖](?:[／/、][短影]片)?|组图|视频|只有中文|范文|初稿|定稿|草稿|修订稿|讨论稿|送审稿|讲稿|党课讲稿|提纲|"
    r"根据录音整理|(?:精选|通用|最新|优秀|合集|推荐|热门|实用)*\s*[\d一二三四五六七八九十]*\s*篇|(?:19|20)\d\d年?版?)[)）】\]])+$"
)
_NOTE_LINE = re.compile(
    r"[（(【\[](?:根据.{0,8}整理|讨论稿|送审稿|征求意见稿|草稿|初稿|定稿|摘要|节选|全文|讲稿|提纲)[)）】\]]"
)
# The site behind a title of a web page: …_党课讲稿_范文网 / …-某某网 / …|公文库
_SITE = re.compile(
    r"\s*[_|｜].*$|\s*[-—–]+\s*[^-—–_|]{0,14}(?:网|網|文库|范文|公文|频道|站|论坛|论文|之家|大全|在线|百科|文档|平台)$"
)
_TALK = r"(?:讲话|講話|報告|报告|发言|發言|党课|讲稿|致辞|致詞|致词|演讲|演講|宣讲|提纲|授课)"
_SUBTITLE = re.compile(
    rf"(?:—{{1,2}}|–{{1,2}}|--+|－{{1,2}}|―{{1,2}}|─{{1,2}})\s*\S.*|[（(](?!\d).*(?:{_TALK}|会议上|大会上)[)）]|在.{{4,50}}(?:上|时|時)的?{_TALK}"
)
_TALK_END = re.compile(rf"{_TALK}[)）]?$")
_GENRE_NOUN = re.compile(
    r"(?:通知|通\s+知|通告|公告|意见|决定|报告|讲话|方案|办法|规定|倡议书|公开信|一封信|函|批复|请示|总结|计划|要点|致辞|党课|讲稿)$"
)
_UNFINISHED = re.compile(r"(?:的|关于|關於|暨|和|与|與|及|在|对|為|为|、|——|—)$|《[^》]*$|“[^”]*$")
_NOTICE = re.compile(r"(?:通知|通告|公告|启事|预告|公示|安排)$")
_KIND = re.compile(r"通\s*[知告]|公\s*[告示]|启\s*事|倡\s*议\s*书")


def is_title(text: str) -> bool:
    """Whether a line looks like a title: short, not a sentence, not numbered."""
    words = re.sub(r"\W", "", text)
    mark = mark_of(text)
    numbered = mark is not None and mark.family is not Family.PART
    return (
        len(words) >= 2
        and re.search(r"[^\W\d_]", words) is not None
        and len(text) <= LONGEST_TITLE
        and not numbered
        and not is_known_heading(text)
        and not re.search(r"[。；;：:，,、!！|]$|[。；|]", text)
    )


def is_exclaimed(text: str) -> bool:
    """Whether a line looks like a title that calls out: 奋斗吧，青年！"""
    return len(text) <= LONGEST_TITLE // 2 and text[-1] in "!！" and is_title(text.rstrip("!！"))


def is_dressed(text: str) -> bool:
    """Whether a line says itself that it is a title: 讲稿：…"""
    return _DRESS.match(text) is not None


def is_genre(text: str) -> bool:
    """Whether a line says what kind of text this is, and nothing else: 党课讲稿"""
    return _GENRE_LINE.fullmatch(re.sub(r"\s", "", text)) is not None


def is_note(text: str) -> bool:
    """Whether a line is a note on the text: （根据录音整理）"""
    return _NOTE_LINE.fullmatch(text) is not None


def is_label(text: str) -> bool:
    """Whether a line is a particular or a part of a play, and no half of a title: 人物：张三 【第一幕】"""
    return re.match(r"[^：:]{1,6}[：:]|【[^】]*】$", text) is not None


def is_subtitle(text: str) -> bool:
    """Whether a line is dressed as a subtitle: ——在某某大会上的讲话"""
    return _SUBTITLE.fullmatch(text) is not None and len(text) <= LONGEST_TITLE


def ends_as_talk(text: str) -> bool:
    """Whether a subtitle is complete: …上的讲话"""
    return _TALK_END.search(text) is not None


def goes_on(first: str, second: str) -> bool:
    """Whether a line that could be a title of its own belongs to the title above it."""
    return _UNFINISHED.search(first) is not None or second.startswith("关于") or _GENRE_NOUN.search(second) is not None


def is_lone_part(line: Line, following: tuple[Line, ...]) -> bool:
    """Whether 第三讲 …  or 篇一：… is the number of this lecture: no other line is numbered like it."""
    mark = mark_of(line.text)
    if mark is None or mark.family not in (Family.PART, Family.TOPIC):
        return False
    marks = (mark_of(other.text) for other in following)
    return not any(other is not None and (other.family, other.kind) == (mark.family, mark.kind) for other in marks)


def is_heading_mark(text: str) -> bool:
    """Whether a line is numbered as headings are."""
    mark = mark_of(text)
    return mark is not None and (mark.family in STRONG or mark.family in (Family.FIGURE, Family.TOPIC))


def undressed(line: Line) -> tuple[Line, list[Omission]]:
    """The title without 讲稿： before it, （全文） and _范文网 behind it and 《》 around it; and what was taken off."""
    dress = _DRESS.match(line.text)
    start = dress.end() if dress and dress.end() < len(line.text) else 0
    site = _SITE.search(line.text, start + 4)
    end = site.start() if site and not _in_brackets(line.text, site.start()) else len(line.text)
    note = _NOTE.search(line.text[:end], start)
    end = note.start() if note and note.start() > start else end
    taken = [piece.omitted("title-dress") for piece in (line.part(0, start), line.part(end)) if piece.text]
    title = line.part(start, end)
    if re.fullmatch(r"《[^《》]+》|【[^【】]+】", title.text):
        title = title.part(1, len(title.text) - 1)
    return title, taken


def _in_brackets(text: str, offset: int) -> bool:
    """Whether a place lies between book marks."""
    return text.count("《", 0, offset) > text.count("》", 0, offset)


def names_a_sibling(text: str, title: str) -> bool:
    """Whether a line leads to the issue before or after this one: 92年国庆致词 below 总统九十三年国庆致词.

    Only numbers tell them apart; the title itself may stand behind the name, as in the header of a library.
    """
    parts = [re.sub(r"全文$", "", part) for part in text.split()]
    whole = _unnumbered(title)
    stems = [_unnumbered(part) for part in parts]
    akin = all(len(stem) >= _SHORTEST_STEM and whole.endswith(stem) for stem in stems)
    return len(text) <= 2 * LONGEST_TITLE and akin and all(map(_COUNTED.search, parts)) and bool(parts)


def _unnumbered(text: str) -> str:
    """A title without its numbers and its punctuation."""
    return re.sub(r"[\W_]", "", _COUNTED.sub("", text))


def says_again(text: str, title: str) -> bool:
    """Whether a line says the title again, however dressed."""
    if len(text) > 2 * LONGEST_TITLE:
        return False
    dress = _DRESS.match(text)
    bare = text[dress.end() :] if dress and dress.end() < len(text) else text
    folded = re.sub(r"[\W_]|\d+篇(?:范文)?$", "", title)
    return any(re.sub(r"[\W_]", "", _NOTE.sub("", one)) == folded for one in (text, bare, _SITE.sub("", bare)))


def is_notice(title: str) -> bool:
    """Whether a title is that of a notice: there 时间：, 地点： and 参加人员： are the message."""
    return _NOTICE.search(title) is not None


def says_its_kind_again(text: str, title: str) -> bool:
    """Whether a line below a title is only the kind of paper, set wide, that the title has said: 通 知."""
    return _KIND.fullmatch(text) is not None and re.sub(r"\s", "", text) in title
