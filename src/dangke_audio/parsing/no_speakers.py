"""What stands before a colon as a speaker label does, and is none: 地点：村部 宣誓人：××× 关键：要落实"""

import re
from functools import cache
from importlib.resources import files

_PERSON = (
    r"(?:入党)?(?:宣誓|领誓|监誓|主讲|宣讲|汇报|报告|发言|联系|联络|负责|责任|记录|承办|经办|介绍|申请|撰稿|审核|审稿|签发|签收|填表|填报|参加|出席|列席|缺席|授课|讲课|"
    r"召集|见证|证明|委托|法定代表|推荐|提议|整理|制表|发布|起草|校对|策划|具结|承诺|保证|检讨|落款)人"
)
_FIELD = re.compile(
    rf"{_PERSON}|主讲|(?:[\u4e00-\u9fff]{{0,4}})(?:单位|部门|时间|日期|地点|地址|电话|人员|对象|姓名|签名|签字|盖章|主题|题目|议题|议程|名单|范围|编号|附件|方式|人数|金额)"
)
_SIGNATURE = re.compile(rf"(?:{_PERSON}|主讲)\s*[：:]\s*(?P<value>[^。！？!?；;：:…]{{0,16}})")


def is_field(name: str) -> bool:
    """Whether a name is that of a field; nobody speaks under it unless the user says so."""
    return _FIELD.fullmatch(name) is not None


def is_signature(text: str) -> bool:
    """Whether a line only says who somebody is: 宣誓人：××× but not 宣誓人：我志愿加入中国共产党，拥护党的纲领。"""
    found = _SIGNATURE.fullmatch(text)
    return found is not None and re.search("[，,]", found["value"]) is None


def is_word(name: str) -> bool:
    """Whether a name is a common word that a lecture puts before a colon: 关键 and 项目 begin with surnames."""
    return name in _words()


@cache
def _words() -> frozenset[str]:
    table = files("dangke_audio.parsing").joinpath("tables", "words_before_colons.txt").read_text("utf-8")
    return frozenset(word for row in table.splitlines() if not row.startswith("#") for word in row.split())
