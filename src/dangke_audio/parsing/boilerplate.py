"""What stands in a script but is not part of the lecture: site furniture, sources, copyright, adverts, page numbers.

A rule matches a whole line, or a stretch that can be cut out of one; each has a reason that the user sees. A line
that could be a sentence of the lecture stays: 加大 is a button as a line and a word in a sentence.
"""

import re
from collections import Counter
from functools import cache
from importlib.resources import files

from dangke_audio.model.lecture import Omission
from dangke_audio.parsing.lines import Line

LONGEST_LINE = 100
"""Longer lines are text, whatever they hold."""

URL = r"(?:https?://|www\.)[^\s\u3000-\u303f\u4e00-\u9fff\uff00-\uffef“”]+"
_NAME = r"[\u4e00-\u9fff]{2,4}"
_CREDIT = (
    r"(?:稿件|文章|信息|资料|图片|内容)?[来來]源|出[处處]|摘自|转自|转载自|转发自|选自|原载|供稿|供图|(?:责任|責任)?[编編][辑輯]|责编|编审|审核|初审|复审|终审|"
    r"审校|校[对對]|监制|副?主编|排版|美编|录入|[摄攝]影|通[讯訊]员|(?:本报)?[记記]者|[发發]布[机機][构關关]|发布(?:人|者|单位)|更新时间|字[号號数]|字[体體]|标签云?|"
    r"关键[词字]|所属栏目|栏目|原标题|(?:原文|本文)?(?:链接|网址)|(?:官方)?(?:微信)?公众号|微信号|索引号|信息索引|文档编号"
)
_SEEN = r"(?:浏览|阅读|点击|访问)(?:量|次数|数)?\s*[:：]\s*[\d,.]+\s*[万次]*|\d+\s*(?:次|人)?(?:浏览|阅读|点击)"
_READER = r"关注我们|蓝字|公众号|下载|领取|订阅|进群|小程序|客服"
# (reason, pattern of the whole line)
_LINE_RULES = tuple(
    (reason, re.compile(pattern, re.IGNORECASE))
    for reason, pattern in (
        ("ornament", r"[\W_]+"),
        (
            "page-number",
            r"[-—–\s·.]*(?:第\s*)?\d{1,3}\s*页?[-—–\s·.]*|第\s*\d+\s*页[\s,，/]*共\s*\d+\s*页|\d+\s*/\s*\d+",
        ),
        ("page-number", r"page\s*\d+(?:\s*of\s*\d+)?"),
        ("url", rf"(?:(?:原文|本文)?(?:链接|网址|地址|出处|来源)?\s*[:：]\s*)?{URL}(?:\s+{URL})*"),
        ("copyright", r".*[转轉][载載].{0,12}(?:[注註標标]明|出[处處]|[来來]源|授[权權]|联系|聯繫).*"),
        ("copyright", r".*版[权權](?:[归歸]|所有|[声聲]明).*|.*(?:侵权|侵犯|侵删|如侵).{0,12}(?:删|联系|告知).*"),
        ("copyright", r".*未经.{0,16}(?:不得|禁止|严禁|请勿|谢绝).{0,8}(?:转载|复制|摘编|转发|商用).*"),
        ("copyright", r".*(?:copyright|©|all rights reserved).*|.*ICP备.*|.*公网安备.*"),
        ("source", rf"[（(【\[]?\s*(?:{_CREDIT})\s*[:：][^。！？，]{{0,40}}|{_SEEN}"),
        (
            "source",
            r"[（(](?:作者|讲稿|本文)(?:系|为|是|单位)[^。]{2,40}。?[)）]|[（(](?:来源|转自|摘自)[^。]{2,40}[)）]",
        ),
        ("source", r"(?:以?下稿|以下新聞稿?)代.{2,20}(?:發出|发出)[:：]?"),
        ("caption", rf".{{0,60}}(?:[记記]者|通[讯訊]员|实习生)\s*{_NAME}(?:[\s、]+{_NAME})*\s*(?:摄|攝|文/?图|图)"),
        ("caption", r"图为[^。]{2,60}。?|[（(【](?:图片|资料图|图源|题图)[^。]{0,30}[)）】]"),
        ("navigation", r"您?(?:当前|現在|现在|目前)?(?:所在)?的?位置(?:是)?\s*[:：].*|跳至(?:主要)?(?:内容|內容).*"),
        ("navigation", r"[^。，！？]{1,20}(?:\s*[>»›＞]+\s*[^。，！？>»›＞]{1,20}){2,}|(?:首[页頁]|主页)\s*[>»›|＞].*"),
        (
            "navigation",
            r"[上下前后]一[篇条]\s*[:：].*|相关(?:报道|阅读|链接|新闻|文章|推荐|资料|范文)\s*[:：].*|[←→][^。！？]*|[^|。]{1,40}\|",
        ),
        (
            "advert",
            rf"(?:请?点击|长按|扫描|识别|关注)(?:[上下左右文].{{0,6}}|蓝字|本|图中|此处|我们).{{0,12}}(?:{_READER}|二维码).{{0,20}}",
        ),
        (
            "advert",
            rf"(?:欢迎|敬请)(?:关注|收藏|订阅|访问|光临)(?:本站|我们|我的|{_READER}).{{0,20}}|(?:关注|点击)(?:我们|蓝字).{{0,10}}",
        ),
        ("advert", r"(?:请|长按|扫描|扫码|识别){1,4}.{0,6}(?:二维码|图片).{0,4}(?:关注|加群|进群|下载).{0,12}"),
        (
            "advert",
            r"更多(?:精彩|优质|相关|党课|范文|文章|内容|资讯|资料|讲稿|公文).{0,16}(?:请|尽在|敬请|欢迎|点击|关注|访问|登录).{0,30}",
        ),
        (
            "advert",
            r"(?:以上|上面|上文)(?:就|便)?(?:是|为).{0,30}(?:小编|本站|本网).{0,40}|.{0,10}小编(?:为|给|今天|整理|特|精心).{0,50}",
        ),
        (
            "advert",
            r"本(?:文|文档|篇|资料|范文)(?:由|来自|来源于?|转载自|摘自|出自).{2,30}(?:整理|网|網|提供|分享|收集|投稿|库|原创|发布).{0,10}",
        ),
        (
            "advert",
            r"(?:免费|立即|点此|点击|一键|全文)下载.{0,30}|(?:word|pdf|ppt)\s*(?:版|文档|格式)?.{0,6}下载.{0,20}",
        ),
        (
            "advert",
            r"下载(?:本文|地址|链接|文档|全文|word|附件).{0,20}|.{0,6}(?:客服|微信|QQ群?)\s*[:：]\s*[A-Za-z0-9_-]{5,}.{0,10}",
        ),
        (
            "paywall",
            r".{0,8}(?:剩余|余下|剩下|未完)(?:部分|内容|章节|正文|\s*\d+\s*[%页]).{0,12}(?:付费|购买|登[录陆]|会员|解锁|下载|VIP).{0,20}",
        ),
        ("paywall", r"(?:开通|升级)\s*(?:VIP|会员).{0,30}|.{0,6}试读.{0,4}结束.{0,30}|还剩\s*\d+\s*[页%].{0,10}"),
        ("paywall", r"登[录陆](?:后|即可|才能)+(?:查看|阅读|下载|继续)(?:全文|剩余|更多|完整|阅读|本文).{0,10}"),
    )
)
# name and address of a site: 公文汇 www.gongwenhui.com
_SITE = re.compile(rf"(?P<name>[\u4e00-\u9fffA-Za-z]{{2,12}})\s+{URL}")
_SLOGAN = re.compile(
    r"[\u4e00-\u9fff]{2,8}(?:网|網|汇|库|之家|在线|中文网)[,，\s][\u4e00-\u9fff]{2,10}(?:之家|文库|网站|平台|首选|大全)"
)
# Stage notes, notes on the language, marks of footnotes.
_NOTE = (
    r"(?:全场|现场|会场)?(?:热烈|长时间|经久不息|雷鸣般|热烈而持久)?的?(?:掌声|掌聲|鼓掌|笑声|笑聲|欢呼|歡呼)[^（()）。]{0,12}"
    r"|全[体場场].{0,4}起立.{0,8}|(?:此处)?(?:停顿|翻页|互动|提问|板书|(?:播放|展示|出示)[^（()）。]{0,16})"
    r"|(?:[\u4e00-\u9fff]{1,5}[语語話话])(?:、[\u4e00-\u9fff]{1,5}[语語話话])*"
)
_FRAGMENT_RULES = (
    ("stage-note", re.compile(rf"[（(【\[](?:{_NOTE})[）)】\]]")),
    (
        "footnote-mark",
        re.compile(r"(?<=[\u4e00-\u9fff。，；！？”》])[\[［【]\d{1,2}[\]］】]|[¹²³⁰⁴-⁹]+(?=[。，；！？]|$)"),
    ),
)
_LONGEST_ADVERT = 40
"""Characters of an advert that is glued to a line."""
_BLANK = re.compile(r"\s+")
_FOOTNOTE = re.compile(r"[\[［【]\d{1,2}[\]］】]|[¹²³⁰⁴-⁹]+")


