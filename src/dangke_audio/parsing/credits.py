"""Lines of several notes about a page: 2023-05-06 08:30 来源：某某网 作者：佚名 点击：356次"""

import re

from dangke_audio.parsing.people import CLOCK, DATE
from dangke_audio.parsing.site_rules import CREDIT, URL

_LABELLED = re.compile(
    rf"[【\[（(]?(?:{CREDIT}|作者|投稿人?|上传者|发布|发布时间|发布日期|发表时间|上传时间|创建时间|浏览|阅读|点击|访问|人气|评论|次数|浏览次数|阅读次数|点击数|点击量|阅读量|浏览量|打印|分享|分享到|文章类型|字体大小|信息员)\s*[:：].*",
    re.IGNORECASE,
)
_OTHER = re.compile(
    rf"(?:{DATE.pattern})日?(?:{CLOCK.pattern})?|(?:{CLOCK.pattern})|\d+\s*(?:次|人)?(?:浏览|阅读|点击|评论)?|[\u4e00-\u9fff]{{2,10}}(?:网|網|报|社|日报|党校|公众号|客户端|文库)|{URL}"
    r"|佚名|网络|未知|本站|原创|转载|admin|[大中小]|\[?[大中小]\]?|我要投稿|投稿交换|会员申请|全文\d+字|打印|收藏|关闭|分享|纠错|党课讲稿|讲稿|范文"
)
# Labels that a lecture's own particulars have, too.
_PARTICULAR = re.compile(r"(?:时间|日期|单位|部门)\s*[:：].*")
# 11时20分来源：某某报作者：佚名 has lost its blanks
_GLUED = re.compile(
    r"(?<=[^\s\u4e00-\u9fff]|[分秒报网刊社])(?=(?:来源|作者|编辑|责任编辑|点击|浏览|阅读|字号|发布时间)[:：])"
)
_FEWEST = 2


def is_credits(text: str) -> bool:
    """Whether a line is made of two or more such notes, at least one with its label."""
    joined = _GLUED.sub(" ", re.sub(r"\s*([:：])\s*", r"\1", text))
    fields = [part for part in re.split(r"[\s|｜]+", joined) if part]
    labelled = sum(_LABELLED.fullmatch(part) is not None for part in fields)
    if len(fields) < _FEWEST or not labelled or re.search(r"[。！？；，]", text):
        return False
    return all(any(known.fullmatch(part) for known in (_LABELLED, _OTHER, _PARTICULAR)) for part in fields)
