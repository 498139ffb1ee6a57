"""The marks that number headings and lists: 第一章 一、 （一） 1. （1） ① 第一， 一要 一方面， 首先，"""

import re
from dataclasses import dataclass
from enum import IntEnum


class Family(IntEnum):
    """Kinds of marks, in the order in which Chinese documents nest them."""

    PART = 0
    SECTION = 1
    FORMAL = 2
    """壹、 as in Taiwan, above 一、"""
    NUMERAL = 3
    ORDINAL = 4
    ARTICLE = 5
    """第一条 of rules."""
    BRACKETED_NUMERAL = 6
    FIGURE = 7
    DECIMAL = 8
    """1.2 and 1.2.3 of essays."""
    BRACKETED_FIGURE = 9
    CIRCLED = 10
    # These have no place of their own in the order: some write 甲、 above 一、, some below.
    TOPIC = 11
    """第一个问题 专题一 篇一"""
    STEM = 12
    ROMAN = 13
    LETTER = 14
    # Words that number the points of an argument; each starts a sentence.
    POINT = 15
    SIDE = 16
    SEQUENCE = 17


STRONG = frozenset({Family.PART, Family.SECTION, Family.FORMAL, Family.NUMERAL, Family.BRACKETED_NUMERAL})
"""Marks that number headings; the others number lists at least as often."""
WORDS = frozenset({Family.ORDINAL, Family.ARTICLE, Family.POINT, Family.SIDE, Family.SEQUENCE})
"""Marks that are words of the sentence."""
ROVING = frozenset({Family.TOPIC, Family.STEM, Family.ROMAN, Family.LETTER})
"""Marks that nest where their script puts them."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark at the head of a line."""

    family: Family
    kind: str
    """What members of one list share: 、 or . behind a figure, 要 or 是 behind a numeral, 章 or 讲."""
    number: int
    end: int
    """Offset behind the mark and its blanks."""

    @property
    def is_sure(self) -> bool:
        """Whether it numbers headings far more often than lists: 一、 does, 一， does not."""
        return self.family in STRONG and self.kind not in ("，", ",", "：", ":", " ")