def leave_out(lines: tuple[Line, ...]) -> tuple[tuple[Line, ...], tuple[Omission, ...]]:
    """Part the lines into what is read and what is not."""
    sites = _site_names(lines)
    headers = _page_headers(lines)
    parted = [(line, *_without_fragments(line, sites)) for line in lines]
    marks = {omission.text for _, _, cut_out in parted for omission in cut_out if omission.reason == "footnote-mark"}
    kept: list[Line] = []
    omitted: list[Omission] = []
    for line, rest, cut_out in parted:
        reason = "footnote" if _is_footnote(line.text, marks) else _reason(rest.text, headers)
        if reason is None:
            omitted += cut_out
            kept.append(rest)
        else:
            omitted.append(line.omitted(reason))
    return tuple(kept), tuple(omitted)


def _is_footnote(text: str, marks: set[str]) -> bool:
    """Whether a line begins with a mark that stands behind a word elsewhere: [1] 参见《…》。"""
    found = _FOOTNOTE.match(text)
    return found is not None and found[0] in marks


def _reason(text: str, headers: frozenset[str]) -> str | None:
    """Why a whole line is not read, or None if it is."""
    if len(text) > LONGEST_LINE:
        return None
    if text in headers:
        return "page-header"
    if _is_site(text):
        return "advert"
    if _is_buttons(text):
        return "navigation"
    return next((reason for reason, rule in _LINE_RULES if rule.fullmatch(text)), None)


