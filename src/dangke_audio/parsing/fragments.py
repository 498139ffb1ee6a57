"""Pieces inside a line that are not read: stage notes, marks of footnotes, page numbers, adverts glued to its end."""

import re

from dangke_audio.model.lecture import Omission
from dangke_audio.parsing.lines import Line
from dangke_audio.parsing.site_rules import URL

_LONGEST_ADVERT = 40
"""Characters of an advert that is glued to a line."""
_BLANK = re.compile(r"\s+")
# name and address of a site: 公文汇 www.gongwenhui.com
_SITE = re.compile(rf"(?P<name>[\u4e00-\u9fffA-Za-z]{{2,12}})\s+(?:{URL}|[A-Za-z0-9-]+\.(?:com|cn|net|org)(?:\.cn)?/?)")
_GLUED_SITE = re.compile(rf"[\u4e00-\u9fffA-Za-z]{{1,8}}(?:网|網|汇|库|站|文秘|之家|在线|公文|范文)[:：]?{URL}")
_SOURCE = re.compile(r"(?:(?:文章|稿件)?来源|转载自?|出处|原文链接)\s*[:：].{1,30}")
_SLOGAN = re.compile(
    r"[\u4e00-\u9fffA-Za-z]{2,10}(?:网|網|汇|库|之家|在线|中文网|文秘|公文|范文|党建)[,，\s\-—_|][\u4e00-\u9fff]{2,12}(?:之家|文库|网站|平台|首选|大全|专家|好帮手|帮手|好伙伴|网|基地|中心|助手)[!！。]?"
)
_CLAP = r"(?:全场|现场|会场|台下|此处)?(?:响起|爆发出?)?(?:热烈|长时间|经久不息|雷鸣般|热烈而持久|持续){0,3}的?(?:掌声|掌聲|鼓掌|笑声|笑聲|欢呼|歡呼)[^（()）。是的]{0,8}"
# Stage notes and notes on the language, in brackets.
_NOTE = (
    rf"{_CLAP}|全[体體場场].{{0,4}}(?:起立|鼓掌|肃立).{{0,12}}|(?:稍作|短暂|略作|此处)?停[顿頓].{{0,8}}|翻页|下一页|互动(?:环节)?|提问|板书|鞠躬|敬礼|行礼|合影|"
    r"(?:播放|展示|出示|插入|放映|翻|切换|点击|观看|打开)(?![了着过出])[^（()）【】。，]{0,20}|(?:PPT|幻灯片)\s*(?:第?\s*\d+\s*[页张]?)?|(?:背景)?音乐(?:起|响起|渐弱|停|止)|灯光.{1,6}|"
    r"(?:齐|合)?唱[^（()）【】。]{0,12}歌?|(?:上|下)场|主持人(?:上|下|退)场|(?:微笑|笑|大笑|哽咽|流泪|深情地|激动地|领|齐)|"
    r"(?:[\u4e00-\u9fff]{0,3}(?:英|汉|漢|国|國|华|華|法|俄|日|德|韩|韓|藏|蒙|维吾尔|壮|彝|普通|方言?土?|粤|粵|闽南|闽|客家)[语語話话])(?:、[\u4e00-\u9fff]{1,5}[语語話话])*"
)
_RULES = (
    ("stage-note", re.compile(rf"[（(【\[](?:{_NOTE})[）)】\]]", re.IGNORECASE)),
    ("navigation", re.compile(r"[\[［【](?:编辑|編輯|编辑源代码)[\]］】]")),
    (
        "footnote-mark",
        re.compile(
            r"(?<=[\u4e00-\u9fff。，；！？”》、：])[\[［【〔]\d{1,2}[\]］】〕]|(?<![0-9A-Za-z)）米])[¹²³⁰⁴-⁹]+(?=[。，；！？、”]|$)"
        ),
    ),
    (
        "page-number",
        re.compile(
            r"(?<=[\u4e00-\u9fff，、；])\s*(?:[—–－―─-]{1,2}\s+\d{1,3}\s+[—–－―─-]{1,2}|[—–－―─-]\d{1,3}[—–－―─-]|第\s*\d{1,3}\s*页\s*[,，/|]?\s*共\s*\d{1,3}\s*页)\s*(?=[\u4e00-\u9fff])"
        ),
    ),
)


def without_fragments(line: Line, sites: frozenset[str]) -> tuple[Line, list[Omission]]:
    """Cut adverts, stage notes, page numbers and footnote marks out of a line; `sites` are names of advertisers."""
    spans = [(*found.span(), reason) for reason, rule in _RULES for found in rule.finditer(line.text)]
    advert = _glued_advert(line.text, sites)
    if advert is not None:
        spans = [span for span in spans if span[1] <= advert] + [(advert, len(line.text), "advert")]
    spans.sort()
    spans = [span for number, span in enumerate(spans) if number == 0 or span[0] >= spans[number - 1][1]]
    omitted = [line.part(start, end).omitted(reason) for start, end, reason in spans]
    return line.without([(start, end) for start, end, _ in spans]), omitted


def is_site(text: str) -> bool:
    """Whether a line is the name of a site with its address or slogan."""
    return any(pattern.fullmatch(text) for pattern in (_SITE, _GLUED_SITE, _SLOGAN))


def site_names(lines: tuple[Line, ...]) -> frozenset[str]:
    """Names that stand with their address on a line of their own: where they are glued to a line they are adverts."""
    found = (_SITE.fullmatch(line.text) for line in lines if len(line.text) <= _LONGEST_ADVERT * 2)
    return frozenset(match["name"] for match in found if match)


def _glued_advert(text: str, sites: frozenset[str]) -> int | None:
    """Where an advert begins that is glued to the end of a line behind a blank."""
    for blank in _BLANK.finditer(text, max(1, len(text) - _LONGEST_ADVERT)):
        tail = text[blank.end() :]
        named = any(tail.startswith(site) for site in sites) and not re.search(r"[。！？]", tail)
        credited = text[blank.start() - 1] in "。！？”" and _SOURCE.fullmatch(tail)
        if named or credited or _SLOGAN.fullmatch(tail) or _SITE.fullmatch(tail):
            return blank.start()
    return None
