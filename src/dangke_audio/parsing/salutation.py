"""How a lecture greets: 同志们： / 各位领导，大家好！ / 亲爱的村民朋友们。 and how it takes leave: 谢谢大家！"""

import re

_HEAD = r"(?:尊敬|敬爱|敬愛|亲爱|親愛|可爱)的|各位|诸位|諸位|在座|全体|同志|同学|同學|朋友|老师|老師|乡亲|鄉親|父老|战友|战士|女士|先生|代表|委员|委員|村民|居民|党员|黨員|青年|家人|广大|大家"
_WHOM = r"们|們|同志|朋友|代表|领导|領導|党员|黨員|干部|幹部|村民|居民|市民|群众|群眾|乡亲|鄉親|父老|嘉宾|來賓|来宾|老师|老師|同学|同學|委员|委員|观众|觀眾|听众|聽眾|家人|师傅|职工|学员|弟兄|姐妹|先生|女士|友|同仁|同事"
_GREETING = r"(?:大家|你们|您们|你們|同志们|朋友们)?(?:好|您好|你好|早安|晚安|午安|早上好|上午好|中午好|下午好|晚上好|新年好|过年好|節日好|节日好)"
_ADDRESS = rf"(?:{_HEAD})[^。！？!?；;：:]{{0,50}}?(?:{_WHOM})"

_LINE = re.compile(
    rf"{_ADDRESS}\s*[:：!！,，。]?|致{_ADDRESS}\s*[:：]|(?:{_ADDRESS}[\s,，、：:！!]*)?{_GREETING}[!！。]|.{{0,24}}(?:同志[们們]|朋友[们們])[:：]"
)
# At the head of a paragraph: up to a colon, or a first sentence that does nothing but greet.
_AT_HEAD = re.compile(rf"{_ADDRESS}(?:[\s,，、]*{_GREETING}\s*[!！。]|\s*[:：]|\s*[!！。])")

# A closing sentence is made of nothing but such clauses.
_CLOSING_CLAUSE = re.compile(
    r"(?:最后|再次|在此|让我们|今天|以上)"
    r"|(?:最后|再次|在此|衷心|非常)*(?:谢谢|多谢|謝謝|感谢|感謝)(?:大家|各位|同志|你们|您|領導|领导|聆听|聆聽|观看|收听|收看|耐心|的|们|們|支持|朋友|党员|听众|陪伴|倾听)*"
    r"|(?:今天|今日|以上|这|就是)*(?:我们?|本次|这次|这堂|这节|本节|今天)?的?.{0,6}(?:党课|宣讲|汇报|报告|发言|演讲|讲话|讲课|课程|分享|讲解|交流|学习|内容|讲座)(?:内容)?"
    r"(?:就?先?(?:讲|講|上|说|说)?(?:到|在)(?:这里|这儿|此|這裡)(?:结束|为止)?|全部|就|到此|完了|完毕|结束|了)*"
    r"|(?:我)?(?:就|先)?(?:讲|說|说|汇报)(?:完|到这里|到这儿|这些|这么多)了?|再[见見]|完毕"
    r"|.{0,6}(?:不妥|不当|不足|不对|错误|有误)之?处|(?:敬请|欢迎|恳请|请).{0,10}(?:指正|批评|谅解|包涵)(?:指正)?"
    r"|.{0,6}(?:不妥|不当|不足|不对|错误|有误)之?处.{0,4}(?:敬?请|欢迎|恳请).{0,10}(?:指正|批评|谅解|包涵)(?:指正)?"
)
_LONGEST_CLOSING = 40
_LONGEST_SALUTATION = 120

# A greeting as a list of those who are greeted: 游院長、蔡副院長、各位委員先生、女士，大家好：
_POSITION = (
    r"主席|總統|总统|总理|總理|书记|書記|主任|[\u4e00-\u9fff]长|[\u4e00-\u9fff]長|先生|女士|老师|老師|教授|委员|委員|代表|同志|议员|議員|嘉宾|嘉賓|贵宾|貴賓|来宾|來賓|"
    r"领导|領導|朋友|同胞|乡亲|鄉親|父老|党员|黨員|干部|幹部|群众|村民|居民|学员|学生|同学|同學|职工|员工|评委|战友|家长|市民|青年|网友|使节|使節|记者|書長|秘书长|顾问|总经理|董事长"
)
_CHUNK = rf"[\u4e00-\u9fff·（）()“”]{{0,16}}?(?:{_POSITION})(?:们|們|先生|女士|阁下|閣下)?"
_LIST = re.compile(
    rf"(?:{_CHUNK}(?:[、，,\s和及暨]+|$|(?=[:：!！]|{_GREETING}))){{1,10}}(?:(?:{_GREETING})[、，,]?){{0,3}}\s*[:：!！。]+"
)
# To whom an official letter goes: 各乡镇党委、县直各单位：
_ADDRESSEES = re.compile(
    r"(?:各|全[县市区镇乡村省体]|[\u4e00-\u9fff×xX]{2,12}(?:人民政府|党委|党组|支部|委员会|办公室|村民小组|[局厅委办处]))[\u4e00-\u9fff、，,；;×xX（）()“”\s]{0,100}"
    r"(?:单位|單位|部门|部門|机关|机构|政府|党委|党组|支部|委员会|办事处|街道|乡镇|[县区市乡镇村社]|学校|学院|企业|公司|小组|组|局|委|办|处|科室|站所|协会|团体|[党团]总支|集团|农户|村民|农民|用户|住户|党员|群众|居民|同志|朋友|代表)\s*[:：]"
)


def is_salutation(text: str) -> bool:
    """Whether a whole line is a salutation."""
    if len(text) > _LONGEST_SALUTATION or text[-1] in "？?":
        return False
    return any(pattern.fullmatch(text) for pattern in (_LINE, _LIST, _ADDRESSEES))


def salutation_end(text: str) -> int:
    """Offset behind a salutation that stands at the head of a paragraph; 0 where there is none."""
    found = _AT_HEAD.match(text)
    return found.end() if found else 0


def is_closing(sentence: str) -> bool:
    """Whether a sentence at the end of a lecture takes leave."""
    clauses = [clause.strip() for clause in re.split(r"[，,、。！!～~.；;]", sentence) if clause.strip()]
    return len(sentence) <= _LONGEST_CLOSING and bool(clauses) and all(map(_CLOSING_CLAUSE.fullmatch, clauses))