@cache
def _buttons() -> frozenset[str]:
    """Labels of buttons and links, from the table."""
    table = files("dangke_audio.parsing").joinpath("tables", "site_buttons.txt").read_text("utf-8")
    return frozenset(label for row in table.splitlines() if not row.startswith("#") for label in row.split())


def _is_buttons(text: str) -> bool:
    """Whether a line is nothing but buttons of a page; `【字号：` is one."""
    labels = re.split(r"[\s|｜·]+", text.strip("【】[]()（）:：>》 "))
    return bool(text) and all(label.strip("【】[]()（）:：") in _buttons() for label in labels)


def _is_site(text: str) -> bool:
    """Whether a line is the name of a site with its address or slogan."""
    return bool(_SITE.fullmatch(text) or _SLOGAN.fullmatch(text))


def _site_names(lines: tuple[Line, ...]) -> frozenset[str]:
    """Names that stand with their address on a line of their own: where they are glued to a line they are adverts."""
    found = (_SITE.fullmatch(line.text) for line in lines)
    return frozenset(match["name"] for match in found if match)


def _page_headers(lines: tuple[Line, ...]) -> frozenset[str]:
    """Short lines that come again and again and are no sentences."""
    counts = Counter(line.text for line in lines if len(line.text) <= 25)
    return frozenset(
        text for text, count in counts.items() if count >= 3 and not re.search(r"[。！？!?：:，,；;|]", text)
    )


def _without_fragments(line: Line, sites: frozenset[str]) -> tuple[Line, list[Omission]]:
    """Cut adverts, stage notes and footnote marks out of a line."""
    spans = [(*found.span(), reason) for reason, rule in _FRAGMENT_RULES for found in rule.finditer(line.text)]
    advert = _glued_advert(line.text, sites)
    if advert is not None:
        spans = [span for span in spans if span[1] <= advert] + [(advert, len(line.text), "advert")]
    spans.sort()
    omitted = [line.part(start, end).omitted(reason) for start, end, reason in spans]
    return line.without([(start, end) for start, end, _ in spans]), omitted


def _glued_advert(text: str, sites: frozenset[str]) -> int | None:
    """Where an advert begins that is glued to the end of a line behind a blank."""
    for blank in _BLANK.finditer(text, max(1, len(text) - _LONGEST_ADVERT)):
        tail = text[blank.end() :]
        named = any(tail.startswith(site) for site in sites) and not re.search(r"[。！？]", tail)
        if named or _SLOGAN.fullmatch(tail):
            return blank.start()
    return None