_NUMERALS = "〇零○一二三四五六七八九十廿卅百两壹贰叁肆伍陆柒捌玖拾佰貳參叄陸"
_N = f"[{_NUMERALS}]"
_FORMAL = "[壹贰叁肆伍陆柒捌玖拾貳參叄陸]"
_PLAIN = "[〇零○一二三四五六七八九十廿卅百两]"
_MEASURE = "年月日号时時点點分秒个個人名位项項条條次元万萬亿億岁歲届屆级級倍亩畝公斤吨米里天周小多余餘户家村件%％℃"
_PATTERNS = tuple(
    (family, re.compile(pattern))
    for family, pattern in (
        (
            Family.PART,
            rf"第\s*(?P<n>{_N}{{1,5}}|\d{{1,3}})\s*(?P<k>章|编|編|篇(?!文|幅)|部分(?!是|的|人|党员|群众|村|干部|同志|地区|地方|企业|学)|单元|單元|讲(?!堂)|講(?!堂)|课(?!堂|时)|課(?!堂|時)|课时|課時|专题|專題|板块|模块|辑)[\s、，：:.．]*",
        ),
        (
            Family.PART,
            r"(?P<k>专题|專題|主题|主題|模块|单元|單元|板块|课时|任务|项目)\s*(?P<n>[一二三四五六七八九十]{1,3}|\d{1,2})(?:[\s、：:.．]+|$)",
        ),
        (Family.SECTION, rf"第\s*(?P<n>{_N}{{1,5}}|\d{{1,3}})\s*(?P<k>节|節)(?![课課能目日])[\s、，：:.．]*"),
        (Family.FORMAL, rf"(?P<n>{_FORMAL}{{1,4}})\s*(?P<k>[、．.：:])\s*"),
        (
            Family.NUMERAL,
            rf"(?P<n>{_PLAIN}{{1,5}})\s*(?P<k>[、．.，,：:])(?!{_PLAIN}{{1,3}}[、，]|[一二三四五六七八九十]{{1,2}}(?:月|年级))[、．.]*\s*",
        ),
        (Family.NUMERAL, rf"(?P<n>{_PLAIN}{{1,3}})(?P<k>\s)\s*(?=\S{{2}})"),
        (Family.BRACKETED_NUMERAL, rf"[（(〔【\[]\s*(?P<n>{_N}{{1,5}})\s*[）)〕】\]](?P<k>[、．.：:]?)\s*"),
        (Family.BRACKETED_NUMERAL, rf"(?P<n>{_PLAIN}{{1,3}})(?P<k>[）)])\s*"),
        (Family.BRACKETED_NUMERAL, r"(?P<n>[㈠-㈩])(?P<k>、?)\s*"),
        (
            Family.DECIMAL,
            r"(?P<k>(?:[0-9]{1,2}[.．]){1,3})(?P<n>[0-9]{1,2})[.．、]?(?:\s+|(?=[“《]))(?=[\u4e00-\u9fffA-Z“《])",
        ),
        (Family.FIGURE, r"(?P<n>[0-9０-９]{1,3})\s*(?P<k>[.．、])(?![0-9０-９])[.．、]?\s*"),
        (Family.FIGURE, r"(?P<n>[0-9０-９]{1,2})(?P<k>[，,：:])(?![0-9０-９])\s*(?=[\u4e00-\u9fff“《])"),
        (Family.FIGURE, rf"(?P<n>[0-9]{{1,2}})(?P<k>\s)\s*(?=[\u4e00-\u9fff“《])(?![{_MEASURE}])"),
        (Family.FIGURE, r"(?P<n>[⒈-⒛])(?P<k>)\s*"),
        (Family.BRACKETED_FIGURE, r"[（(]\s*(?P<n>[0-9０-９]{1,2})\s*[）)](?P<k>[、．.]?)\s*"),
        (Family.BRACKETED_FIGURE, r"(?P<n>[0-9０-９]{1,2})(?P<k>[）)])\s*"),
        (Family.BRACKETED_FIGURE, r"(?P<n>[⑴-⒇])(?P<k>)\s*"),
        (Family.CIRCLED, r"(?P<n>[①-⑳❶-❿➀-➉])(?P<k>)[、．.]?\s*"),
        (Family.ARTICLE, rf"第\s*(?P<n>{_N}{{1,5}}|\d{{1,3}})\s*(?P<k>条|條)(?=[\s：:、])[\s：:、]+"),
        (Family.ORDINAL, rf"第(?P<n>{_N}{{1,3}})(?P<k>[，,、：:．.]|\s(?=\S{{2}}))\s*"),
        (
            Family.TOPIC,
            r"第(?P<n>[一二三四五六七八九十]{1,3})(?P<k>[个個](?:问题|問題|方面|关键词|關鍵詞|故事|话题|題目|题目|环节|专题|板块)|点|點|步|部分)(?:[\s、，,：:]+|是(?=[^否]))",
        ),
        (
            Family.TOPIC,
            r"[【\[]?(?P<k>篇|范文|案例|故事|问题|环节|话题|关键词|讲稿|党课|稿件)\s*(?P<n>[一二三四五六七八九十]{1,3}|\d{1,2})[】\]]?(?:[\s、：:.．]+|(?<=[】\]])|$)",
        ),
        (Family.STEM, r"(?P<n>[甲乙丙丁戊己庚辛壬癸])(?P<k>[、．.])\s*"),
        (Family.ROMAN, r"(?P<n>[Ⅰ-Ⅻ]|(?:IX|IV|V?I{1,3}|V|X)(?=[.．、]))(?P<k>[.．、]?)\s*"),
        (Family.LETTER, r"(?P<n>[A-HＡ-Ｈ])(?P<k>[.．、）)])\s*(?=[\u4e00-\u9fff“《])"),
        (
            Family.POINT,
            r"(?P<n>[一二三四五六七八九十])(?P<k>要(?![求素点點闻害么是道])|是(?!否)|靠|抓(?!阄)|看(?!就)|忌|戒|重(?=[视在党学实民])|当(?=[好先])|把(?=[^手]))",
        ),
        (Family.POINT, r"其(?P<n>[一二三四五六七八九])(?P<k>[，,：:、])\s*"),
        (Family.SIDE, r"(?P<n>另?一)(?P<k>方面)[，,]?\s*"),
        (Family.SEQUENCE, r"(?P<n>首先|其次|再次|再者|然后|然後|最后|最後)(?P<k>[，,、：:]|(?=要|是))\s*"),
    )
)
_LONGEST_MARK = 18
"""Characters, with the ones behind it."""
_FIRST = frozenset(
    _NUMERALS
    + "第（(〔【[其另首再然最专專主模单單板课課任项篇范案故问环话关讲党稿甲乙丙丁戊己庚辛壬癸IVXＡＢＣＤＥＦＧＨABCDEFGH0123456789０１２３４５６７８９"
) | {
    chr(code)
    for first, last in (("①", "⒛"), ("㈠", "㈩"), ("❶", "❿"), ("➀", "➉"), ("Ⅰ", "Ⅻ"))
    for code in range(ord(first), ord(last) + 1)
}
_VALUES = {
    "首先": 1,
    "其次": 2,
    "再次": 3,
    "再者": 4,
    "然后": 4,
    "然後": 4,
    "最后": 9,
    "最後": 9,
    "另一": 2,
    **{stem: number for number, stem in enumerate("甲乙丙丁戊己庚辛壬癸", start=1)},
    **{
        letter: number for letters in ("ABCDEFGH", "ＡＢＣＤＥＦＧＨ") for number, letter in enumerate(letters, start=1)
    },
    **{
        roman: number
        for number, roman in enumerate(["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"], start=1)
    },
}
_DIGITS = {c: n for numerals in ("〇一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖") for n, c in enumerate(numerals)} | {
    "两": 2,
    "○": 0,
    "貳": 2,
    "參": 3,
    "叄": 3,
    "陸": 6,
}
_TENS = {"十": 10, "拾": 10, "廿": 20, "卅": 30, "百": 100, "佰": 100}
_ENCLOSED = ("㈠", "⒈", "⑴", "①", "❶", "➀", "Ⅰ")


def mark_of(text: str) -> Mark | None:
    """The mark at the head of a text without indent."""
    if text[:1] not in _FIRST:
        return None
    head = text[:_LONGEST_MARK]
    for family, pattern in _PATTERNS:
        if found := pattern.match(head):
            kind = "方面" if family is Family.SIDE else "次" if family is Family.SEQUENCE else found["k"]
            return Mark(family, " " if kind.isspace() else kind, _value(found["n"]), found.end())
    return None


def _value(written: str) -> int:
    """The number that a mark says: 十二, １２, ⑫, 乙, Ⅱ; 一○一 is 101."""
    if written in _VALUES:
        return _VALUES[written]
    if written.isdecimal():
        return int(written)
    if written[0] not in _NUMERALS:
        first = max(start for start in _ENCLOSED if start <= written)
        return ord(written) - ord(first) + 1
    if len(written) > 1 and not any(character in _TENS for character in written):
        return int("".join(str(_DIGITS[character]) for character in written))
    total, digit = 0, 0
    for character in written:
        if character in _TENS:
            total, digit = total + (digit or 1) * _TENS[character], 0
        else:
            digit = _DIGITS[character]
    return total + digit
